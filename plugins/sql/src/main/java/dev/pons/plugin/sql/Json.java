package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;

/**
 * Rows as JSON (RFC 8259): numbers with all their digits, times in ISO 8601, bytes in Base64. What
 * is no number there (NaN) is text.
 */
final class Json {

    private Json() {}

    /** What is JSON already. */
    record Ready(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    /** An object, in the order of the columns. */
    static void object(
            StringBuilder out, List<String> names, List<? extends @Nullable Object> row) {
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(out, names.get(i));
            out.append(':');
            value(out, row.get(i));
        }
        out.append('}');
    }

    static void value(StringBuilder out, @Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Ready) {
            out.append(value);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            text(out, number.toString());
        } else if (value instanceof Number) {
            out.append(value);
        } else if (value instanceof byte[] bytes) {
            text(out, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof List<?> many) {
            out.append('[');
            for (int i = 0; i < many.size(); i++) {
                out.append(i == 0 ? "" : ",");
                value(out, many.get(i));
            }
            out.append(']');
        } else {
            text(out, Cell.iso(value));
        }
    }

    static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
