package dev.pons.core.config;

import java.util.stream.Collectors;

/** Writes a tree back as one line, for the words of a fault. */
final class OneLine {

    private OneLine() {}

    /** What to do about a list or map where a text is expected. */
    static String unexpected(Yaml yaml) {
        if (yaml instanceof Yaml.Fields fields && fields.flow()) {
            return "YAML reads the { as a map; quote it: " + SyntaxWords.quoted(line(yaml));
        }
        return yaml instanceof Yaml.Items
                ? "a list stands here; write one text"
                : "a map stands here; write one text behind the colon";
    }

    /** {@code {a: b, c: [d]}}. */
    static String line(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            return text.quoted() ? SyntaxWords.quoted(text.text()) : text.text();
        }
        if (yaml instanceof Yaml.Items items) {
            return items.items().stream()
                    .map(OneLine::line)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Yaml.Fields) yaml)
                .fields().stream().map(OneLine::field).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String field(Yaml.Field field) {
        var value = line(field.value());
        return value.isEmpty() ? field.key() : field.key() + ": " + value;
    }
}
