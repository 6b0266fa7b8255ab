package dev.pons.core.language;

import java.util.LinkedHashMap;
import java.util.Map;

/** A few named values as one text: each name and value with its length before it. */
public final class Fields {

    private Fields() {}

    /** As a text. */
    public static String pack(Map<String, String> values) {
        var out = new StringBuilder();
        values.forEach(
                (name, value) -> {
                    out.append(name.length()).append(':').append(name);
                    out.append(value.length()).append(':').append(value);
                });
        return out.toString();
    }

    /** What was packed; {@code IllegalArgumentException}: it was not. */
    public static Map<String, String> unpack(String packed) {
        var values = new LinkedHashMap<String, String>();
        int at = 0;
        while (at < packed.length()) {
            int name = packed.indexOf(':', at);
            int begin = name + 1;
            int end = begin + length(packed, at, name);
            int value = packed.indexOf(':', end);
            int from = value + 1;
            int to = from + length(packed, end, value);
            values.put(packed.substring(begin, end), packed.substring(from, to));
            at = to;
        }
        return values;
    }

    private static int length(String packed, int from, int colon) {
        if (colon < 0) {
            throw new IllegalArgumentException("no packed values");
        }
        int length = Integer.parseInt(packed.substring(from, colon));
        if (length < 0 || colon + 1 + length > packed.length()) {
            throw new IllegalArgumentException("no packed values");
        }
        return length;
    }
}
