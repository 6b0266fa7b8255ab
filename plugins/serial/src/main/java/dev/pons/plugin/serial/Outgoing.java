package dev.pons.plugin.serial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What is to be written, in turn; with pauses between frames that a silence tells apart. */
final class Outgoing {

    /** For a receiver whose clock is not ours. */
    private static final int TIMES = 2;

    private record Piece(byte[] bytes, Consumer<String> lost) {}

    private final Duration silence;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private Instant free = Instant.EPOCH;

    Outgoing(Duration silence) {
        this.silence = silence;
    }

    /**
     * One more.
     *
     * @param lost told if it could not be written
     */
    void add(byte[] bytes, Consumer<String> lost) {
        waiting.add(new Piece(bytes, lost));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Nothing waits, and the last one has its silence behind it. */
    boolean isFree(Instant now) {
        return waiting.isEmpty() && !now.isBefore(free);
    }

    /** The next; empty: none now. */
    byte[] next(Instant now) {
        if (waiting.isEmpty() || now.isBefore(free)) {
            return new byte[0];
        }
        free = silence.isZero() ? now : Instant.MAX;
        return waiting.remove().bytes();
    }

    /** What was given out is written. */
    void written(Instant now) {
        if (free.equals(Instant.MAX)) {
            free = now.plus(silence.multipliedBy(TIMES));
        }
    }

    /** Nothing can be written any more. */
    void lost() {
        free = Instant.EPOCH;
        var all = new ArrayDeque<>(waiting);
        waiting.clear();
        all.forEach(piece -> piece.lost().accept("the line is gone"));
    }
}
