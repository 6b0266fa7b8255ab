package dev.pons.plugin.tcp;

import dev.pons.spi.net.Connection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One peer of a {@link Crowd} and what waits for it. The lock guards the queue and is never held
 * while the peer is written to.
 */
final class Hearer {

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

    /** How often it is looked whether a peer that hears nothing has left, in milliseconds. */
    private static final long LOOK = 2000;

    private final Connection line;
    private final TcpDestination.Options options;
    private final String name;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private long bytes;
    private long missed;
    private boolean leaving;

    Hearer(Connection line, TcpDestination.Options options, String name) {
        this.line = line;
        this.options = options;
        this.name = name;
    }

    /** It will get this one, if it does not leave. False: it is slow, or has left. */
    synchronized boolean offer(Sent message) {
        long more = message.bytes().length;
        if (!line.isOpen() || leaving || bytes > 0 && bytes + more > options.backlog()) {
            miss();
            return false;
        }
        waiting.add(message);
        bytes += more;
        message.begun();
        notifyAll();
        return true;
    }

    private void miss() {
        if (!line.isOpen() || leaving) {
            return;
        }
        boolean drops = options.slow() == TcpDestination.Slow.DROP;
        if (missed++ == 0) {
            LOG.warn(
                    "{}: {} is slow, {} bytes wait for it; it {}",
                    name,
                    line.peer(),
                    bytes,
                    drops ? "is disconnected" : "misses messages until it has caught up");
        }
        if (drops) {
            line.close();
        }
    }

    /** What it owes is still written, and the line is left to the next version. */
    synchronized void leave() {
        leaving = true;
        notifyAll();
    }

    /** It had its time to take what it is owed. */
    void drop() {
        LOG.warn("{}: {} does not take what waits for it; it is disconnected", name, line.peer());
        line.close();
    }

    /** Writes what comes, on the connection's thread, until the peer leaves or it must. */
    void serve() throws IOException, InterruptedException {
        try {
            while (line.isOpen()) {
                var next = next();
                if (next != null) {
                    write(next);
                } else if (isLeaving()) {
                    return;
                } else if (line.stale()) {
                    hear();
                }
            }
        } finally {
            abandon();
        }
    }

    private void write(Sent message) throws IOException {
        boolean well = false;
        try {
            line.out().write(message.bytes());
            line.out().flush();
            message.written();
            well = true;
        } finally {
            message.given();
            done(message, well);
        }
    }

    private synchronized void done(Sent message, boolean well) {
        bytes -= message.bytes().length;
        if (bytes == 0 && missed > 0 && well) {
            LOG.info("{}: {} has caught up; it missed {}", name, line.peer(), missed);
            missed = 0;
        }
    }

    /** Waits a while; null: nothing came. */
    private synchronized @Nullable Sent next() throws InterruptedException {
        if (waiting.isEmpty() && !leaving) {
            wait(LOOK);
        }
        return waiting.poll();
    }

    private synchronized boolean isLeaving() {
        return leaving && waiting.isEmpty();
    }

    /** What such a peer says is of no meaning; that it left is. */
    private void hear() throws IOException {
        int some = line.in().available();
        if (some == 0) {
            line.close();
        } else {
            line.in().skipNBytes(some);
        }
    }

    private synchronized void abandon() {
        leaving = true;
        waiting.forEach(Sent::given);
        waiting.clear();
    }
}
