package dev.pons.plugin.json;

import dev.pons.plugin.json.Item.Kind;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads JSON strictly (RFC 8259). Problems name line, column and byte. One use. */
final class JsonParser {

    private static final int DEEPEST = 500;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String text;
    private int at;
    private int depth;

    private JsonParser(String text) {
        this.text = text;
    }

    /**
     * The one value of a text, with the white space around it.
     *
     * @param from where it begins, behind a byte order mark
     */
    static Item parse(String text, int from) throws ProblemException {
        var parser = new JsonParser(text);
        parser.at = from;
        var lead = parser.space();
        if (parser.at == text.length()) {
            throw parser.wrong("the text ends where a value is expected");
        }
        var root = parser.value();
        root.around.lead = lead;
        root.around.tail = parser.space();
        if (parser.at < text.length()) {
            throw parser.wrong("more stands behind the value");
        }
        return root;
    }

    /** A number as JSON writes it. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** What stands inside of quotation marks as it must be. */
    static boolean isInner(String text) {
        try {
            var parser = new JsonParser('"' + text + '"');
            parser.string();
            return parser.at == text.length() + 2;
        } catch (ProblemException wrong) {
            return false;
        }
    }

    private String space() {
        int from = at;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private Item value() throws ProblemException {
        char first = at < text.length() ? text.charAt(at) : 0;
        return switch (first) {
            case '{' -> container(Kind.OBJECT, '}');
            case '[' -> container(Kind.ARRAY, ']');
            case '"' -> new Item(Kind.STRING, string());
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        };
    }

    private Item container(Kind kind, char close) throws ProblemException {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " levels");
        }
        at++;
        var lead = space();
        var item = new Item(kind, lead);
        if (next() == close) {
            at++;
            depth--;
            return item;
        }
        while (true) {
            var inner = kind == Kind.OBJECT ? member() : value();
            inner.around.lead = lead;
            inner.around.tail = space();
            item.put(item.items().size(), inner);
            char one = next();
            if (one == close) {
                at++;
                depth--;
                item.raw = "";
                return item;
            }
            if (one != ',') {
                throw wrong("a comma or " + close + " is expected");
            }
            at++;
            lead = space();
        }
    }

    private Item member() throws ProblemException {
        if (next() != '"') {
            throw wrong("a name in quotation marks is expected");
        }
        var key = string();
        var before = space();
        if (next() != ':') {
            throw wrong("a colon is expected behind the name");
        }
        at++;
        var after = space();
        var item = value();
        item.around.key = key;
        item.around.colon = before + ":" + after;
        return item;
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private String string() throws ProblemException {
        int from = at++;
        while (at < text.length()) {
            char one = text.charAt(at++);
            if (one == '"') {
                return text.substring(from, at);
            }
            if (one < ' ') {
                at--;
                throw wrong(
                        "a control character stands in a string; it is written with a backslash");
            }
            if (one == '\\') {
                escape();
            }
        }
        at = from;
        throw wrong("a string is not closed");
    }

    private void escape() throws ProblemException {
        char code = next();
        if ("\"\\/bfnrt".indexOf(code) >= 0 && code != 0) {
            at++;
            return;
        }
        boolean hex = code == 'u' && at + 5 <= text.length();
        for (int i = at + 1; hex && i < at + 5; i++) {
            hex = Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128;
        }
        if (!hex) {
            throw wrong("a backslash stands before something that it cannot");
        }
        at += 5;
    }

    private Item literal(String word) throws ProblemException {
        if (!text.startsWith(word, at)) {
            throw wrong("no value begins like this");
        }
        at += word.length();
        return new Item(Kind.LITERAL, word);
    }

    private Item number() throws ProblemException {
        var matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong(at == text.length() ? "the text ends here" : "no value begins like this");
        }
        at = matcher.end();
        return new Item(Kind.NUMBER, matcher.group());
    }

    private ProblemException wrong(String words) {
        var before = text.substring(0, Math.min(at, text.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        long offset = before.getBytes(StandardCharsets.UTF_8).length;
        return new ProblemException(
                Problem.of("malformed", "line " + line + ", column " + column + ": " + words)
                        .at(offset));
    }
}
