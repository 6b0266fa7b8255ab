package dev.pons.core.store;

import dev.pons.core.store.index.Index;
import dev.pons.core.store.keys.SealedIn;
import dev.pons.core.store.keys.SealedOut;
import dev.pons.core.store.keys.Vault;
import dev.pons.core.store.notes.NoteFile;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The embedded store: an append-only journal in segments, one thread that writes and syncs for all,
 * side files for what is large, an index that is written behind it, and one that tidies. In its
 * folder stand {@code journal/}, {@code archive/}, {@code large/}, {@code index/}, {@code
 * remembered/}, {@code checkpoint}, {@code keys} and {@code lock}.
 */
public final class Journal implements Store {

    /** What may wait, and how much room there is. */
    private record Limits(WaitingBytes waiting, DiskSpace space) {}

    private final FolderLock lock;
    private final JournalLog log;
    private final SideFiles sides;
    private final Limits limits;
    private final Committer committer;
    private final Behind behind;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What works behind it.
     *
     * @param covered id up to which a checkpoint covers all
     */
    private record Behind(Index index, NoteFile notes, Keeper keeper, AtomicLong covered) {}

    private Journal(
            FolderLock lock,
            JournalLog log,
            SideFiles sides,
            Limits limits,
            Committer committer,
            Behind behind) {
        this.lock = lock;
        this.log = log;
        this.sides = sides;
        this.limits = limits;
        this.committer = committer;
        this.behind = behind;
    }

    /**
     * Opens a folder, or makes it: recovers the journal, begins a fresh segment, and brings the
     * index up to date in the background.
     *
     * @throws IOException the folder is in use, cannot be written or is damaged; says what to do
     */
    public static Journal open(Path folder, Settings settings, Clock clock, Fatal fatal)
            throws IOException {
        return open(folder, settings, clock, fatal, Vault::off);
    }

    /** The same, with what gives the keys of the folder. */
    public static Journal open(
            Path folder, Settings settings, Clock clock, Fatal fatal, Vault.Keys keys)
            throws IOException {
        return open(folder, settings, clock, fatal, Disk.REAL, keys);
    }

    static Journal open(Path folder, Settings settings, Clock clock, Fatal fatal, Disk disk)
            throws IOException {
        return open(folder, settings, clock, fatal, disk, Vault::off);
    }

