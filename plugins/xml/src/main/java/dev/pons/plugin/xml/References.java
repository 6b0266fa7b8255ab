package dev.pons.plugin.xml;

/**
 * Character data as it stands and as text: references (XML 1.0, sections 4.1 and 4.6), CDATA
 * sections, line ends (2.11) and white space of attributes (3.3.3). What is read here was found
 * well formed before.
 */
final class References {

    private static final String CDATA = "<![CDATA[";

    private References() {}

    /** What a reference stands for, by what is between & and ;. -1: nothing that is allowed. */
    static int codePoint(String text, int from, int to) {
        if (text.charAt(from) == '#') {
            boolean hex = from + 1 < to && text.charAt(from + 1) == 'x';
            return number(text, from + (hex ? 2 : 1), to, hex ? 16 : 10);
        }
        return switch (text.substring(from, Math.min(to, from + 5))) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> -1;
        };
    }

    private static int number(String text, int from, int to, int radix) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = Math.min(number * radix + digit, Character.MAX_CODE_POINT + 1);
        }
        return from < to && Chars.isAllowed(number) ? number : -1;
    }

    /**
     * Character data with its CDATA sections; no more is added once {@code out} has this length.
     */
    static void text(String raw, int from, int to, StringBuilder out, int limit) {
        int i = from;
        while (i < to && out.length() < limit) {
            char c = raw.charAt(i);
            if (c == '<') {
                int end = raw.indexOf("]]>", i);
                lines(raw, i + CDATA.length(), end, out);
                i = end + 3;
            } else if (c == '&') {
                i = reference(raw, i, out);
            } else if (c == '\r') {
                i = lineEnd(raw, i, to, out);
            } else {
                out.append(c);
                i++;
            }
        }
    }

    private static void lines(String raw, int from, int to, StringBuilder out) {
        int i = from;
        while (i < to) {
            if (raw.charAt(i) == '\r') {
                i = lineEnd(raw, i, to, out);
            } else {
                out.append(raw.charAt(i++));
            }
        }
    }

    private static int lineEnd(String raw, int at, int to, StringBuilder out) {
        out.append('\n');
        return at + 1 < to && raw.charAt(at + 1) == '\n' ? at + 2 : at + 1;
    }

    private static int reference(String raw, int at, StringBuilder out) {
        int end = raw.indexOf(';', at);
        out.appendCodePoint(codePoint(raw, at + 1, end));
        return end + 1;
    }

    /** The value of an attribute. */
    static String attribute(String raw, int from, int to) {
        if (isPlain(raw, from, to)) {
            return raw.substring(from, to);
        }
        var out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            char c = raw.charAt(i);
            if (c == '&') {
                i = reference(raw, i, out);
            } else if (c == '\r') {
                i = lineEnd(raw, i, to, out);
                out.setCharAt(out.length() - 1, ' ');
            } else {
                out.append(Chars.isSpace(c) ? ' ' : c);
                i++;
            }
        }
        return out.toString();
    }

    /** Stands for itself. */
    static boolean isPlain(String raw, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '&' || c == '<' || c == '\r' || c == '\n' || c == '\t') {
                return false;
            }
        }
        return true;
    }

    /** A text so that it can stand in an element, and between either quotation marks. */
    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> content(c, out);
            }
        }
        return out.toString();
    }

    /** A text so that it can stand in an element. */
    static String content(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            content(text.charAt(i), out);
        }
        return out.toString();
    }

    private static void content(char c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\r' -> out.append("&#13;");
            default -> out.append(c);
        }
    }

    /** A text so that it can stand between these quotation marks. */
    static String value(String text, char quote) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' || c == '<') {
                out.append(c == '&' ? "&amp;" : "&lt;");
            } else if (c == quote) {
                out.append(c == '"' ? "&quot;" : "&apos;");
            } else if (c != ' ' && Chars.isSpace(c)) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
