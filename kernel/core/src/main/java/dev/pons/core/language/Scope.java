package dev.pons.core.language;

import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.language.Path.Root;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known while a channel is compiled: the format that the message has at this place, the
 * variables that exist so far, the {@code each} around, whose steps they are, and where faults go.
 * One thread.
 */
final class Scope {

    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED =
            Set.of("id", "now", "in", "meta", "var", "index", "count");

    private final Faults faults;
    private final Surroundings around;
    private final Variables variables;
    private final Where where;
    private final List<String> each;
    private final List<Aggregate> aggregates;
    private String format;

    /** Whose steps these are. */
    private enum Where {
        /** Nobody's: what a source renders before there is a message. */
        BEFORE,
        SOURCE,
        DESTINATION,
        /** On what a destination's peer answered. */
        PEER,
        /** On what the sender is told. */
        ANSWER
    }

    Scope(Surroundings around, Faults faults) {
        this(
                faults,
                around,
                new Variables(),
                Where.SOURCE,
                List.of(),
                new ArrayList<>(),
                around.format());
    }

    private Scope(
            Faults faults,
            Surroundings around,
            Variables variables,
            Where where,
            List<String> each,
            List<Aggregate> aggregates,
            String format) {
        this.faults = faults;
        this.around = around;
        this.variables = variables;
        this.where = where;
        this.each = each;
        this.aggregates = aggregates;
        this.format = format;
    }

    /** The same, before there is a message. */
    Scope beforeMessage() {
        return new Scope(
                faults,
                around,
                new Variables(),
                Where.BEFORE,
                List.of(),
                new ArrayList<>(),
                around.format());
    }

    /** The same, whose new variables and other formats stay there. */
    Scope inner() {
        var inside = where == Where.SOURCE ? Where.DESTINATION : where;
        return new Scope(faults, around, variables.copy(), inside, each, aggregates, format);
    }

    /** The same for steps on what a destination's peer answered. */
    Scope ofPeer() {
        return new Scope(faults, around, variables.copy(), Where.PEER, each, aggregates, format);
    }

    /** The same for steps that shape an answer. */
    Scope ofReply() {
        return new Scope(
                faults, around, variables.copy(), Where.ANSWER, each, aggregates, around.format());
    }

    /** The same for what is done with each element; its variables are known afterwards too. */
    Scope within(String element) {
        var more = new ArrayList<>(each);
        more.add(element);
        return new Scope(faults, around, variables, where, List.copyOf(more), aggregates, format);
    }

    /** The same for a message of another format, of whose writing this is about. */
    Scope in(String other) {
        return new Scope(faults, around, variables, where, List.of(), aggregates, other);
    }

    Faults faults() {
        return faults;
    }

    Surroundings around() {
        return around;
    }

    Variables variables() {
        return variables;
    }

    /** What is rendered has no message, and leaves nothing that could be recorded with one. */
    boolean isBeforeMessage() {
        return where == Where.BEFORE;
    }

    /** Steps so far that collect messages. */
    List<Aggregate> aggregates() {
        return aggregates;
    }

    /** Among the steps of the source. */
    boolean inSource() {
        return where == Where.SOURCE;
    }

    /** Where something may be remembered: not in what is done with an answer. */
    boolean mayRemember() {
        return where == Where.SOURCE || where == Where.DESTINATION;
    }

    /** Inside the steps of an {@code each}. */
    boolean inEach() {
        return !each.isEmpty();
    }

    int depth() {
        return each.size();
    }

    /** The name of the format that the message has here. */
    String format() {
        return format;
    }

    /** From here on the message has this format. */
    void becomes(String other) {
        format = other;
    }

    /** What the message has here. */
    Format present() {
        return around.format(format).orElseThrow(() -> new Formats.Missing(format));
    }

    private Format original() {
        return around.format("").orElseThrow(() -> new Formats.Missing(around.format()));
    }

    void fault(Mark mark, String words) {
        faults.add(mark, words);
    }

