package dev.pons.core.config;

import java.util.List;
import java.util.Optional;

/**
 * A parsed YAML text that remembers where everything stands. Scalars are the text they are written
 * as: {@code 2.10}, {@code 0042}, {@code yes} stay themselves. Keys are unique.
 */
public sealed interface Yaml {

    /** Where it begins. */
    Mark mark();

    /**
     * A scalar.
     *
     * @param quoted it stood in quotes; else {@code text} is empty for a value that was left out
     */
    record Text(Mark mark, String text, boolean quoted) implements Yaml {}

    /** A list. */
    record Items(Mark mark, List<Yaml> items) implements Yaml {}

    /**
     * A map, in the order of the file.
     *
     * @param flow written with braces: where a text is expected, a template was not quoted
     */
    record Fields(Mark mark, List<Field> fields, boolean flow) implements Yaml {

        /** The value of a key. */
        public Optional<Yaml> get(String key) {
            return fields.stream().filter(f -> f.key().equals(key)).map(Field::value).findFirst();
        }
    }

    /** One key of a map, where it stands, and its value. */
    record Field(Mark mark, String key, Yaml value) {}
}
