package dev.pons.plugin.x12;

import dev.pons.plugin.x12.Path.Choice;
import dev.pons.plugin.x12.Path.Element;
import dev.pons.plugin.x12.Path.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads paths: {@code NM1-3}, {@code SV1-1.2}, {@code NM1(1=85)-9}, {@code HL[2]/NM1[1]-3}, {@code
 * ST}. Faults are {@code IllegalArgumentException} with what is right.
 */
final class PathParser {

    /** Keeps what was parsed; a message cannot fill it, only channel files and scripts can. */
    private static final int KEPT = 2000;

    private static final Map<String, Path> CACHE = new ConcurrentHashMap<>();

    private static final int LARGEST = 9999;
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{1,2}");
    private static final Pattern TWO_DIGITS =
            Pattern.compile("([A-Z][A-Z0-9]{1,2})[. -]?([0-9]{2})(?:[-.]0?([1-9][0-9]?))?");
    private static final Pattern DASHES =
            Pattern.compile("([A-Z][A-Z0-9]{1,2})[. -]([1-9])(?:[-.]0?([1-9][0-9]?))?");

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
        var first = path.segments().get(0);
        boolean own =
                first.name().equals(of.segments().get(of.segments().size() - 1).name())
                        && first.index() == Path.ALL
                        && first.choice() == null;
        var place = of.element();
        if (!own || place == null) {
            return own ? Optional.of(written) : Optional.empty();
        }
        var below = path.element();
        boolean inside =
                below != null
                        && path.segments().size() == 1
                        && below.number() == place.number()
                        && below.index() == Path.ALL
                        && below.choice() == null;
        return !inside || below == null
                ? Optional.empty()
                : Optional.of(below.component() == 0 ? "" : Integer.toString(below.component()));
    }

    private Path whole() {
        var steps = new ArrayList<Step>();
        if (digit()) {
            return end(element(), steps);
        }
        while (true) {
            steps.add(step());
            if (take('-')) {
                return end(element(), steps);
            }
            if (!take('/')) {
                return end(null, steps);
            }
        }
    }

    private Path end(@Nullable Element element, List<Step> steps) {
        if (at < path.length()) {
            throw fault("it should end before `" + path.substring(at) + "`");
        }
        return new Path(List.copyOf(steps), element);
    }

    private Step step() {
        int from = at;
        while (at < path.length() && Character.isLetterOrDigit(path.charAt(at))) {
            at++;
        }
        var name = path.substring(from, at);
        if (!NAME.matcher(name).matches()) {
            throw fault("a path begins with a segment id of two or three characters, as NM1-3");
        }
        var choice = take('(') ? choice(true) : null;
        return new Step(name, index(), choice);
    }

    private Element element() {
        int number = number("element");
        var choice = take('(') ? choice(false) : null;
        int index = index();
        return new Element(number, index, choice, take('.') ? number("component") : 0);
    }

    /** Of a segment: element, component. Of an element: component. */
    private Choice choice(boolean ofRecord) {
        int first = number(ofRecord ? "element" : "component");
        int second = ofRecord && take('.') ? number("component") : 0;
        if (!take('=')) {
            throw fault("a choice is written (1=HC) behind an element, (1=85) behind a segment");
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
            throw fault("X12 counts from 1, and the " + what + " is 0");
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
        var two = TWO_DIGITS.matcher(guess);
        var match = two.matches() ? two : DASHES.matcher(guess);
        if (match.matches()) {
            var component = match.group(3) == null ? "" : "." + match.group(3);
            guess = match.group(1) + "-" + Integer.parseInt(match.group(2)) + component;
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
