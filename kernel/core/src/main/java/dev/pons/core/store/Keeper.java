package dev.pons.core.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that tidies: compacts closed segments when they are not young any more, then
 * deletes what retention does not keep. It rests between pieces of work, longer while messages come
 * in.
 */
final class Keeper implements Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PRUNE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long ROLL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long YOUNG = Duration.ofMinutes(10).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int GROUP = 16;

    private final Work work;
    private final Pruner pruner;
    private final ConcurrentLinkedQueue<CompletableFuture<Long>> asked =
            new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "pons-keeper");
    private volatile @Nullable Unfinished unfinished;
    private volatile boolean closing;
    private volatile long prunedAt = System.nanoTime() - PRUNE_NANOS;

    /**
     * What it works on.
     *
     * @param covered how far a checkpoint covers the journal
     * @param trouble was said, and is not over
     */
    record Work(
            JournalLog log,
            Search index,
            Rules rules,
            Runnable roll,
            Covered covered,
            AtomicBoolean trouble,
            Clock clock) {}

    /** How far a checkpoint covers the journal. */
    @FunctionalInterface
    interface Covered {
        /** Id of an entry; up to it nothing is read at a start. */
        long upTo() throws IOException;
    }

    Keeper(Work work) {
        this.work = work;
        this.pruner = new Pruner(work.log().archive(), work.rules());
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    void start() {
        thread.start();
    }

    @Override
    public void retention(String channel, Retention retention) {
        var changed = work.rules().set(channel, retention);
        work.index().keep(channel, retention.name());
        if (changed) {
            pruneSoon();
        }
    }

    private void pruneSoon() {
        prunedAt = System.nanoTime() - PRUNE_NANOS - 1;
        LockSupport.unpark(thread);
    }

    @Override
    public void begin(Unfinished who) {
        unfinished = who;
        pruneSoon();
    }

    @Override
    public CompletableFuture<Long> tidy() {
        var done = new CompletableFuture<Long>();
        asked.add(done);
        if (closing) {
            refuse();
        }
        LockSupport.unpark(thread);
        return done;
    }

    private void run() {
        try {
            while (!closing) {
                var wish = asked.poll();
                if (wish == null) {
                    background();
                    if (!closing && asked.isEmpty()) {
                        LockSupport.parkNanos(this, TICK_NANOS);
                    }
                } else {
                    serve(wish);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the keeper ends amid its work, which it finds again at the next start");
        } finally {
            closing = true;
            refuse();
        }
    }

    private void refuse() {
        for (var wish = asked.poll(); wish != null; wish = asked.poll()) {
            wish.completeExceptionally(new IOException("The store is closed"));
        }
    }

    private void background() throws InterruptedException {
        try {
            var rest = new Rest(work.log(), () -> closing);
            rollWhenOld();
            compact(rest, false);
            if (System.nanoTime() - prunedAt > PRUNE_NANOS) {
                // before it: what is said meanwhile is done in the next round
                prunedAt = System.nanoTime();
                prune(rest);
            }
            if (work.trouble().compareAndSet(true, false)) {
                LOG.info("the archive in {} is written again", work.log().archive().folder());
            }
        } catch (IOException | RuntimeException e) {
            if (work.trouble().compareAndSet(false, true)) {
                LOG.warn(
                        "the archive in {} is not written, messages are not affected: {}; it is"
                                + " tried again",
                        work.log().archive().folder(),
                        e.toString(),
                        e instanceof RuntimeException ? e : null);
            }
        }
    }

    private void serve(CompletableFuture<Long> wish) throws InterruptedException {
        try {
            Compactor.Pace pace =
                    () -> {
                        if (closing) {
                            throw new InterruptedException("the store is closed");
                        }
                    };
            roll(pace);
            compact(pace, true);
            wish.complete(prune(pace));
        } catch (IOException | RuntimeException e) {
            wish.completeExceptionally(e);
        } finally {
            wish.completeExceptionally(new IOException("The store is closed"));
        }
    }

    /** A segment that is never full must not keep what is due. */
    private void rollWhenOld() throws IOException {
        var longest = Math.max(60_000, Math.min(DAY, work.rules().shortest() / 8));
        var newest = work.log().segments().newest();
        if (newest != null
                && newest.count() > 0
                && work.clock().millis() - newest.madeAt() > longest) {
            work.roll().run();
        }
    }

    /** Waits a little for the writer, which may be busy; then it is the next time's. */
    private void roll(Compactor.Pace pace) throws IOException, InterruptedException {
        var newest = work.log().segments().newest();
        var until = System.nanoTime() + ROLL_NANOS;
        work.roll().run();
        while (newest != null
                && newest.count() > 0
                && work.log().segments().newest() == newest
                && System.nanoTime() < until) {
            pace.rest();
            LockSupport.parkNanos(this, 1_000_000);
        }
    }

    private void compact(Compactor.Pace pace, boolean all)
            throws IOException, InterruptedException {
        var segments = work.log().segments();
        var compactor = new Compactor(segments, work.log().archive(), work.rules(), pace);
        for (var group = group(all); !group.isEmpty(); group = group(all)) {
            compactor.compact(group, work.clock().millis());
        }
    }

    /** The oldest closed segments of one day, when no more will join them and none is young. */
    private List<Segment> group(boolean all) throws IOException {
        var closed = work.log().segments().closed();
        var group = new ArrayList<Segment>();
        var whole = all;
        for (var segment : closed) {
            if (!group.isEmpty() && day(segment) != day(group.get(0)) || group.size() == GROUP) {
                whole = true;
                break;
            }
            group.add(segment);
        }
        if (group.isEmpty() || all) {
            return group;
        }
        var now = work.clock().millis();
        whole |= group.size() == GROUP || now / DAY > day(group.get(0));
        whole |= now - group.get(0).madeAt() > work.rules().shortest();
        var behind = work.log().segments().from(group.get(group.size() - 1).epoch() + 1);
        var young =
                behind == null || now - behind.madeAt() < Math.min(YOUNG, work.rules().shortest());
        return whole && !young ? group : List.of();
    }

    private static long day(Segment segment) throws IOException {
        return segment.madeAt() / DAY;
    }

    private long prune(Compactor.Pace pace) throws IOException, InterruptedException {
        var who = unfinished;
        if (who == null) {
            return 0;
        }
        // asked first: what was unfinished when that was kept is in what is asked now, or is done
        var covered = work.covered().upTo();
        var bytes = pruner.round(work.clock().millis(), who.messages(), covered, pace);
        if (bytes >= 1 << 20) {
            LOG.info("retention gave {} MB back", bytes >> 20);
        }
        return bytes + forget();
    }

    /** What the index has of messages that are gone. */
    private long forget() throws IOException, InterruptedException {
        var sum = 0L;
        for (var name : work.index().kept()) {
            var retention = Retention.named(name);
            if (retention.isPresent()) {
                var now = work.clock().instant();
                var before = now.minusMillis(retention.get().metadata());
                var errors = now.minusMillis(retention.get().errors());
                sum += work.index().forget(name, before, errors);
            }
        }
        return sum;
    }

    @Override
    public Usage usage() throws IOException {
        return new UsageSums(work, work.clock().millis()).usage();
    }

    /** Ends amid the work. */
    void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
