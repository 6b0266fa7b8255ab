package dev.pons.core.runtime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of an OSGi manifest header (Core 8, section 3.2.4): names and parameters. An attribute
 * is kept under its name, a directive under its name with a colon ({@code resolution:}).
 */
record Clause(List<String> names, Map<String, String> parameters) {

    /** All clauses of a header; none where it is missing. */
    static List<Clause> parse(@Nullable String header) {
        var clauses = new ArrayList<Clause>();
        for (var text : split(header == null ? "" : header, ',')) {
            var names = new ArrayList<String>();
            var parameters = new HashMap<String, String>();
            for (var part : split(text, ';')) {
                var equals = unquotedEquals(part);
                if (equals < 0) {
                    names.add(part);
                    continue;
                }
                var name = part.substring(0, equals).strip().replaceFirst("\\s*:.*", ":");
                parameters.put(name, unquote(part.substring(equals + 1).strip()));
            }
            clauses.add(new Clause(List.copyOf(names), Map.copyOf(parameters)));
        }
        return clauses;
    }

    /** A parameter, or empty text. */
    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static int unquotedEquals(String part) {
        var quote = part.indexOf('"');
        var equals = part.indexOf('=');
        return quote >= 0 && quote < equals ? -1 : equals;
    }

    private static String unquote(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static List<String> split(String text, char at) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var part = new StringBuilder();
        for (var c : (text + at).toCharArray()) {
            quoted ^= c == '"';
            if (c != at || quoted) {
                part.append(c);
                continue;
            }
            if (!part.toString().isBlank()) {
                parts.add(part.toString().strip());
            }
            part.setLength(0);
        }
        return parts;
    }
}
