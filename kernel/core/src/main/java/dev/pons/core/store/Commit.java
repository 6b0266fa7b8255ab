package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Entries on their way to the disk, all or none of them. */
public interface Commit {

    /**
     * Waits until they are durable. False: the time is over and they were taken back, none is kept
     * and none will be; a batch that the writer already has is waited for. {@code IOException}: the
     * disk did not take them, none is kept.
     */
    boolean await(Duration longest) throws InterruptedException, IOException;

    /** The id of the first entry, known when durable; the others follow it one by one. */
    long first();

    /**
     * Calls back when they are durable (no failure) or surely not kept (with it), in the order of
     * the journal, on the writer's thread: return at once, wait for nothing, throw nothing.
     */
    void whenDone(BiConsumer<Commit, @Nullable IOException> then);
}