    /** A path to read; {@code where} is put behind the words of a fault. */
    Path path(String written, Mark mark, String where) {
        var path = tellApart(written);
        if (path.rest().isEmpty() && path.depth() == 0) {
            fault(mark, "a path is missing" + where);
        } else if (isBeforeMessage()) {
            beforeMessage(path, mark, where);
        } else if (path.root() == Root.MESSAGE || path.root() == Root.ORIGINAL) {
            var of = path.root() == Root.MESSAGE ? present() : original();
            var whole = path.root() == Root.MESSAGE ? written : path.rest();
            check(of, whole, mark, where);
        } else if (path.root() == Root.VARIABLE && variables.excludes(path.rest())) {
            fault(
                    mark,
                    "no step before lets `"
                            + path.rest()
                            + "`"
                            + otherwise(
                                    variables.hint(path.rest()), "; write a step `let` that does")
                            + where);
        }
        return path.root() == Root.MESSAGE ? element(path) : path;
    }

    /** Begins at the current element that it is about, the innermost first. */
    private Path element(Path path) {
        for (int depth = each.size(); depth > 0; depth--) {
            var rest = below(each.get(depth - 1), path.rest());
            if (rest != null) {
                return new Path(Root.MESSAGE, rest, path.written(), depth);
            }
        }
        return path;
    }

    private @Nullable String below(String element, String path) {
        try {
            return present().within(element, path).orElse(null);
        } catch (IllegalArgumentException noPath) {
            return null;
        }
    }

    /** A path that {@code set} writes to: in a reply, a fact too. */
    Path settable(String written, Mark mark) {
        return where == Where.ANSWER && written.startsWith("meta.") && written.length() > 5
                ? path(written, mark, "")
                : target(written, mark);
    }

    /** A path to write to: only the message itself can be written. */
    Path target(String written, Mark mark) {
        var path = path(written, mark, "");
        switch (path.root()) {
            case ORIGINAL ->
                    fault(
                            mark,
                            "`in.` is the message as it came in and cannot be changed; leave"
                                    + " out `in.`");
            case META, REQUEST_META ->
                    fault(
                            mark,
                            "`meta.` is what the source said and cannot be changed; use `let` for"
                                    + " a value of your own");
            case VARIABLE ->
                    fault(mark, "`" + written + "` is a variable; give it a value with `let`");
            case ID, NOW, INDEX, COUNT -> fault(mark, "`" + written + "` cannot be changed");
            default -> {}
        }
        return path;
    }

    /** Whether a variable may have this name; else it is a fault. */
    void name(String name, Mark mark) {
        if (!NAME.matcher(name).matches()) {
            fault(
                    mark,
                    "`"
                            + name
                            + "` cannot name a variable; use letters, digits and _, beginning with"
                            + " a letter");
        } else if (RESERVED.contains(name)) {
            fault(mark, "`" + name + "` has a meaning of its own; name the variable otherwise");
        }
    }

    private Path tellApart(String written) {
        if (written.startsWith("in.meta.")) {
            return new Path(Root.REQUEST_META, written.substring(8), written);
        }
        if (written.startsWith("in.")) {
            return new Path(Root.ORIGINAL, written.substring(3), written);
        }
        if (written.startsWith("meta.")) {
            return new Path(Root.META, written.substring(5), written);
        }
        if (written.startsWith("var.")) {
            return new Path(Root.VARIABLE, written.substring(4), written);
        }
        return new Path(alone(written), written, written);
    }

    private Root alone(String written) {
        return switch (written) {
            case "id" -> Root.ID;
            case "now" -> Root.NOW;
            case "index" -> inEach() ? Root.INDEX : Root.MESSAGE;
            case "count" -> inEach() ? Root.COUNT : Root.MESSAGE;
            default -> variables.contains(written) ? Root.VARIABLE : Root.MESSAGE;
        };
    }

    private void beforeMessage(Path path, Mark mark, String where) {
        if (path.root() != Root.NOW && path.root() != Root.META) {
            fault(
                    mark,
                    "there is no message yet that `"
                            + path.written()
                            + "` could be read from; write `now` or `meta.NAME`, and fill in the"
                            + " rest by steps"
                            + where);
        }
    }

    private void check(Format of, String path, Mark mark, String where) {
        try {
            of.check(path);
            of.doubt(path).ifPresent(words -> faults.warn(mark, words + where));
        } catch (IllegalArgumentException e) {
            fault(mark, e.getMessage() + meant(path) + where);
        }
    }

    /** What else it may be than a path. */
    private String meant(String path) {
        if (path.equals("index") || path.equals("count")) {
            return "; {" + path + "} is known in the steps of an `each` only";
        }
        return NAME.matcher(path).matches() ? variables.hint(path) : "";
    }

    private static String otherwise(String hint, String words) {
        return hint.isEmpty() ? words : hint;
    }
}
