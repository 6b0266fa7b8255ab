package dev.pons.core.runtime;

import dev.pons.core.store.Store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * Ends the process when the journal cannot be trusted any more: at once and without an orderly
 * stop, for that would write on. The service that started the engine starts it again, and the
 * restart checks the journal's tail.
 */
final class Exit implements Store.Fatal {

    /** Exit code: EX_SOFTWARE of sysexits.h. */
    static final int CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(Exit.class);

    @Override
    public void stop(String why, @Nullable Throwable cause) {
        try {
            LOG.error(
                    "the engine ends with code {}: {} ({}). {}, then start it again",
                    CODE,
                    why,
                    cause == null ? "no more is known" : Reason.of(cause),
                    saysWhatToDo(cause) ? "Put that right" : "Check the disk and the folder data/");
        } finally {
            Runtime.getRuntime().halt(CODE);
        }
    }

    /** Faults that the store found have words of ours, with the remedy in them. */
    private static boolean saysWhatToDo(@Nullable Throwable cause) {
        return cause != null
                && cause.getCause() == null
                && cause.getClass() == IOException.class
                && cause.getMessage() != null;
    }
}
