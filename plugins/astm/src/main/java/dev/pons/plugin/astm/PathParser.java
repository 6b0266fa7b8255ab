package dev.pons.plugin.astm;

import dev.pons.plugin.astm.Path.Choice;
import dev.pons.plugin.astm.Path.Field;
import dev.pons.plugin.astm.Path.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads paths: {@code R-4}, {@code P-4[2].1}, {@code R(3.4=GLU)-4}, {@code O[2]/R[1]-4}, {@code R}.
 * Faults are {@code IllegalArgumentException} with what is right.
 */
final class PathParser {

    /** Keeps what was parsed; a message cannot fill it, only channel files and scripts can. */
    private static final int KEPT = 2000;

    private static final Map<String, Path> CACHE = new ConcurrentHashMap<>();

    private static final int LARGEST = 9999;
    private static final Pattern NAME = Pattern.compile("[" + AstmRecord.TYPES + "]");
    private static final Pattern DOT_FOR_DASH = Pattern.compile("([A-Za-z])[. ]?([0-9].*)");
    private static final Pattern DASHES = Pattern.compile("([A-Za-z])-([0-9]+)-([0-9]+)");

    private final String path;
    private int at;

    private PathParser(String path) {
        this.path = path;
    }

    static Path parse(String path) {
        var known = CACHE.get(path);
        if (known != null) {
            return known;
        }
        var parsed = new PathParser(path).whole();
        if (CACHE.size() >= KEPT) {
            CACHE.clear();
        }
        CACHE.put(path, parsed);
        return parsed;
    }

    /** See {@link dev.pons.spi.format.Format#within}. */
    static Optional<String> within(String element, String written) {
        var of = parse(element);
        var path = parse(written);
        if (path.relative() || of.relative()) {
            return Optional.empty();
        }
        var first = path.records().get(0);
        boolean own =
                first.name().equals(of.records().get(of.records().size() - 1).name())
                        && first.index() == Path.ALL
                        && first.choice() == null;
        var field = of.field();
        if (!own || field == null) {
            return own ? Optional.of(written) : Optional.empty();
        }
        var below = path.field();
        boolean inside =
                below != null
                        && path.records().size() == 1
                        && below.number() == field.number()
                        && below.index() == Path.ALL
                        && below.choice() == null;
        return !inside || below == null
                ? Optional.empty()
                : Optional.of(below.component() == 0 ? "" : Integer.toString(below.component()));
    }

    private Path whole() {
        var steps = new ArrayList<Step>();
        if (digit()) {
            return end(field(), steps);
        }
        while (true) {
            steps.add(step());
            if (take('-')) {
                return end(field(), steps);
            }
            if (!take('/')) {
                return end(null, steps);
            }
        }
    }

    private Path end(@Nullable Field field, List<Step> steps) {
        if (at < path.length()) {
            throw fault("it should end before `" + path.substring(at) + "`");
        }
        return new Path(List.copyOf(steps), field);
    }

    private Step step() {
        int from = at;
        while (at < path.length() && Character.isLetterOrDigit(path.charAt(at))) {
            at++;
        }
        var name = path.substring(from, at);
        if (!NAME.matcher(name).matches()) {
            throw fault("a path begins with a record: one of H P O R C Q M S L, as R-4");
        }
        var choice = take('(') ? choice(true) : null;
        return new Step(name, index(), choice);
    }

    private Field field() {
        int number = number("field");
        var choice = take('(') ? choice(false) : null;
        int index = index();
        return new Field(number, index, choice, take('.') ? number("component") : 0);
    }

    /** Of a record: field, component. Of a field: component. */
    private Choice choice(boolean ofRecord) {
        int first = number(ofRecord ? "field" : "component");
        int second = ofRecord && take('.') ? number("component") : 0;
        if (!take('=')) {
            throw fault("a choice is written (4=MR) behind a field, (3.4=GLU) behind a record");
        }
        boolean quoted = take('\'');
        int close = path.indexOf(quoted ? "')" : ")", at);
        if (close < 0) {
            throw fault("the choice is not closed: ) is missing");
        }
        var text = path.substring(at, close);
        at = close + (quoted ? 2 : 1);
        return new Choice(first, second, text);
    }

    private int index() {
        if (!take('[')) {
            return Path.ALL;
        }
        int index = take('*') ? Path.ALL : number("index");
        if (!take(']')) {
            throw fault("an index is written [2] or [*]");
        }
        return index;
    }

    private int number(String what) {
        int from = at;
        while (digit()) {
            at++;
        }
        if (from == at || at - from > 4) {
            throw fault("the " + what + " must be a number from 1 to " + LARGEST);
        }
        int number = Integer.parseInt(path.substring(from, at));
        if (number == 0) {
            throw fault("ASTM counts from 1, and the " + what + " is 0");
        }
        return number;
    }

    private boolean digit() {
        return at < path.length() && path.charAt(at) >= '0' && path.charAt(at) <= '9';
    }

    private boolean take(char wanted) {
        if (at < path.length() && path.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException fault(String words) {
        var better = better(path);
        return new IllegalArgumentException(
                path + " is not a path; " + (better == null ? words : "write " + better));
    }

    /** What the author probably meant, if that is a path. */
    private static @Nullable String better(String path) {
        var guess = path.strip().toUpperCase(Locale.ROOT);
        var dot = DOT_FOR_DASH.matcher(guess);
        var dashes = DASHES.matcher(guess);
        if (dashes.matches()) {
            guess = dashes.group(1) + "-" + dashes.group(2) + "." + dashes.group(3);
        } else if (dot.matches()) {
            guess = dot.group(1) + "-" + dot.group(2);
        }
        if (guess.equals(path) || guess.isEmpty()) {
            return null;
        }
        try {
            return parse(guess).relative() ? null : guess;
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }
}
