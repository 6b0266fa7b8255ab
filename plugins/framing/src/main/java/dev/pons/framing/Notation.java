package dev.pons.framing;

import java.io.ByteArrayOutputStream;

/**
 * How bytes are written in a channel file: each character is one byte, and behind a backslash
 * stands {@code x} with two hexadecimal digits, {@code r}, {@code n}, {@code t}, {@code 0} or a
 * backslash. YAML's own escapes in double quotes give the same bytes.
 */
public final class Notation {

    private static final int LONGEST = 16;

    private Notation() {}

    /**
     * The bytes; {@code IllegalArgumentException} with words for the channel file.
     *
     * @param option that the text stands in
     */
    public static byte[] bytes(String option, String text) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += escaped(option, text, at + 1, bytes);
            } else if (c > 0xFF) {
                throw wrong(option, "has a character that is no byte; write it as \\xNN");
            } else {
                bytes.write(c);
            }
        }
        if (bytes.size() == 0 || bytes.size() > LONGEST) {
            throw wrong(option, "needs 1 to " + LONGEST + " bytes; write for example \"\\x02\"");
        }
        return bytes.toByteArray();
    }

    /** How many characters it takes. */
    private static int escaped(String option, String text, int at, ByteArrayOutputStream bytes) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        int plain = "rnt0\\".indexOf(c);
        if (plain >= 0) {
            bytes.write("\r\n\t\0\\".charAt(plain));
            return 1;
        }
        int high =
                c == 'x' && at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0) {
            throw wrong(option, "has a backslash that is followed by none of xNN, r, n, t, 0, \\");
        }
        bytes.write(high << 4 | low);
        return 3;
    }

    private static IllegalArgumentException wrong(String option, String why) {
        return new IllegalArgumentException("option \"" + option + "\" " + why);
    }
}
