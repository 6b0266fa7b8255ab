package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.EntryGone;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Keeping;
import dev.pons.core.store.Notes;
import dev.pons.core.store.Retention;
import dev.pons.core.store.Search;
import dev.pons.core.store.Space;
import dev.pons.core.store.Store;
import dev.pons.core.store.Unfinished;
import dev.pons.core.store.Usage;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * A store without a disk, as fast as memory: one writer's thread commits in order, a disk can be
 * full, a crash leaves what was durable, and retention takes what is done when it is asked to. It
 * cannot be searched.
 */
final class MemoryStore implements Store {

    private final MemoryNotes notes = new MemoryNotes();

    /**
     * What a crash leaves behind.
     *
     * @param pruned what retention took before, for those who check
     */
    record Kept(
            NavigableMap<Long, Entry> entries,
            NavigableMap<Long, Entry> pruned,
            Optional<byte[]> checkpoint,
            long upTo) {

        static final Kept NOTHING =
                new Kept(
                        Collections.emptyNavigableMap(),
                        Collections.emptyNavigableMap(),
                        Optional.empty(),
                        0);
    }

    private static final long LOOK_MILLIS = 2;

    /** An entry counts as so many bytes, so that checkpoints come often. */
    private static final long ENTRY = 16L << 20;

    private final TreeMap<Long, Entry> entries;
    private final TreeMap<Long, Entry> pruned;
    private final Retains retains = new Retains();
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final long epoch;
    private int next;
    private Optional<byte[]> checkpoint;
    private long upTo;
    private volatile boolean full;
    private volatile boolean dead;

    MemoryStore(Kept kept) {
        entries = new TreeMap<>(kept.entries());
        pruned = new TreeMap<>(kept.pruned());
        checkpoint = kept.checkpoint();
        upTo = kept.upTo();
        epoch = entries.isEmpty() ? 1 : Ids.epoch(entries.lastKey()) + 1;
    }

    /** From now on the disk takes nothing, or takes again. */
    void full(boolean yes) {
        full = yes;
    }

    /** Nothing is durable any more from this moment on; what was. */
    synchronized Kept die() {
        dead = true;
        return new Kept(new TreeMap<>(entries), new TreeMap<>(pruned), checkpoint, upTo);
    }

    /** All that was ever durable, in order. */
    synchronized NavigableMap<Long, Entry> all() {
        var all = new TreeMap<>(entries);
        all.putAll(pruned);
        return all;
    }

    /**
     * Retention takes every message that a checkpoint covers whole and that is not unfinished.
     *
     * @param greedy it takes the unfinished too: a fault that must be found
     */
    void prune(boolean greedy) {
        var who = retains.unfinished;
        if (who == null) {
            return;
        }
        long covered;
        synchronized (this) {
            covered = upTo;
        }
        // without the lock: the books are asked, and they follow this store
        var keeps = greedy ? Set.<Long>of() : Set.of(boxed(who.messages()));
        synchronized (this) {
            var open = new HashSet<>(keeps);
            entries.tailMap(covered, false).values().forEach(e -> uses(e, open));
            entries.headMap(covered, true).keySet().stream()
                    .filter(id -> isDue(id, open))
                    .toList()
                    .forEach(id -> pruned.put(id, entries.remove(id)));
        }
    }

    private static void uses(Entry entry, Set<Long> open) {
        open.add(entry.message());
        if (entry instanceof Entry.Received copy) {
            open.add(copy.origin().parent());
        }
    }

    private boolean isDue(long id, Set<Long> open) {
        var entry = Objects.requireNonNull(entries.get(id));
        long of = entry instanceof Entry.Received ? id : entry.message();
        return of != 0 && !open.contains(of);
    }

    private static Long[] boxed(long[] ids) {
        return LongStream.of(ids).distinct().boxed().toArray(Long[]::new);
    }

    private static final class Retains implements Keeping {

        private volatile @Nullable Unfinished unfinished;

        @Override
        public void retention(String channel, Retention retention) {
            // what is done is due
        }

        @Override
        public void begin(Unfinished who) {
            unfinished = who;
        }

