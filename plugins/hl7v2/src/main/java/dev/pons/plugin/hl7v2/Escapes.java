package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Escape sequences (HL7 v2.5, section 2.7). The letters F S T R E P and hexadecimal data are
 * unescaped. Formatting ({@code \.br\}, {@code \H\}, {@code \N\}), other character sets ({@code
 * \C..\}, {@code \M..\}) and local ones ({@code \Z..\}) stay as they stand; of these, the dotted
 * formatting commands also pass {@link #escape} unchanged, so that formatted text can be changed by
 * a template and stays formatted.
 */
final class Escapes {

    private static final Pattern DOTTED =
            Pattern.compile("\\.(br|sp|in|ti|fi|nf|ce|sk)[+-]?[0-9]*");
    private static final Pattern KEPT =
            Pattern.compile(DOTTED.pattern() + "|[HN]|[CM][0-9A-Fa-f]{4,6}|Z.{0,80}");
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /** As a person reads it. */
    static String unescape(String raw, Delimiters own, Encoding encoding) {
        char mark = (char) own.escape();
        int at = mark == 0 ? -1 : raw.indexOf(mark);
        if (at < 0) {
            return raw;
        }
        var out = new StringBuilder(raw.length()).append(raw, 0, at);
        while (at < raw.length()) {
            int close = raw.charAt(at) == mark ? raw.indexOf(mark, at + 1) : -1;
            var text = close < 0 ? null : meaning(raw.substring(at + 1, close), own, encoding);
            if (text != null) {
                out.append(text);
                at = close + 1;
            } else if (close > 0 && !KEPT.matcher(raw).region(at + 1, close).matches()) {
                out.append(mark);
                at++;
            } else {
                int end = close < 0 ? at + 1 : close + 1;
                out.append(raw, at, end);
                at = end;
            }
        }
        return out.toString();
    }

    /** What a sequence stands for; null: it is none that stands for text. */
    static @Nullable String meaning(String body, Delimiters own, Encoding encoding) {
        if (body.length() == 1) {
            char literal = own.literal(body.charAt(0));
            return literal == 0 ? null : String.valueOf(literal);
        }
        if (body.length() < 3 || body.length() % 2 == 0 || body.charAt(0) != 'X') {
            return null;
        }
        var bytes = new byte[body.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(body.charAt(2 * i + 1), 16);
            int low = Character.digit(body.charAt(2 * i + 2), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return encoding.decode(bytes, 0, bytes.length);
    }

    /** So that delimiters stay text, and CR and LF do not end the segment. Tabs stay. */
    static String escape(String text, Delimiters own) throws ProblemException {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            int close = own.escape() != 0 && one == own.escape() ? text.indexOf(one, i + 1) : -1;
            if (close > 0 && DOTTED.matcher(text).region(i + 1, close).matches()) {
                out.append(text, i, close + 1);
                i = close;
            } else {
                literal(one, own, out);
            }
        }
        return out.length() == text.length() ? text : out.toString();
    }

    /** One character, escaped where it must be. */
    static void literal(char one, Delimiters own, StringBuilder out) throws ProblemException {
        char letter = own.letter(one);
        boolean control = one < ' ' && one != '\t' || one == 0x7f;
        if (letter == 0 && !control) {
            out.append(one);
            return;
        }
        if (own.escape() == 0) {
            throw new ProblemException(
                    Problem.of(
                            "value",
                            "the text has a delimiter or control character, and MSH-2 of this"
                                    + " message names no escape character"));
        }
        char mark = (char) own.escape();
        out.append(mark);
        if (control) {
            out.append('X').append(HEX.charAt(one >> 4)).append(HEX.charAt(one & 15));
        } else {
            out.append(letter);
        }
        out.append(mark);
    }

    /** The same structure and text with other delimiters. */
    static String translate(String text, Delimiters from, Delimiters to) throws ProblemException {
        if (from.standard() && to.standard() && !hasControl(text)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            char letter = from.letter(one);
            if (letter == 'E') {
                i = sequence(text, i, from, to, out);
            } else if (letter == 0) {
                literal(one, to, out);
            } else {
                char other = to.literal(letter);
                if (other == 0) {
                    throw new ProblemException(
                            Problem.of(
                                    "value",
                                    "MSH-2 of this message has no delimiter for this structure"));
                }
                out.append(other);
            }
        }
        return out.toString();
    }

    /** Returns where the sequence ends. */
    private static int sequence(
            String text, int at, Delimiters from, Delimiters to, StringBuilder out)
            throws ProblemException {
        char mark = (char) from.escape();
        int close = text.indexOf(mark, at + 1);
        var body = close < 0 ? "" : text.substring(at + 1, close);
        boolean whole = !body.isEmpty() && body.chars().allMatch(c -> from.letter((char) c) == 0);
        if (!whole || to.escape() == 0) {
            if (from.standard() && to.standard()) {
                out.append(mark);
            } else {
                literal(mark, to, out);
            }
            return at;
        }
        char literal = body.length() == 1 ? from.literal(body.charAt(0)) : 0;
        if (literal != 0 && !(from.standard() && to.standard())) {
            literal(literal, to, out);
        } else {
            out.append((char) to.escape()).append(body).append((char) to.escape());
        }
        return close;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\t') {
                return true;
            }
        }
        return false;
    }
}
