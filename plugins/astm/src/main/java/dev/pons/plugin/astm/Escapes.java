package dev.pons.plugin.astm;

import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

/**
 * Escape sequences (E1394, escape delimiter; here with the usual one): {@code &F& &S& &R& &E&} are
 * delimiters, {@code &X0D0A&} is data as hexadecimal digits. {@code &H&} and {@code &N&}
 * (highlighted and normal text) and unknown ones stay as they stand; of these, the two also pass
 * {@link #escape} unchanged.
 */
final class Escapes {

    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /** As a person reads it. */
    static String unescape(String raw, Delimiters own, Encoding encoding) throws ProblemException {
        int at = raw.indexOf(own.escape());
        if (at < 0) {
            return raw;
        }
        var out = new StringBuilder(raw.length()).append(raw, 0, at);
        while (at < raw.length()) {
            char one = raw.charAt(at);
            int close = one == own.escape() ? raw.indexOf(one, at + 1) : -1;
            var text = close < 0 ? null : meaning(raw.substring(at + 1, close), own, encoding);
            if (text != null) {
                out.append(text);
                at = close + 1;
            } else if (close > 0 && kept(raw, at, close)) {
                out.append(raw, at, close + 1);
                at = close + 1;
            } else {
                out.append(one);
                at++;
            }
        }
        return out.toString();
    }

    private static @Nullable String meaning(String body, Delimiters own, Encoding encoding)
            throws ProblemException {
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
        var text = encoding.decode(bytes);
        return Encoding.damaged(text) ? null : text;
    }

    /** A sequence of one letter that is no delimiter. */
    private static boolean kept(String raw, int at, int close) {
        return close == at + 2 && Character.isLetter(raw.charAt(at + 1));
    }

    /** So that delimiters stay text, and control characters do not end the record. */
    static String escape(String text, Delimiters own) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean control = one < ' ' && one != '\t' || one == 0x7f;
            if (out == null && (control || own.letter(one) != 0)) {
                out = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (out != null) {
                if (highlight(text, i, own)) {
                    out.append(text, i, i + 3);
                    i += 2;
                } else {
                    literal(one, own, out);
                }
            }
        }
        return out == null ? text : out.toString();
    }

    private static boolean highlight(String text, int at, Delimiters own) {
        return at + 2 < text.length()
                && text.charAt(at) == own.escape()
                && text.charAt(at + 2) == own.escape()
                && (text.charAt(at + 1) == 'H' || text.charAt(at + 1) == 'N');
    }

    private static void literal(char one, Delimiters own, StringBuilder out) {
        char letter = own.letter(one);
        boolean control = one < ' ' && one != '\t' || one == 0x7f;
        if (letter == 0 && !control) {
            out.append(one);
            return;
        }
        out.append(own.escape());
        if (control) {
            out.append('X').append(HEX.charAt(one >> 4)).append(HEX.charAt(one & 15));
        } else {
            out.append(letter);
        }
        out.append(own.escape());
    }

    /** The same structure and text with other delimiters. */
    static String translate(String text, Delimiters from, Delimiters to) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            char letter = from.letter(one);
            int close = letter == 'E' ? text.indexOf(one, i + 1) : -1;
            if (close > 0 && whole(text, i, close, from)) {
                char literal = close == i + 2 ? from.literal(text.charAt(i + 1)) : 0;
                if (literal == 0) {
                    out.append(to.escape()).append(text, i + 1, close).append(to.escape());
                } else {
                    literal(literal, to, out);
                }
                i = close;
            } else if (letter == 0 || letter == 'E') {
                literal(one, from.equals(to) && letter == 'E' ? NONE : to, out);
            } else {
                out.append(to.literal(letter));
            }
        }
        return out.toString();
    }

    /** For an escape character that begins nothing and stays as it stands. */
    private static final Delimiters NONE = new Delimiters('\uffff', '\uffff', '\uffff', '\uffff');

    private static boolean whole(String text, int at, int close, Delimiters from) {
        for (int i = at + 1; i < close; i++) {
            if (from.letter(text.charAt(i)) != 0) {
                return false;
            }
        }
        return close > at + 1;
    }
}
