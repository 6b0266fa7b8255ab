package dev.pons.core.language;

import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

/** What one compiled step does. Any thread. */
@FunctionalInterface
interface Action {

    /** Null: goes on. */
    @Nullable StepResult run(Flow flow) throws Exception;

    /** Releases what it holds. */
    default void close() {}
}
