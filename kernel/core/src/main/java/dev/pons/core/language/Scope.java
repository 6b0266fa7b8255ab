package dev.pons.core.language;

import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.language.Path.Root;
import dev.pons.spi.format.Format;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known while a channel is compiled: its format, the variables that exist so far, and where
 * faults go.
 *
 * @param answering the steps shape an answer, whose facts they may set
 */
record Scope(Format format, Faults faults, Set<String> variables, boolean answering) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("id", "now", "in", "meta", "var");

    Scope(Format format, Faults faults) {
        this(format, faults, new HashSet<>(), false);
    }

    /** The same, whose new variables stay there. */
    Scope inner() {
        return new Scope(format, faults, new HashSet<>(variables), answering);
    }

    /** The same for steps that shape an answer. */
    Scope ofReply() {
        return new Scope(format, faults, new HashSet<>(variables), true);
    }

    void fault(Mark mark, String words) {
        faults.add(mark, words);
    }

    /** A path to read; {@code where} is put behind the words of a fault. */
    Path path(String written, Mark mark, String where) {
        var path = tellApart(written);
        if (path.rest().isEmpty()) {
            fault(mark, "a path is missing" + where);
        } else if (path.root() == Root.MESSAGE || path.root() == Root.ORIGINAL) {
            check(path.rest(), mark, where);
        }
        return path;
    }

    /** A path that {@code set} writes to: in a reply, a fact too. */
    Path settable(String written, Mark mark) {
        return answering && written.startsWith("meta.") && written.length() > 5
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
            case ID, NOW -> fault(mark, "`" + written + "` cannot be changed");
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
        var root =
                switch (written) {
                    case "id" -> Root.ID;
                    case "now" -> Root.NOW;
                    default -> variables.contains(written) ? Root.VARIABLE : Root.MESSAGE;
                };
        return new Path(root, written, written);
    }

    private void check(String path, Mark mark, String where) {
        try {
            format.check(path);
        } catch (IllegalArgumentException e) {
            fault(mark, e.getMessage() + where);
        }
    }
}