        @Override
        public CompletableFuture<Long> tidy() {
            throw new UnsupportedOperationException("nobody asks here");
        }

        @Override
        public Usage usage() {
            throw new UnsupportedOperationException("nothing is on a disk here");
        }
    }

    @Override
    public Commit append(List<Entry> batch, Duration longest, BooleanSupplier still) {
        var commit = new Done(List.copyOf(batch), still);
        try {
            writer.execute(() -> write(commit));
        } catch (RejectedExecutionException closed) {
            commit.end(0);
        }
        return commit;
    }

    private void write(Done commit) {
        long first = 0;
        synchronized (this) {
            if (!dead && !full && commit.still.getAsBoolean()) {
                first = Ids.of(epoch, next);
                for (var entry : commit.batch) {
                    entries.put(Ids.of(epoch, next++), entry);
                }
                notifyAll();
            }
        }
        commit.end(first);
    }

    private static final class Done implements Commit {

        final List<Entry> batch;
        final BooleanSupplier still;
        private final CompletableFuture<Long> first = new CompletableFuture<>();

        Done(List<Entry> batch, BooleanSupplier still) {
            this.batch = batch;
            this.still = still;
        }

        void end(long id) {
            if (id == 0) {
                first.completeExceptionally(new IOException("the disk is full"));
            } else {
                first.complete(id);
            }
        }

        @Override
        public boolean await(Duration longest) throws InterruptedException, IOException {
            try {
                first.get(longest.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e);
            } catch (TimeoutException e) {
                throw new AssertionError("the writer's thread is stuck", e);
            }
        }

        @Override
        public long first() {
            return first.join();
        }

        @Override
        public void whenDone(BiConsumer<Commit, IOException> then) {
            first.whenComplete((id, failure) -> then.accept(this, (IOException) failure));
        }
    }

    @Override
    public synchronized Entry read(long id) throws IOException {
        var entry = entries.get(id);
        if (entry == null) {
            throw new EntryGone(id);
        }
        return entry;
    }

    @Override
    public Reader follow(long after) {
        return new Following(after);
    }

    private final class Following implements Reader {

        private long at;
        private long read;

        Following(long after) {
            at = after;
        }

        @Override
        public boolean next(long waitMillis) throws InterruptedException {
            synchronized (MemoryStore.this) {
                if (entries.higherKey(at) == null && waitMillis > 0) {
                    // whoever follows looks whether it shall end between two calls
                    MemoryStore.this.wait(Math.min(waitMillis, LOOK_MILLIS));
                }
                var key = entries.higherKey(at);
                at = key == null ? at : key;
                read += key == null ? 0 : ENTRY;
                return key != null;
            }
        }

        @Override
        public long id() {
            return at;
        }

        @Override
        public Entry entry() {
            synchronized (MemoryStore.this) {
                var entry = entries.get(at);
                return entry == null ? pruned.get(at) : entry;
            }
        }

        @Override
        public long bytes() {
            return read;
        }

        @Override
        public Reader withContent() {
            return this;
        }

        @Override
        public void close() {
            at = Long.MAX_VALUE;
        }
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint() {
        return checkpoint.map(bytes -> new Checkpoint(upTo, new ByteArrayInputStream(bytes)));
    }

    @Override
    public long checkpoint(long covers, State state) throws IOException {
        var bytes = new ByteArrayOutputStream();
        state.write(bytes);
        synchronized (this) {
            if (!dead) {
                checkpoint = Optional.of(bytes.toByteArray());
                upTo = covers;
            }
        }
        return bytes.size();
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public Search search() {
        return Idle.a(Search.class);
    }

    @Override
    public Keeping keeping() {
        return retains;
    }

    @Override
    public Content content(Payload payload) throws IOException {
        return payload instanceof Content content ? content : Content.of(payload.toBytes());
    }

    @Override
    public void discard(Content content) {
        assertThat(content).isNotNull(); // nothing is kept beside the entries
    }

    @Override
    public Spool.Spooled spool() {
        throw new UnsupportedOperationException("messages are small here");
    }

    @Override
    public Space space() {
        return new Space(false, Long.MAX_VALUE, 0, Path.of("memory"));
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
