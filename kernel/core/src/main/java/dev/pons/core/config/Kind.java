package dev.pons.core.config;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One kind of option: how it is bound, how the schema describes it, and what the reference calls
 * it. Made once from a record component; any thread.
 */
interface Kind {

    /**
     * The value, or null with the faults said.
     *
     * @param option its name, for the words
     */
    @Nullable Object bind(Yaml yaml, String option, Binding binding);

    /** As JSON schema. */
    Map<String, Object> schema();

    /** For a person: {@code duration}, {@code list of text}. */
    String word();

    /** Whether a default of this kind is written as YAML ({@code [a, b]}) rather than as a text. */
    default boolean composed() {
        return false;
    }
}
