package dev.pons.core.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * One append. Its state moves once from QUEUED to TAKEN by the committer or to CANCELLED by the one
 * who waits, and from TAKEN to DURABLE or FAILED by the committer: so it is never both kept and
 * taken back. One thread waits for it.
 */
final class Batch implements Commit {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final BiConsumer<Commit, @Nullable IOException> CALLED = (commit, failure) -> {};
    private static final BytesOut EMPTY = new BytesOut(0);
    private static final BooleanSupplier NEVER = () -> false;

    /** Where it is. */
    enum State {
        QUEUED,
        TAKEN,
        DURABLE,
        FAILED,
        CANCELLED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final AtomicReference<@Nullable BiConsumer<Commit, @Nullable IOException>> then =
            new AtomicReference<>();
    private final int count;
    private volatile Load load;
    private long first;
    private @Nullable IOException failure;
    private volatile @Nullable Thread waiter;

    /** What it weighs, until it is done. */
    private record Load(
            List<Entry> entries,
            BytesOut frames,
            long charge,
            WaitingBytes budget,
            BooleanSupplier still) {}

    /**
     * @param still the committer asks it before it writes
     */
    Batch(
            List<Entry> entries,
            BytesOut frames,
            long charge,
            WaitingBytes budget,
            BooleanSupplier still) {
        this.count = entries.size();
        this.load = new Load(entries, frames, charge, budget, still);
    }

    /** One that was never queued: there was no room in time, or why it cannot be written. */
    static Batch notQueued(List<Entry> entries, WaitingBytes budget, @Nullable IOException why) {
        var batch = new Batch(entries, EMPTY, 0, budget, NEVER);
        batch.failure = why;
        batch.state.set(why == null ? State.CANCELLED : State.FAILED);
        batch.release();
        batch.call();
        return batch;
    }

    int count() {
        return count;
    }

    /** Bytes of its frames; 0 when it is done. */
    int size() {
        return load.frames().size();
    }

    BytesOut frames() {
        return load.frames();
    }

    List<Entry> entries() {
        return load.entries();
    }

    /** The committer: from now on it is written. False: it was taken back. */
    boolean take() {
        return state.compareAndSet(State.QUEUED, State.TAKEN);
    }

    /** The committer, when it was taken: it is still to be written. */
    boolean isWanted() {
        return load.still().getAsBoolean();
    }

    boolean isCancelled() {
        return state.get() == State.CANCELLED;
    }

    /** The committer, before {@link #durable}. */
    void placed(long firstId) {
        first = firstId;
    }

    long placed() {
        return first;
    }

    void durable() {
        end(State.DURABLE);
    }

    void failed(IOException why) {
        failure = why;
        end(State.FAILED);
    }

    private void end(State last) {
        state.set(last);
        release();
        LockSupport.unpark(waiter);
        call();
    }

    private void release() {
        var had = load;
        load = new Load(List.of(), EMPTY, 0, had.budget(), NEVER);
        had.budget().give(had.charge());
    }

    private void call() {
        var callback = then.getAndSet(CALLED);
        if (callback == null) {
            return;
        }
        try {
            callback.accept(this, state.get() == State.CANCELLED ? takenBack() : failure);
        } catch (RuntimeException e) {
            LOG.error("A callback of the journal failed; the entries are not affected", e);
        }
    }

    @Override
    public boolean await(Duration longest) throws InterruptedException, IOException {
        waiter = Thread.currentThread();
        var deadline = System.nanoTime() + nanos(longest);
        while (true) {
            switch (now()) {
                case DURABLE -> {
                    return true;
                }
                case CANCELLED -> {
                    return false;
                }
                case FAILED -> throw failedBecause();
                case QUEUED -> {
                    var left = deadline - System.nanoTime();
                    if (left <= 0 && state.compareAndSet(State.QUEUED, State.CANCELLED)) {
                        release();
                        call();
                        return false;
                    }
                    LockSupport.parkNanos(this, Math.max(1, left));
                }
                case TAKEN -> LockSupport.park(this);
            }
            if (Thread.interrupted()) {
                interrupted();
            }
        }
    }

    private State now() {
        return Objects.requireNonNull(state.get());
    }

    /** Taken back if possible; else its outcome decides, and the interrupt stays. */
    private void interrupted() throws InterruptedException {
        if (state.compareAndSet(State.QUEUED, State.CANCELLED)) {
            release();
            call();
            throw new InterruptedException();
        }
        while (state.get() == State.TAKEN) {
            LockSupport.park(this);
            Thread.interrupted();
        }
        Thread.currentThread().interrupt();
    }

    private IOException failedBecause() {
        var why = failure;
        return why == null
                ? new IOException("The journal did not keep it")
                : new IOException(why.getMessage(), why);
    }

    private static IOException takenBack() {
        return new IOException("Taken back: the disk was not ready in time, nothing was kept");
    }

    /** At most ten years. */
    static long nanos(Duration longest) {
        // TimeUnit semantics: what does not fit is for ever
        return longest.compareTo(Duration.ofDays(3650)) > 0
                ? Duration.ofDays(3650).toNanos()
                : longest.toNanos();
    }

    @Override
    public long first() {
        if (state.get() != State.DURABLE) {
            throw new IllegalStateException("not durable");
        }
        return first;
    }

    @Override
    public void whenDone(BiConsumer<Commit, @Nullable IOException> callback) {
        var before = then.get();
        while (before != CALLED) {
            var both = before == null ? callback : before.andThen(callback);
            if (then.compareAndSet(before, both)) {
                return;
            }
            before = then.get();
        }
        callback.accept(this, state.get() == State.CANCELLED ? takenBack() : failure);
    }
}
