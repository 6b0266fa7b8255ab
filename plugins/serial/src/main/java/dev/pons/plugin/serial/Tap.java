package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What crosses a line that channels use, for somebody who listens in. The line's thread leaves a
 * copy here and never waits: what is not fetched in time ends the listening, and not the line.
 */
final class Tap implements Heard {

    /** Bytes that may wait here. */
    static final long MOST = 4 << 20;

    /** What a piece costs besides its bytes, about. */
    private static final int COST = 64;

    private static final long PAUSE = 100;
    private static final Map<String, Tap> ALL = new ConcurrentHashMap<>();

    private final String port;
    private final BlockingQueue<Some> pieces = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean full;

    private Tap(String port) {
        this.port = port;
    }

    /** Listens in on a port, whoever opens it; empty: somebody does already. */
    static Optional<Tap> on(String port) {
        var tap = new Tap(port);
        return ALL.putIfAbsent(port, tap) == null ? Optional.of(tap) : Optional.empty();
    }

    /** Bytes crossed it. */
    static void heard(String port, Trace.Way way, byte[] bytes, int from, int count) {
        var tap = ALL.get(port);
        if (tap != null) {
            tap.leave(Some.bytes(way, Arrays.copyOfRange(bytes, from, from + count)));
        }
    }

    /** Something became of the port. */
    static void noted(String port, String words) {
        var tap = ALL.get(port);
        if (tap != null) {
            tap.leave(Some.note(words));
        }
    }

    private void leave(Some some) {
        if (!full && waiting.addAndGet(some.bytes().length + COST) <= MOST) {
            pieces.add(some);
        } else {
            full = true;
        }
    }

    /** What was left before it was full comes first. */
    @Override
    public @Nullable Some next() throws IOException, InterruptedException {
        var some = pieces.poll(PAUSE, TimeUnit.MILLISECONDS);
        if (some != null) {
            waiting.addAndGet(-some.bytes().length - COST);
        } else if (full && pieces.isEmpty()) {
            throw new IOException("the recording was slower than the line, and ends here");
        }
        return some;
    }

    @Override
    public void close() {
        ALL.remove(port, this);
    }
}
