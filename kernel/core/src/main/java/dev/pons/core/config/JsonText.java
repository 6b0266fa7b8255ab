package dev.pons.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, texts, numbers and booleans as JSON (RFC 8259), indented by two. */
public final class JsonText {

    private JsonText() {}

    /**
     * A map from keys and values in turn that keeps their order, so that the text is always the
     * same.
     */
    public static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The text. */
    public static String of(Object value) {
        return of(value, "\n");
    }

    private static String of(Object value, String newline) {
        var deeper = newline + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(e -> string(e.getKey()) + ": " + of(e.getValue(), deeper))
                            .collect(Collectors.joining("," + deeper, "{" + deeper, newline + "}"));
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "[]"
                    : list.stream()
                            .map(v -> of(v, deeper))
                            .collect(Collectors.joining("," + deeper, "[" + deeper, newline + "]"));
        }
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : string(value);
    }

    private static String string(Object value) {
        var text = new StringBuilder("\"");
        String.valueOf(value).chars().forEach(c -> character(text, (char) c));
        return text.append('"').toString();
    }

    private static void character(StringBuilder text, char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