    static Journal open(
            Path folder, Settings settings, Clock clock, Fatal fatal, Disk disk, Vault.Keys keys)
            throws IOException {
        FailPoint.begin();
        try {
            Disk.createFolder(folder);
            return open(FolderLock.of(folder), settings, clock, fatal, disk, keys);
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
            FolderLock lock,
            Settings settings,
            Clock clock,
            Fatal fatal,
            Disk disk,
            Vault.Keys keys)
            throws IOException {
        try {
            Rotation.refuseWithoutKeys(lock.folder());
            return locked(lock, settings, clock, fatal, disk, keys.of(lock.folder()));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Journal locked(
            FolderLock lock, Settings settings, Clock clock, Fatal fatal, Disk disk, Vault vault)
            throws IOException {
        var folder = lock.folder().resolve("journal");
        Disk.createFolder(folder);
        var archive = new Archive(lock.folder(), disk, vault);
        archive.load();
        var segments = new Segments(folder, vault);
        var recovery = new Recovery(segments, archive);
        recovery.run();
        FailPoint.RECOVERED.pass();
        var last = Math.max(segments.last(), archive.lastId());
        var writer =
                new SegmentWriter(
                        segments, disk, clock, settings.segmentBytes(), recovery.nextEpoch());
        recovery.deleteEmpty();
        new Rotation(lock.folder(), vault).run();
        var log =
                new JournalLog(
                        segments, archive, new Recent(settings.cacheBytes()), new Durable(last));
        var sides = swept(lock.folder(), disk, settings, recovery.nextEpoch(), log);
        var committer = new Committer(writer, log::reach, fatal);
        committer.start();
        var index = Index.start(lock.folder().resolve("index"), log, vault.indexKey());
        var notes = NoteFile.open(lock.folder().resolve("remembered"), vault.indexKey());
        var limits =
                new Limits(
                        new WaitingBytes(settings.waitingBytes()),
                        new DiskSpace(lock.folder(), disk, settings.reserve()));
        var behind = behind(lock, log, committer, index, notes, clock);
        return new Journal(lock, log, sides, limits, committer, behind);
    }

    private static Behind behind(
            FolderLock lock,
            JournalLog log,
            Committer committer,
            Index index,
            NoteFile notes,
            Clock clock) {
        var rules = new Rules();
        rules.remember(log.archive());
        var covered = new AtomicLong(covered(lock.folder()));
        var work =
                new Keeper.Work(
                        log,
                        index,
                        rules,
                        committer::wantRoll,
                        covered::get,
                        new AtomicBoolean(),
                        clock);
        var keeper = new Keeper(work);
        keeper.start();
        return new Behind(index, notes, keeper, covered);
    }

    private static long covered(Path folder) {
        try (var checkpoint = CheckpointFile.read(folder).orElse(null)) {
            return checkpoint == null ? 0 : checkpoint.upTo();
        } catch (IOException e) {
            // who reads the checkpoint hears of it; nothing is covered
            return 0;
        }
    }

    private static SideFiles swept(
            Path folder, Disk disk, Settings settings, long epoch, JournalLog log)
            throws IOException {
        var sides =
                new SideFiles(
                        new SideFolder(folder.resolve("large"), log.segments().vault()),
                        disk,
                        settings,
                        epoch);
        try {
            sides.sweep(log);
            return sides;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the journal was opened", e);
        }
    }

    @Override
    public Commit append(List<Entry> batch, Duration longest, BooleanSupplier still)
            throws InterruptedException {
        var expected = 0L;
        var most = Frames.LARGEST - (long) batch.size() * SegmentForm.OVERHEAD;
        for (var entry : batch) {
            expected += EntryEncoder.expected(entry);
        }
        if (batch.isEmpty() || batch.size() > Ids.MOST_PER_SEGMENT || expected > most) {
            throw new IllegalArgumentException(
                    "A batch has 1 to "
                            + Ids.MOST_PER_SEGMENT
                            + " entries and at most 2 GB; this one has "
                            + batch.size()
                            + " entries");
        }
        if (!limits.waiting().take(expected, Batch.nanos(longest))) {
            return Batch.notQueued(List.copyOf(batch), limits.waiting(), null);
        }
        var queued = false;
        try {
            var commit = encoded(sides.own(batch), expected, still);
            queued = true;
            committer.submit(commit);
            return commit;
        } catch (IOException e) {
            return Batch.notQueued(List.copyOf(batch), limits.waiting(), e);
        } finally {
            if (!queued) {
                limits.waiting().give(expected);
            }
        }
    }

    private Batch encoded(List<Entry> entries, long charge, BooleanSupplier still) {
        var frames = EntryEncoder.frames(entries, (int) charge);
        var commit = new Batch(entries, frames, charge, limits.waiting(), still);
        var large = Contents.sides(entries);
        if (!large.isEmpty()) {
            commit.whenDone((done, failure) -> sides.written(large, failure == null));
        }
        return commit;
    }

    @Override
    public Content content(Payload payload) throws IOException {
        return sides.keep(payload);
    }

    @Override
    public void discard(Content content) {
        sides.discard(content);
    }

    /**
     * The entry that holds this content is pruned for good: its side file, if it has one, goes; a
     * copy of the message keeps the bytes under its own name. Again and again: no error.
     */
    void forget(Content content) throws IOException {
        sides.forget(content);
    }

    @Override
    public Spool.Spooled spool() {
        return sides.spool();
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
        var kept = CheckpointFile.read(lock.folder());
        if (kept.isEmpty()) {
            return kept;
        }
        var vault = log.segments().vault();
        var name = "The checkpoint " + lock.folder().resolve("checkpoint");
        var state = SealedIn.either(kept.get().state(), vault, name);
        return Optional.of(new Checkpoint(kept.get().upTo(), state));
    }

    private State sealed(State state) {
        var vault = log.segments().vault();
        if (!vault.isOn()) {
            return state;
        }
        return to -> {
            try (var sealed = SealedOut.to(to, vault)) {
                state.write(sealed);
            }
        };
    }

    @Override
    public long checkpoint(long upTo, State state) throws IOException {
        if (upTo > log.durable().last()) {
            throw new IllegalArgumentException(
                    "A checkpoint covers durable entries only, not " + Ids.text(upTo));
        }
        var length = CheckpointFile.write(lock.folder(), upTo, sealed(state), sides.disk());
        behind.covered().set(upTo);
        return length;
    }

    @Override
    public Search search() {
        return behind.index();
    }

    @Override
    public Notes notes() {
        return behind.notes();
    }

    @Override
    public Keeping keeping() {
        return behind.keeper();
    }

    @Override
    public Space space() {
        return limits.space().now();
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
            behind.keeper().close();
            committer.close();
            sides.settleAll();
            behind.index().close();
            behind.notes().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the journal was closed", e);
        } finally {
            log.segments().close();
            log.archive().close();
            lock.close();
        }
    }
}
