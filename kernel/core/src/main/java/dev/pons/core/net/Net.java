package dev.pons.core.net;

import dev.pons.spi.net.Ports;

/**
 * All lines of the engine. A port belongs to an owner (a channel): a second instance of the same
 * owner takes over its port and its connections, each between two requests; another owner is told
 * who has it.
 */
public final class Net implements AutoCloseable {

    /** The lines of one instance of an owner. */
    public Lines lines(String owner) {
        throw new UnsupportedOperationException();
    }

    /** Closes everything. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** What one instance holds. Any thread. */
    public interface Lines extends Ports, AutoCloseable {

        /** Peers connected to the ports of this owner now. */
        int connected();

        /** Connections that were turned away since the start, and why, newest last; at most ten. */
        java.util.List<String> turnedAway();

        /**
         * Serves no new request; returns when running ones are answered or the time is over.
         * Connections and ports stay open for a successor of the same owner until {@link #close}.
         */
        void quiesce(java.time.Duration longest) throws InterruptedException;

        /** Closes ports and connections that no successor took over, and all dialed ones. */
        @Override
        void close();
    }
}
