package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The one call of a poller at a time, and what its instance says of itself. Any thread. */
final class Seat {

    private final Consumer<String> trouble;
    private final IntConsumer ended;
    private boolean closed;
    private @Nullable Thread inside;
    private Instant deadline = Instant.MAX;
    private int given;

    /**
     * @param trouble told what is wrong; empty: well again
     * @param ended told how many messages a poll gave, when nothing waits any more
     */
    Seat(Consumer<String> trouble, IntConsumer ended) {
        this.trouble = trouble;
        this.ended = ended;
    }

    /** So many messages more since the last end of a poll. */
    synchronized void gave(int messages) {
        given += messages;
    }

    /** Nothing waits any more. */
    void pollEnded() {
        int all;
        synchronized (this) {
            all = given;
            given = 0;
        }
        ended.accept(all);
    }

    /** What is wrong; nobody wants to know it of an instance that has been replaced. */
    void say(String why) {
        if (!closed()) {
            trouble.accept(why);
        }
    }

    synchronized boolean enter(Instant until) {
        if (closed || inside != null) {
            return false;
        }
        inside = Thread.currentThread();
        deadline = until;
        return true;
    }

    synchronized boolean isLate(Instant now) {
        return inside != null && now.isAfter(deadline);
    }

    synchronized boolean isFree() {
        return inside == null && !closed;
    }

    synchronized void leave() {
        inside = null;
        Thread.interrupted();
        notifyAll();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void interrupt() {
        if (inside != null) {
            inside.interrupt();
        }
    }

    synchronized boolean awaitOut(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (inside != null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
