package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where messages go. The kernel owns queue, order, retry, pauses and threads. One instance per
 * lane; its methods are never called twice at the same time, {@link #abort} apart.
 */
@ConsumerType
@FunctionalInterface
public interface Destination extends AutoCloseable {

    /**
     * Makes the line ready. Called on the lane's thread before the first send, again after any
     * exception, and after the peer closed a line that the kernel dialed. An exception means "not
     * reachable": tried again with growing pauses, no message is touched.
     */
    default void connect() throws Exception {}

    /**
     * Sends one message and waits for its answer, on the lane's thread. What the peer says is a
     * value. A broken line is an exception: {@link NotSentException} when surely nothing left this
     * machine (tried again), any other means "unknown" (the channel decides).
     */
    Delivery send(Message message, Attempt attempt) throws Exception;

    /**
     * Makes a running {@link #send} or {@link #connect} end soon, e.g. closes its socket. Called on
     * another thread at the attempt's deadline or at a stop; then the lane's thread is interrupted
     * too. Needed only where a read ignores interrupts.
     */
    default void abort() {}

    /** Releases everything. Called once, after the last send returned or its deadline passed. */
    @Override
    default void close() {}
}
