package dev.pons.core.language;

import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

/** What one compiled step does. Any thread. */
@FunctionalInterface
interface Action {

    /** Null: goes on. */
    @Nullable StepResult run(Flow flow) throws Exception;

    /** Goes on behind a step inside of it, for a part that was split off there. */
    default @Nullable StepResult resume(Flow flow, String step) throws Exception {
        throw new IllegalStateException("there is no step inside");
    }

    /** It ends every message that comes here, so that nothing behind it ever runs. */
    default boolean ends() {
        return false;
    }

    /** Releases what it holds. */
    default void close() {}
}
