package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source that looks: files, SFTP, SQL, REST, a broker, the clock. The schedule belongs to the
 * channel.
 */
@ConsumerType
@FunctionalInterface
public non-sealed interface Poller extends Source {

    /**
     * Submits what waits, then returns. Called on a kernel thread, never twice at the same time,
     * and on one node only unless the channel says "every"; each call may come on another thread.
     * An exception shows the source as down; the next call comes by schedule. {@code budget} bounds
     * what one call should take; a poller of few, small messages may ignore it.
     */
    Next poll(Intake intake, Budget budget) throws Exception;

    /**
     * True: it may only be called when the channel says when (the clock); a file without {@code
     * schedule} is refused. Asked of an instance that is only looked at, too.
     */
    default boolean needsSchedule() {
        return false;
    }

    /**
     * Makes a running {@link #poll} end soon, e.g. closes its socket. Called on another thread, at
     * the budget's deadline or at a stop, after which the polling thread is interrupted too. Needed
     * only where a read ignores interrupts.
     */
    default void abort() {}
}
