package dev.pons.core.engine;

import dev.pons.spi.BatchDestination;
import dev.pons.spi.Destination;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One instance of a destination's plugin, used by one thread at a time. */
class DestinationLine {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationLine.class);

    private static final Duration STUCK = Duration.ofSeconds(10);

    private final Destination destination;
    private final PluginContext context;
    private boolean connected;
    private @Nullable Thread inside;
    private @Nullable Instant deadline;
    private boolean stuck;

    DestinationLine(Callable<Destination> make, PluginContext context) throws Exception {
        this.context = context;
        this.destination = Fence.call(make);
    }

    /** Makes the line ready if it is not. */
    void connect(Instant until) throws Exception {
        if (!connected) {
            inside(
                    until,
                    () -> {
                        destination.connect();
                        return true;
                    });
            connected = true;
        }
    }

    /**
     * Calls the plugin; it can be aborted at the deadline. After an exception the line is made
     * ready again.
     */
    <T> T call(Instant until, Call<T> call) throws Exception {
        boolean well = false;
        try {
            var result = inside(until, () -> call.on(destination));
            well = true;
            return result;
        } finally {
            connected &= well;
        }
    }

    /** A call into the plugin. */
    @FunctionalInterface
    interface Call<T> {

        /** Does it. */
        T on(Destination destination) throws Exception;
    }

    private <T> T inside(Instant until, Callable<T> call) throws Exception {
        enter(until);
        try {
            return Fence.call(call);
        } finally {
            leave();
        }
    }

    private synchronized void enter(Instant until) {
        inside = Thread.currentThread();
        deadline = until;
    }

    private synchronized void leave() {
        inside = null;
        stuck = false;
        deadline = null;
        boolean wasInterrupted = Thread.interrupted();
        if (wasInterrupted) {
            LOG.debug("an interrupt of a call into {} has done its work", context.name());
        }
    }

    /** The time of a running call is over at this moment. Any thread. */
    synchronized boolean isLate(Instant now) {
        return deadline != null && now.isAfter(deadline);
    }

    /** A running call did not end though it was aborted a while ago. Any thread. */
    synchronized boolean isStuck(Instant now) {
        var late = inside;
        if (late == null || deadline == null || now.isBefore(deadline.plus(STUCK))) {
            return false;
        }
        if (!stuck) {
            stuck = true;
            Mishaps.add("did not end a call though it was aborted", late.getStackTrace());
        }
        return true;
    }

    /** Ends a running call soon. Any thread. */
    void abort() {
        try {
            Fence.run(destination::abort);
        } catch (Exception e) {
            LOG.warn("{}: abort failed: {}", context.name(), Fence.words(e));
        }
        synchronized (this) {
            if (inside != null) {
                inside.interrupt();
            }
        }
    }

    /** It takes many at once. */
    boolean batches() {
        return destination instanceof BatchDestination || destination instanceof HandOver;
    }

    /** It hands over to other channels of this engine, instead of sending. */
    Optional<HandOver> handsOver() {
        return destination instanceof HandOver hands ? Optional.of(hands) : Optional.empty();
    }

    void close() {
        try {
            Fence.run(destination::close);
        } catch (Exception e) {
            LOG.warn("{}: close failed: {}", context.name(), Fence.words(e));
        } finally {
            context.close();
        }
    }
}
