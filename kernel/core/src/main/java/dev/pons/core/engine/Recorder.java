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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Writes what the engine itself has to say. What the disk does not take now is written again until
 * it is, since the work that it tells of has been done; what comes meanwhile waits behind it, so
 * that the journal tells the results of a delivery in their order.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Entries that are owed and written at once. */
    private static final int SOME = 1000;

    private final Store store;
    private final Threads threads;
    private final Fates fates = new Fates();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong order = new AtomicLong();

    /** What was not taken, and what came since, in the order in which it was said. */
    private final PriorityQueue<Owed> owed = new PriorityQueue<>();

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

    /** Entries that are to be written, all or none. */
    private record Owed(long order, List<Entry> entries, LongConsumer then)
            implements Comparable<Owed> {
        @Override
        public int compareTo(Owed other) {
            return Long.compare(order, other.order);
        }
    }

    /**
     * Appends; returns when it is queued, whoever interrupts it meanwhile. {@code then} gets the
     * first id when it is durable, on the writer's thread: it returns at once.
     */
    void record(List<Entry> entries, LongConsumer then) {
        open.incrementAndGet();
        var mine = new Owed(order.getAndIncrement(), entries, then);
        if (since != null && waits(mine)) {
            return;
        }
        var all = List.of(mine);
        append(all, this::isWell, (commit, failure) -> done(all, commit, failure));
    }

    /** What is to be written next may follow all that was said before. */
    private boolean isWell() {
        return since == null;
    }

    /** Behind what is owed; false: nothing is any more. */
    private boolean waits(Owed mine) {
        synchronized (owed) {
            return since != null && owed.add(mine);
        }
    }

    private void append(
            List<Owed> all, BooleanSupplier still, BiConsumer<Commit, @Nullable IOException> then) {
        var entries =
                all.size() == 1
                        ? all.get(0).entries()
                        : all.stream().flatMap(o -> o.entries().stream()).toList();
        boolean interrupted = false;
        while (true) {
            try {
                store.append(entries, Store.EVER, still).whenDone(then);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void done(List<Owed> all, Commit commit, @Nullable IOException failure) {
        if (failure != null) {
            failed(all, failure);
            return;
        }
        long first = commit.first();
        for (var each : all) {
            try {
                // told first: what follows may be sent, and its result be told, at once
                fates.durable(each.entries());
                each.then().accept(first);
            } finally {
                open.decrementAndGet();
            }
            first += each.entries().size();
        }
    }

    private void failed(List<Owed> all, IOException failure) {
        boolean begins;
        synchronized (owed) {
            owed.addAll(all);
            begins = since == null;
            if (begins) {
                since = new Failing(Instant.now(), String.valueOf(failure.getMessage()));
            }
        }
        if (begins) {
            LOG.warn("the journal does not take results, trying again: {}", failure.getMessage());
            threads.later(PAUSE, this::writeOwed);
        }
    }

    /** Some of what is owed, until nothing is. On a thread that may wait. */
    private void writeOwed() {
        var some = owed();
        if (some.isEmpty()) {
            LOG.info("the journal takes results again");
            return;
        }
        append(
                some,
                () -> true,
                (commit, failure) -> {
                    done(some, commit, failure);
                    threads.later(failure == null ? Duration.ZERO : PAUSE, this::writeOwed);
                });
    }

    /** The oldest of what is owed; when there is nothing, the next is written at once again. */
    private List<Owed> owed() {
        var some = new ArrayList<Owed>();
        synchronized (owed) {
            for (int n = 0; n < SOME && !owed.isEmpty(); ) {
                n += owed.element().entries().size();
                some.add(owed.remove());
            }
            if (some.isEmpty()) {
                since = null;
            }
        }
        return some;
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
        var commit = begin(entries, then);
        await(commit, longest);
        return commit.first();
    }

    /**
     * Queues them; {@link #await} follows, in the same order for several. {@code IOException}: the
     * disk takes nothing now.
     */
    Commit begin(List<Entry> entries, LongConsumer then) throws InterruptedException, IOException {
        var behind = since;
        if (behind != null) {
            // it would overtake what is owed about the same message
            throw new IOException(behind.why());
        }
        var commit = store.append(entries, Store.EVER, this::isWell);
        commit.whenDone(
                (done, failure) -> {
                    if (failure == null) {
                        fates.durable(entries);
                        then.accept(done.first());
                    }
                });
        return commit;
    }

    /** Waits until they are durable. {@code IOException}: none is kept. */
    static void await(Commit commit, Duration longest) throws InterruptedException, IOException {
        if (!commit.await(longest)) {
            throw new IOException(
                    "the journal did not take it within " + longest.toSeconds() + " s; try again");
        }
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
