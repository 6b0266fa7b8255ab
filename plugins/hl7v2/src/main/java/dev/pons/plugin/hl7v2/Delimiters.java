package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/**
 * What separates the parts of one message: MSH-1 and MSH-2 (HL7 v2.5, sections 2.5.4 and 2.16.9.1).
 * 0: the message has none.
 */
record Delimiters(
        byte field,
        byte component,
        byte repetition,
        byte escape,
        byte subcomponent,
        byte truncation) {

    static final Delimiters STANDARD =
            new Delimiters((byte) '|', (byte) '^', (byte) '~', (byte) '\\', (byte) '&', (byte) 0);

    private static final byte[] USUAL = {'|', '^', '~', '\\', '&', '|'};

    /** Reads them; {@code at} is the byte behind {@code MSH}, {@code end} the end of its line. */
    static Delimiters read(byte[] bytes, int at, int end) throws ProblemException {
        if (end - at >= USUAL.length && usual(bytes, at)) {
            return STANDARD;
        }
        if (at >= end) {
            throw malformed("MSH-1", "the message ends behind MSH: no field separator");
        }
        byte field = bytes[at];
        int close = Spans.next(bytes, at + 1, end, field);
        int length = close - at - 1;
        if (length == 0) {
            throw malformed("MSH-2", "MSH-2 is empty; it must name the encoding characters");
        }
        if (length > 5) {
            throw malformed("MSH-2", "MSH-2 has more than five characters");
        }
        distinct(bytes, at, close);
        return new Delimiters(
                field,
                pick(bytes, at, length, 1, '^'),
                pick(bytes, at, length, 2, '~'),
                pick(bytes, at, length, 3, '\\'),
                pick(bytes, at, length, 4, '&'),
                length == 5 ? bytes[at + 5] : 0);
    }

    private static boolean usual(byte[] bytes, int at) {
        for (int i = 0; i < USUAL.length; i++) {
            if (bytes[at + i] != USUAL[i]) {
                return false;
            }
        }
        return true;
    }

    private static void distinct(byte[] bytes, int at, int close) throws ProblemException {
        for (int i = at; i < close; i++) {
            var path = i == at ? "MSH-1" : "MSH-2";
            byte one = bytes[i];
            if (one <= ' ' || one == 0x7f || isAlphanumeric(one)) {
                throw malformed(
                        path,
                        path + " has a letter, digit, blank or control character as a delimiter");
            }
            if (Spans.next(bytes, at, i, one) < i) {
                throw malformed("MSH-2", "MSH-2 names one character twice");
            }
        }
    }

    /** Given, or the standard's, or none if that one already has another meaning here. */
    private static byte pick(byte[] bytes, int at, int length, int number, char standard) {
        if (number <= length) {
            return bytes[at + number];
        }
        int end = at + length + 1;
        return Spans.next(bytes, at, end, (byte) standard) < end ? 0 : (byte) standard;
    }

    static boolean isAlphanumeric(byte one) {
        return one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z';
    }

    static ProblemException malformed(String path, String words) {
        return new ProblemException(Problem.of("malformed", words).at(path));
    }

    /** True where texts need no translation to the standard's delimiters. */
    boolean standard() {
        return this == STANDARD
                || field == '|'
                        && component == '^'
                        && repetition == '~'
                        && escape == '\\'
                        && subcomponent == '&';
    }

    /** The letter of the escape sequence that stands for this character; 0: it needs none. */
    char letter(char one) {
        if (one == 0 || one > 0x7f) {
            return 0;
        }
        byte code = (byte) one;
        return code == escape
                ? 'E'
                : code == field
                        ? 'F'
                        : code == component
                                ? 'S'
                                : code == repetition ? 'R' : code == subcomponent ? 'T' : 0;
    }

    /** The character that the escape sequence with this letter stands for; 0: none. */
    char literal(char letter) {
        return (char)
                switch (letter) {
                    case 'F' -> field;
                    case 'S' -> component;
                    case 'T' -> subcomponent;
                    case 'R' -> repetition;
                    case 'E' -> escape;
                    case 'P' -> truncation;
                    default -> 0;
                };
    }
}
