package dev.pons.plugin.dicom.format;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as far as a data set needs it: objects are maps, lists are lists, all else
 * is text as it is spelled; null is null. One text.
 */
final class JsonReader {

    private static final int DEEPEST = 200;
    private static final String PLAIN = "+-.0123456789Eaeflrstu";

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) throws ProblemException {
        var reader = new JsonReader(text);
        var value = reader.value(0);
        if (reader.next() != 0) {
            throw reader.wrong("something stands behind the end");
        }
        return value;
    }

    private ProblemException wrong(String words) {
        return new ProblemException(Problem.of("malformed", "this is no JSON: " + words).at(at));
    }

    /** The next character that is no blank; 0: the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private @Nullable Object value(int depth) throws ProblemException {
        if (depth > DEEPEST) {
            throw wrong("there are more levels than a data set has");
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            default -> plain();
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws ProblemException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        boolean more = opens('}');
        while (more) {
            if (next() != '"') {
                throw wrong("a name in quotes is missing");
            }
            var name = string();
            if (next() != ':') {
                throw wrong("a colon is missing");
            }
            at++;
            members.put(name, value(depth + 1));
            more = goesOn('}');
        }
        return members;
    }

    private List<@Nullable Object> list(int depth) throws ProblemException {
        var items = new ArrayList<@Nullable Object>();
        boolean more = opens(']');
        while (more) {
            items.add(value(depth + 1));
            more = goesOn(']');
        }
        return items;
    }

    private boolean opens(char end) {
        at++;
        if (next() == end) {
            at++;
            return false;
        }
        return true;
    }

    private boolean goesOn(char end) throws ProblemException {
        char one = next();
        if (one != ',' && one != end) {
            throw wrong("a comma is missing");
        }
        at++;
        return one == ',';
    }

    private @Nullable String plain() throws ProblemException {
        int from = at;
        while (at < text.length() && PLAIN.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var word = text.substring(from, at);
        if (word.isEmpty() || text.startsWith("n", at)) {
            if (text.startsWith("null", from)) {
                at = from + 4;
                return null;
            }
            throw wrong("a value is missing");
        }
        if (!word.matches("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw wrong("a text without quotes");
        }
        return word;
    }

    private String string() throws ProblemException {
        var out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char one = text.charAt(at++);
            if (one < ' ') {
                throw wrong("a control character in a text");
            }
            out.append(one == '\\' ? escaped() : one);
        }
        if (at >= text.length()) {
            throw wrong("a text does not end");
        }
        at++;
        return out.toString();
    }

    private char escaped() throws ProblemException {
        int which = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at++)) : -1;
        if (which < 0) {
            throw wrong("no such escape");
        }
        if (which < 8) {
            return "\"\\/\b\f\n\r\t".charAt(which);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw wrong("no such escape");
            }
            code = 16 * code + digit;
        }
        return (char) code;
    }
}
