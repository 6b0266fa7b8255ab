package dev.pons.core.engine;

import dev.pons.core.store.Commit;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Writes what the engine itself has to say. What the disk does not take now is written again until
 * it is, since the work that it tells of has been done.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Store store;
    private final Threads threads;
    private final Fates fates = new Fates();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile @Nullable Failing since;

    /** The journal takes nothing: since when, and why. */
    record Failing(Instant at, String why) {}

    Recorder(Store store, Threads threads) {
        this.store = store;
        this.threads = threads;
    }

    /** Where to wait for what becomes of a message. */
    Fates fates() {
        return fates;
    }

    /**
     * Appends; returns when it is queued, whoever interrupts it meanwhile. {@code then} gets the
     * first id when it is durable, on the writer's thread: it returns at once.
     */
    void record(List<Entry> entries, LongConsumer then) {
        open.incrementAndGet();
        write(entries, then);
    }

    private void write(List<Entry> entries, LongConsumer then) {
        boolean interrupted = false;
        while (true) {
            try {
                store.append(entries)
                        .whenDone((commit, failure) -> done(entries, then, commit, failure));
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void done(
            List<Entry> entries, LongConsumer then, Commit commit, @Nullable IOException failure) {
        if (failure == null) {
            if (failing.getAndSet(0) > 0) {
                since = null;
                LOG.info("the journal takes results again");
            }
            try {
                then.accept(commit.first());
                fates.durable(entries);
            } finally {
                open.decrementAndGet();
            }
            return;
        }
        if (failing.getAndIncrement() == 0) {
            since = new Failing(Instant.now(), String.valueOf(failure.getMessage()));
            LOG.warn("the journal does not take results, trying again: {}", failure.getMessage());
        }
        threads.later(PAUSE, () -> write(entries, then));
    }

    /**
     * Appends and waits until it is durable; gives the first id. {@code IOException}: the disk did
     * not take it, nothing is kept.
     */
    long now(List<Entry> entries, Duration longest) throws InterruptedException, IOException {
        return now(entries, longest, first -> {});
    }

    /** The same; {@code then} gets the first id on the writer's thread, as in {@link #record}. */
    long now(List<Entry> entries, Duration longest, LongConsumer then)
            throws InterruptedException, IOException {
        var commit = store.append(entries);
        commit.whenDone(
                (done, failure) -> {
                    if (failure == null) {
                        then.accept(done.first());
                        fates.durable(entries);
                    }
                });
        if (!commit.await(longest)) {
            throw new IOException(
                    "the journal did not take it within " + longest.toSeconds() + " s; try again");
        }
        return commit.first();
    }

    /** That it takes nothing now; empty: as far as is known, it does. */
    Optional<Failing> failing() {
        return Optional.ofNullable(since);
    }

    /** Entries on their way. */
    int open() {
        return open.get();
    }
}
