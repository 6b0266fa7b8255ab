package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/** Where what crosses a line is heard. One thread. */
interface Heard extends AutoCloseable {

    /** Some bytes, and when they crossed the line; without a way: a note instead. */
    record Some(Trace.@Nullable Way way, byte[] bytes, String note, Instant at) {

        static Some bytes(Trace.Way way, byte[] bytes) {
            return new Some(way, bytes, "", Instant.now());
        }

        static Some note(String words) {
            return new Some(null, new byte[0], words, Instant.now());
        }
    }

    /**
     * The next; waits for a moment. Null: nothing came. {@code IOException}: nothing more can be
     * heard, and why.
     */
    @Nullable Some next() throws IOException, InterruptedException;

    /** Hears nothing more. */
    @Override
    void close();
}
