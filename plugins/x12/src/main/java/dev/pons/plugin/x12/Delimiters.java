package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/**
 * What separates the parts of one interchange (X12.5, X12.6): the characters behind {@code ISA},
 * ISA-11 from version 00402 on, ISA-16, and the one behind ISA-16. 0: no repetitions.
 */
record Delimiters(char element, char repetition, char component, char segment) {

    /** What texts are written with that channels have. */
    static final Delimiters STANDARD = new Delimiters('*', '^', ':', '~');

    /** Marks a delimiter that is text, since X12 has no escapes; a private character. */
    private static final char TEXT = 0xf800;

    boolean has(char one) {
        return one != 0
                && (one == element || one == repetition || one == component || one == segment);
    }

    /** A text in which the standard's delimiters are no delimiters; see {@link #from}. */
    static String escape(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            out.append(STANDARD.has(one) ? (char) (TEXT | one) : one);
        }
        return out.toString();
    }

    /** The same structure and text with the standard's delimiters. */
    String standard(String text) {
        if (equals(STANDARD)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == element) {
                out.append('*');
            } else if (one == component) {
                out.append(':');
            } else if (one == repetition && one != 0) {
                out.append('^');
            } else {
                out.append(STANDARD.has(one) ? (char) (TEXT | one) : one);
            }
        }
        return out.toString();
    }

    /** The same structure and text with these delimiters, where it can be said with them. */
    String from(String text) throws ProblemException {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            char literal = (char) (one & 0x7f);
            if (STANDARD.has(one)) {
                char own =
                        one == '*'
                                ? element
                                : one == ':' ? component : one == '^' ? repetition : segment;
                if (own == 0) {
                    throw problem("this interchange has no repetition separator (ISA-11)");
                }
                out.append(own);
            } else if ((one & 0xff80) == TEXT && STANDARD.has(literal)) {
                out.append(plain(String.valueOf(literal)));
            } else {
                out.append(plain(String.valueOf(one)));
            }
        }
        return out.toString();
    }

    /** A text without structure. */
    String plain(String text) throws ProblemException {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (has(one)) {
                throw problem(
                        "the text has a delimiter of this interchange, and X12 has no escape for"
                                + " it; take it out with replace('"
                                + one
                                + "', ' ')");
            }
            if (one < ' ' || one == 0x7f) {
                throw problem("the text has a control character, which X12 does not allow");
            }
        }
        return text;
    }

    private static ProblemException problem(String words) {
        return new ProblemException(Problem.of("value", words));
    }
}
