package dev.pons.plugin.json;

/** Strings of JSON (RFC 8259, section 7). */
final class Strings {

    private Strings() {}

    /** With its quotation marks. */
    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Without quotation marks. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (one < ' ' || isAlone(text, i)) {
                        out.append(String.format("\\u%04x", (int) one));
                    } else {
                        out.append(one);
                    }
                }
            }
        }
        return out.toString();
    }

    private static boolean isAlone(String text, int at) {
        char one = text.charAt(at);
        if (Character.isHighSurrogate(one)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(one)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** Of a string with its quotation marks, as the parser took it. */
    static String unescaped(String raw) {
        var inner = raw.substring(1, raw.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        var out = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char one = inner.charAt(i);
            if (one != '\\') {
                out.append(one);
                continue;
            }
            char code = inner.charAt(++i);
            switch (code) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(inner.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(code);
            }
        }
        return out.toString();
    }
}
