package dev.pons.core.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * What the store does with what is written: it is compacted, and goes when it is due. Any thread.
 */
public interface Keeping {

    /**
     * How long what of a channel is kept; said whenever its file was read. A change is done soon.
     */
    void retention(String channel, Retention retention);

    /**
     * From now on retention deletes what is due. Called once, when all channel files were read:
     * before, nobody knows what they keep.
     */
    void begin(Unfinished who);

    /**
     * Compacts what is written and deletes what is due, now and without rests. Gives the bytes that
     * came back; fails with {@code IOException} when the disk does.
     */
    CompletableFuture<Long> tidy();

    /** What the store takes on disk. Sums that are kept, not files that are read. */
    Usage usage() throws IOException;
}
