package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/** The interchange control header (X12.5): 16 elements of fixed width in 106 characters. */
final class Isa {

    /** With the segment terminator. */
    static final int LENGTH = 106;

    private static final int[] WIDTHS = {2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};
    private static final String REPETITIONS_SINCE = "00402";

    private Isa() {}

    /** Never set: ISA-11 and ISA-16 are delimiters, and ISA-12 says what ISA-11 is. */
    static boolean fixed(int element) {
        return element == 11 || element == 12 || element == 16;
    }

    /** Reads the delimiters of the interchange that begins here. */
    static Delimiters read(String text, int start) throws ProblemException {
        if (text.length() - start < LENGTH) {
            throw malformed(
                    "the ISA segment ends after "
                            + (text.length() - start)
                            + " of its 106 characters",
                    "ISA",
                    text.length());
        }
        widths(text, start);
        char element = text.charAt(start + 3);
        var version = text.substring(start + 84, start + 89);
        char eleven = text.charAt(start + 82);
        boolean repeats =
                version.compareTo(REPETITIONS_SINCE) >= 0
                        && eleven != ' '
                        && !Character.isLetterOrDigit(eleven);
        var own =
                new Delimiters(
                        element,
                        repeats ? eleven : 0,
                        text.charAt(start + 104),
                        text.charAt(start + 105));
        check(own, start);
        return own;
    }

    private static void widths(String text, int start) throws ProblemException {
        char element = text.charAt(start + 3);
        int at = start + 3;
        for (int i = 0; i < WIDTHS.length; i++) {
            if (text.charAt(at) != element) {
                throw malformed(
                        "the ISA segment has fixed widths, and no element separator stands before"
                                + " ISA-"
                                + (i + 1)
                                + "; an element before it is too short or too long",
                        "ISA-" + (i + 1),
                        at);
            }
            int wrong = text.substring(at + 1, at + 1 + WIDTHS[i]).indexOf(element);
            if (wrong >= 0) {
                throw malformed(
                        "ISA-" + (i + 1) + " is shorter than its " + WIDTHS[i] + " characters",
                        "ISA-" + (i + 1),
                        at + 1 + wrong);
            }
            at += 1 + WIDTHS[i];
        }
    }

    private static void check(Delimiters own, int start) throws ProblemException {
        var four = new char[] {own.element(), own.component(), own.segment(), own.repetition()};
        var paths = new String[] {"ISA", "ISA-16", "ISA", "ISA-11"};
        var offsets = new int[] {3, 104, 105, 82};
        for (int i = 0; i < four.length; i++) {
            char one = four[i];
            boolean none = i == 3 && one == 0;
            boolean control = one < ' ' && (i < 2 || one == 0);
            if (!none && (control || one == ' ' || Character.isLetterOrDigit(one) || one > 0x7e)) {
                throw malformed(
                        "a delimiter is a letter, a digit, a blank, a NUL or no character of"
                                + " ASCII",
                        paths[i],
                        start + offsets[i]);
            }
            for (int before = 0; before < i; before++) {
                if (!none && four[before] == one) {
                    throw malformed(
                            "one character is named for two delimiters",
                            paths[i],
                            start + offsets[i]);
                }
            }
        }
    }

    private static ProblemException malformed(String words, String path, long offset) {
        return new ProblemException(Problem.of("malformed", words).at(path).at(offset));
    }

    /** A value in its width: ISA-13 with zeros before it, all others with blanks behind. */
    static String fit(int element, String text) throws ProblemException {
        int width = WIDTHS[element - 1];
        if (text.length() > width) {
            throw new ProblemException(
                    Problem.of("too-long", "ISA-" + element + " has " + width + " characters")
                            .at("ISA-" + element));
        }
        var filling = (element == 13 ? "0" : " ").repeat(width - text.length());
        return element == 13 ? filling + text : text + filling;
    }
}
