package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is spoken on a line that is open. The line's thread; nothing here waits for the device. */
interface Talk {

    /** Who takes messages from now on; null: nobody. */
    void takes(@Nullable Taking taking);

    /** Nothing is under way, in neither direction. */
    boolean isIdle();

    /** It wants what comes; else that is left where it is for a moment. */
    boolean listens();

    /** Bytes came. May wait for the engine, which takes a message. */
    void received(byte[] bytes, int count, Instant now) throws InterruptedException;

    /** Time has passed. */
    void tick(Instant now) throws InterruptedException;

    /** Sends a message now. False: the line is not free; it is asked again. */
    boolean begin(Order order, Instant now);

    /** What is to be written next; empty: nothing. */
    byte[] output(Instant now);

    /** All that was to be written has left; said again and again. */
    void written(Instant now);

    /** The port is gone, and all that was under way with it. */
    void lost(Instant now) throws InterruptedException;
}
