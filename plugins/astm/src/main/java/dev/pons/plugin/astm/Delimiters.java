package dev.pons.plugin.astm;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/**
 * What separates the parts of one message: the four characters behind the {@code H} of its header
 * (E1394, delimiter definition: field, repeat, component, escape).
 */
record Delimiters(char field, char repeat, char component, char escape) {

    static final Delimiters STANDARD = new Delimiters('|', '\\', '^', '&');

    /** Reads them; {@code at} is the character behind {@code H}, {@code end} the line's end. */
    static Delimiters read(String text, int at, int end) throws ProblemException {
        if (at >= end) {
            throw malformed("the message ends behind its H: no delimiters");
        }
        char field = text.charAt(at);
        int close = text.indexOf(field, at + 1);
        int length = (close < 0 || close > end ? end : close) - at - 1;
        if (length != 3) {
            throw malformed(
                    "H-2 has "
                            + length
                            + " characters; it must name three delimiters: repeat, component and"
                            + " escape, as \\^&");
        }
        var four = text.substring(at, at + 4);
        for (int i = 0; i < 4; i++) {
            char one = four.charAt(i);
            if (one <= ' ' || one >= 0x7f || Character.isLetterOrDigit(one)) {
                throw malformed(
                        "a delimiter is a letter, a digit, a blank or no character of ASCII");
            }
            if (four.indexOf(one) < i) {
                throw malformed("one character is named for two delimiters");
            }
        }
        return new Delimiters(field, four.charAt(1), four.charAt(2), four.charAt(3));
    }

    private static ProblemException malformed(String words) {
        return new ProblemException(Problem.of("malformed", words).at("H-2").at(0));
    }

    /** The letter of the escape sequence that stands for a character; 0: it needs none. */
    char letter(char one) {
        return one == escape
                ? 'E'
                : one == field ? 'F' : one == component ? 'S' : one == repeat ? 'R' : 0;
    }

    /** The character that the escape sequence with this letter stands for; 0: none. */
    char literal(char letter) {
        return switch (letter) {
            case 'F' -> field;
            case 'S' -> component;
            case 'R' -> repeat;
            case 'E' -> escape;
            default -> 0;
        };
    }
}
