package dev.pons.core.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The one thread that writes: takes whatever waits, writes it, syncs once, tells those who wait in
 * the order of the journal.
 */
final class Committer {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean idle = new AtomicBoolean();
    private final SegmentWriter writer;
    private final Told told;
    private final Thread thread = new Thread(this::run, "pons-journal");

    /** Why nothing is taken any more; null: all is well. */
    private volatile @Nullable IOException ended;

    private final Wanted wanted = new Wanted();

    /** What other threads ask for. */
    private static final class Wanted {
        volatile boolean end;
        volatile boolean roll;
    }

    private record Told(Consumer<List<Batch>> durable, Store.Fatal fatal) {}

    /** Durable batches are shown to {@code durable} before those who wait for them are told. */
    Committer(SegmentWriter writer, Consumer<List<Batch>> durable, Store.Fatal fatal) {
        this.writer = writer;
        this.told = new Told(durable, fatal);
    }

    void start() {
        thread.start();
    }

    /** Any thread. */
    void submit(Batch batch) {
        queue.add(batch);
        var why = ended;
        if (why != null) {
            refuse(why);
        } else if (idle.get() && idle.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        var group = new ArrayList<Batch>();
        try {
            while (gather(group)) {
                commit(group);
                group.clear();
            }
            writer.close();
            end(group, new IOException("The journal is closed: start the engine again"));
        } catch (BrokenDisk e) {
            stop(group, e);
        } catch (IOException e) {
            end(group, e);
        } catch (RuntimeException | Error e) {
            stop(group, new IOException("The journal's writer failed: " + e, e));
        }
    }

    /** The process is stopped first: one that ends at once has told nobody what it cannot know. */
    private void stop(List<Batch> group, IOException why) {
        ended = why;
        told.fatal().stop(String.valueOf(why.getMessage()), why);
        end(group, why);
    }

    private void end(List<Batch> group, IOException why) {
        ended = why;
        for (var batch : group) {
            batch.failed(why);
        }
        refuse(why);
    }

    private void refuse(IOException why) {
        for (var batch = queue.poll(); batch != null; batch = queue.poll()) {
            if (batch.take()) {
                batch.failed(why);
            }
        }
    }

    private void commit(List<Batch> group) throws BrokenDisk {
        FailPoint.APPENDED.pass();
        try {
            writer.write(group);
        } catch (BrokenDisk e) {
            throw e;
        } catch (IOException e) {
            group.forEach(batch -> batch.failed(e));
            return;
        }
        FailPoint.SYNCED.pass();
        told.durable().accept(group);
        for (var batch : group) {
            batch.durable();
        }
        FailPoint.TOLD.pass();
    }

    /** Fills a group that one segment holds; false: the end was asked for and nothing waits. */
    private boolean gather(List<Batch> group) throws IOException {
        while (true) {
            if (wanted.roll) {
                roll();
            }
            collect(group);
            if (!group.isEmpty()) {
                return true;
            }
            if (wanted.end && queue.isEmpty()) {
                return false;
            }
            idle.set(true);
            if (queue.isEmpty() && !wanted.end && !wanted.roll) {
                LockSupport.park(this);
            }
            idle.set(false);
        }
    }

    private void roll() throws BrokenDisk {
        try {
            wanted.roll = false;
            writer.roll();
        } catch (BrokenDisk e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("the segment was not ended, which is asked for again", e);
        }
    }

    /** Begins another segment soon. Any thread. */
    void wantRoll() {
        wanted.roll = true;
        LockSupport.unpark(thread);
    }

    private void collect(List<Batch> group) throws IOException {
        var room = Math.min(writer.room(), SegmentWriter.GROUP);
        var places = writer.places();
        for (var batch = queue.peek(); batch != null; batch = queue.peek()) {
            var fits = writer.size(batch) <= room && batch.count() <= places;
            if (!fits && !group.isEmpty() && !batch.isCancelled()) {
                return;
            }
            if (!fits && group.isEmpty()) {
                // alone in its group, or the first of a fresh segment
                room = Math.min(writer.freshRoom(), SegmentWriter.GROUP);
                places = Ids.MOST_PER_SEGMENT;
            }
            queue.poll();
            if (batch.take() && isWanted(batch)) {
                room -= writer.size(batch);
                places -= batch.count();
                group.add(batch);
            }
        }
    }

    private static boolean isWanted(Batch batch) {
        var wanted = batch.isWanted();
        if (!wanted) {
            batch.failed(new IOException("The disk does not take what comes before it: try again"));
        }
        return wanted;
    }

    /** Writes what waits and ends; after a fatal failure, at once, since that may be our caller. */
    void close() throws InterruptedException {
        wanted.end = true;
        LockSupport.unpark(thread);
        if (ended == null) {
            thread.join();
        }
    }
}
