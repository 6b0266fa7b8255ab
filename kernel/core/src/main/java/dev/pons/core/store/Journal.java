package dev.pons.core.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The embedded store: an append-only journal in segments, one thread that writes and syncs for all,
 * and an index that is written behind it. In its folder stand {@code journal/}, {@code index/},
 * {@code checkpoint} and {@code lock}.
 */
public final class Journal implements Store {

    private final FolderLock lock;
    private final JournalLog log;
    private final WaitingBytes waiting;
    private final Committer committer;
    private final Index index;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Journal(
            FolderLock lock,
            JournalLog log,
            WaitingBytes waiting,
            Committer committer,
            Index index) {
        this.lock = lock;
        this.log = log;
        this.waiting = waiting;
        this.committer = committer;
        this.index = index;
    }

    /**
     * Opens a folder, or makes it: recovers the journal, begins a fresh segment, and brings the
     * index up to date in the background.
     *
     * @throws IOException the folder is in use, cannot be written or is damaged; says what to do
     */
    public static Journal open(Path folder, Settings settings, Clock clock, Fatal fatal)
            throws IOException {
        return open(folder, settings, clock, fatal, Disk.REAL);
    }

    static Journal open(Path folder, Settings settings, Clock clock, Fatal fatal, Disk disk)
            throws IOException {
        FailPoint.begin();
        try {
            Disk.createFolder(folder);
            return open(FolderLock.of(folder), settings, clock, fatal, disk);
        } catch (FileSystemException e) {
            throw new IOException(
                    "The data folder "
                            + folder
                            + " cannot be used ("
                            + e
                            + "): check that it is a folder in which the engine's user may write",
                    e);
        }
    }

    private static Journal open(
            FolderLock lock, Settings settings, Clock clock, Fatal fatal, Disk disk)
            throws IOException {
        try {
            return locked(lock, settings, clock, fatal, disk);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Journal locked(
            FolderLock lock, Settings settings, Clock clock, Fatal fatal, Disk disk)
            throws IOException {
        var folder = lock.folder().resolve("journal");
        Disk.createFolder(folder);
        var segments = new Segments(folder);
        var recovery = new Recovery(segments);
        recovery.run();
        FailPoint.RECOVERED.pass();
        var last = segments.last();
        var writer =
                new SegmentWriter(
                        segments, disk, clock, settings.segmentBytes(), recovery.nextEpoch());
        recovery.deleteEmpty();
        var log = new JournalLog(segments, new Recent(settings.cacheBytes()), new Durable(last));
        var committer = new Committer(writer, log::reach, fatal);
        committer.start();
        var index = Index.start(lock.folder().resolve("index"), log, IndexGuard.PLAIN);
        var waiting = new WaitingBytes(settings.waitingBytes());
        return new Journal(lock, log, waiting, committer, index);
    }

    @Override
    public Commit append(List<Entry> batch) throws InterruptedException {
        var expected = 0L;
        for (var entry : batch) {
            expected += EntryEncoder.expected(entry);
        }
        if (batch.isEmpty() || batch.size() > Ids.MOST_PER_SEGMENT || expected > Frames.LARGEST) {
            throw new IllegalArgumentException(
                    "A batch has 1 to "
                            + Ids.MOST_PER_SEGMENT
                            + " entries and at most 2 GB; this one has "
                            + batch.size()
                            + " entries");
        }
        waiting.take(expected);
        var queued = false;
        try {
            var frames = EntryEncoder.frames(batch, (int) expected);
            var commit = new Batch(List.copyOf(batch), frames, expected, waiting);
            queued = true;
            committer.submit(commit);
            return commit;
        } finally {
            if (!queued) {
                waiting.give(expected);
            }
        }
    }

    @Override
    public Entry read(long id) throws IOException {
        return log.read(id);
    }

    @Override
    public Reader follow(long after) throws IOException {
        return log.follow(after);
    }

    @Override
    public Optional<Checkpoint> checkpoint() throws IOException {
        return CheckpointFile.read(lock.folder());
    }

    @Override
    public long checkpoint(long upTo, State state) throws IOException {
        if (upTo > log.durable().last()) {
            throw new IllegalArgumentException(
                    "A checkpoint covers durable entries only, not " + Ids.text(upTo));
        }
        return CheckpointFile.write(lock.folder(), upTo, state);
    }

    @Override
    public Search search() {
        return index;
    }

    @Override
    public long bytes() throws IOException {
        try (var files = Files.walk(lock.folder())) {
            var sum = 0L;
            for (var file : (Iterable<Path>) files::iterator) {
                var now = file.toFile();
                sum += now.isFile() ? now.length() : 0;
            }
            return sum;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            committer.close();
            index.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the journal was closed", e);
        } finally {
            log.segments().close();
            lock.close();
        }
    }
}
