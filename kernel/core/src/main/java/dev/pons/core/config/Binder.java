package dev.pons.core.config;

import java.util.Optional;

/**
 * Binds the options of a type to its record: kebab-case names, typed conversion, ranges, defaults.
 */
public final class Binder {

    private final References references;

    /** With what {@code ${...}} stands for. */
    public Binder(References references) {
        this.references = references;
    }

    /**
     * The record, or empty with every fault said: unknown options with "did you mean", missing
     * ones, values.
     */
    public <C extends Record> Optional<Bound<C>> bind(Class<C> type, Yaml options, Faults faults) {
        throw new UnsupportedOperationException(references.toString());
    }
}
