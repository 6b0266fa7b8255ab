package dev.pons.core.language;

import dev.pons.core.config.Yaml;

import java.util.stream.Collectors;

/** A piece of a channel file as text again, on one line, for reasons and faults. */
final class Words {

    private Words() {}

    static String of(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            return text.quoted() ? '"' + text.text() + '"' : text.text();
        }
        if (yaml instanceof Yaml.Items items) {
            return items.items().stream()
                    .map(Words::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Yaml.Fields) yaml)
                .fields().stream().map(Words::of).collect(Collectors.joining(", ", "{ ", " }"));
    }

    static String of(Yaml.Field field) {
        return field.key() + ": " + of(field.value());
    }
}
