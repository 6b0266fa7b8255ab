package dev.pons.plugin.xml;

/** Classes of characters: XML 1.0, fifth edition, productions 2 to 4a. */
final class Chars {

    private static final int ASCII = 128;
    private static final byte START = 1;
    private static final byte NAME = 2;
    private static final byte[] KINDS = kinds();

    /** From, to: what may begin a name, behind ASCII. */
    private static final int[] STARTS = {
        0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D, 0x37F, 0x1FFF, 0x200C, 0x200D, 0x2070,
        0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0xEFFFF
    };

    /** From, to: what else may stand in a name, behind ASCII. */
    private static final int[] OTHERS = {0xB7, 0xB7, 0x300, 0x36F, 0x203F, 0x2040};

    private Chars() {}

    private static byte[] kinds() {
        var kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean other = c >= '0' && c <= '9' || c == '-' || c == '.';
            kinds[c] = letter ? START : other ? NAME : 0;
        }
        return kinds;
    }

    /** Begins a name without colon. */
    static boolean startsName(int c) {
        return c < ASCII ? KINDS[c] == START : within(STARTS, c);
    }

    /** Stands in a name without colon. */
    static boolean inName(int c) {
        return c < ASCII ? KINDS[c] != 0 : within(STARTS, c) || within(OTHERS, c);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /** May stand in a document at all. */
    static boolean isAllowed(int c) {
        return c >= ' ' && c <= 0xD7FF
                || isSpace(c)
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /** A name without colon. */
    static boolean isName(String text) {
        if (text.isEmpty() || !startsName(text.codePointAt(0))) {
            return false;
        }
        return text.codePoints().allMatch(Chars::inName);
    }

    /** White space only. */
    static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(int[] ranges, int c) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (c >= ranges[i] && c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
