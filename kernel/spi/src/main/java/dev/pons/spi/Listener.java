package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source to which others speak first: MLLP, HTTP, DICOM, a serial line, a subscription. Runs on
 * every node.
 */
@ConsumerType
public non-sealed interface Listener extends Source {

    /**
     * Opens the way in and returns when peers can be served. Called once, on a kernel thread. An
     * exception means "not now": the kernel closes this instance and tries a new one with growing
     * pauses.
     *
     * <p>At a swap, a listener whose record claims a kernel-owned way in ({@code Listen}, {@code
     * Route}, {@code Line}) is started while its predecessor still serves; any other is started
     * after the predecessor was closed.
     */
    void start(Intake intake) throws Exception;

    /**
     * Takes nothing new from now on; returns when all that was submitted is answered. Called at
     * most once, on a kernel thread, with a deadline that ends in {@link #close}. Ports, routes and
     * lines are drained by the kernel: override it only for a way in of your own.
     */
    default void quiesce() throws Exception {}
}
