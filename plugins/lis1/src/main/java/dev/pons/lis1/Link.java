package dev.pons.lis1;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One line, both ways. Bytes and time go in; bytes and events come out. It knows no socket, has no
 * thread and no clock. One thread, or one at a time.
 *
 * <p>After each call the caller writes what {@link #output} has, says when it is {@link #written},
 * and calls {@link #tick} at the time that {@link #due} names.
 */
public final class Link implements AutoCloseable {

    Link(Lis1 options, Upward up, int longest, @Nullable Spool spool) {}

    /** Bytes came; any number, cut anywhere. */
    public void received(byte[] bytes, int from, int count, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The time that {@link #due} named has come; earlier: nothing happens. */
    public void tick(Instant now) {
        throw new UnsupportedOperationException();
    }

    /** When {@link #tick} is wanted next; null: no timer runs. */
    public @Nullable Instant due() {
        throw new UnsupportedOperationException();
    }

    /** What is to be written on the line now, once; empty: nothing. */
    public byte[] output() {
        throw new UnsupportedOperationException();
    }

    /**
     * What {@link #output} gave has left: the time for the answer begins, and what came before is
     * none. To be called after each output that was not empty.
     */
    public void written(Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Nobody sends and nothing waits: {@link #send} may be called. */
    public boolean idle() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends one message, whole records that end with CR; the link cuts it into frames. Ends with
     * one call of {@link Upward#sent} or {@link Upward#failed}, which may come before this returns.
     *
     * @param message readable until then
     * @throws IllegalStateException if the link is not {@link #idle}
     */
    public void send(Payload message, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * The answer to {@link Upward#message}. Without effect where none waits for it any more.
     *
     * @param kept true: it is durable, and its last frame is acknowledged; false: nothing is kept,
     *     and the frame is refused, which makes the sender repeat it
     */
    public void taken(boolean kept, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * The line broke: a message on its way ends in {@link Upward#failed}, one that has come half is
     * refused. The link is as new, and may be used on the next line.
     */
    public void lost(Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Lets go of what has come and of what is on its way, without a word. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
