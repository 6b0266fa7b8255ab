package dev.pons.core.store;

import dev.pons.core.store.keys.Vault;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Contents that are too large for the journal, each in a file of {@code large/}. Any thread.
 *
 * <p>A file is written and synced, with its folder, before its entry; until that is durable it
 * stands in {@code large/new/}, so that a start after a crash looks only there for files that no
 * entry names. Each entry has a name of its own: a copy of a message gets another hard link to the
 * same bytes, so whoever drops an entry drops its name, and the file system counts. What is still
 * being read from a peer stands in {@code large/spool/}, which each start empties.
 */
final class SideFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SideFiles.class);
    private static final int CHUNK = 64 << 10;

    private final SideFolder folder;
    private final Disk disk;
    private final Settings settings;
    private final SpoolBudget memory;
    private final Names names;

    /** Which names are in use. */
    private static final class Names {
        final long epoch;
        final AtomicLong last = new AtomicLong();

        /** Made here, and in no entry yet. */
        final Set<String> fresh = ConcurrentHashMap.newKeySet();

        /** In an entry that is on its way. */
        final Set<String> used = ConcurrentHashMap.newKeySet();

        /** In a durable entry, and still in {@code new/}. */
        final ConcurrentLinkedQueue<SideFile> toSettle = new ConcurrentLinkedQueue<>();

        Names(long epoch) {
            this.epoch = epoch;
        }

        String next(boolean sealed) {
            var number = last.incrementAndGet();
            return String.format(Locale.ROOT, "%012d-%08d", epoch, number)
                    + (sealed ? SideFolder.SEALED : SideFolder.PLAIN);
        }
    }

    /**
     * Makes the folders.
     *
     * @param epoch that no run before had, so that names never come again
     */
    SideFiles(SideFolder folder, Disk disk, Settings settings, long epoch) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.settings = settings;
        this.memory = new SpoolBudget(settings.spoolBytes());
        this.names = new Names(epoch);
        Disk.createFolder(folder.path());
        Disk.createFolder(folder.resolve("new"));
        Disk.createFolder(folder.resolve("spool"));
        for (var left : list(folder.resolve("spool"))) {
            disk.delete(left);
        }
    }

    private String next() {
        return names.next(folder.vault().isOn());
    }

    /** Takes bytes as they come from a peer. */
    Spool.Spooled spool() {
        return new SpoolFile(this, folder.resolve("spool").resolve(next()));
    }

    /** Bytes of the largest content in memory. */
    long most() {
        return settings.largeBytes();
    }

    Vault vault() {
        return folder.vault();
    }

    /** What a spool has written. */
    InputStream read(Path file) throws IOException {
        return folder.read(file);
    }

    Disk disk() {
        return disk;
    }

    SpoolBudget memory() {
        return memory;
    }

    /**
     * The bytes as an entry holds them: in memory up to the limit, else in a side file that is on
     * disk when this returns. {@code IOException}: they could not be read or written; nothing is
     * kept.
     */
    Content keep(Payload payload) throws IOException {
        if (payload instanceof Content content) {
            return content.side().isPresent() ? linked(content.side().get()) : content;
        }
        if (payload instanceof SpoolFile.Kept kept) {
            var whole = kept.inMemory();
            return whole.isPresent() ? Content.of(whole.get()) : adopted(kept);
        }
        return payload.size() <= settings.largeBytes()
                ? Content.of(payload.toBytes())
                : copied(payload);
    }

    private Content adopted(SpoolFile.Kept kept) throws IOException {
        var side = new SideFile(folder, next(), kept.size(), kept.digest());
        return made(side, () -> kept.moveTo(side.fresh()));
    }

    private Content linked(SideFile from) throws IOException {
        var side =
                new SideFile(
                        folder,
                        names.next(SideFolder.isSealed(from.name())),
                        from.length(),
                        from.digest());
        return made(side, () -> disk.link(from.path(), side.fresh()));
    }

    private Content copied(Payload payload) throws IOException {
        var name = next();
        var path = folder.resolve("new").resolve(name);
        try (var copy = new SideWriter(disk, path, folder.vault());
                var in = payload.open()) {
            var chunk = new byte[CHUNK];
            for (var got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                copy.write(chunk, 0, got);
            }
            if (copy.length() != payload.size()) {
                throw new IOException("the content changed while it was read");
            }
            copy.force();
            var side = new SideFile(folder, name, copy.length(), copy.digest());
            return made(side, () -> {});
        } catch (IOException e) {
            dropped(path);
            throw notKept(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Gives the file its name in {@code new/}, durably. */
    private Content made(SideFile side, Work naming) throws IOException {
        try {
            naming.run();
            disk.sync(folder.resolve("new"));
        } catch (IOException e) {
            dropped(side.fresh());
            throw notKept(e);
        }
        names.fresh.add(side.name());
        settleAll();
        return Content.of(side);
    }

    private IOException notKept(IOException cause) {
        return new IOException(
                "A large message could not be written to "
                        + folder.path()
                        + ", "
                        + Disk.free(folder.path())
                        + ": make room on the disk ("
                        + cause.getMessage()
                        + ")",
                cause);
    }

    /** No entry holds it: its file, if it has one, is not needed any more. */
    void discard(Content content) {
        content.side()
                .filter(s -> names.fresh.remove(s.name()) | names.used.remove(s.name()))
                .ifPresent(s -> dropped(s.fresh()));
    }

    /**
     * The entry that held it is pruned: its name goes, and the bytes with the last name. Calling it
     * again changes nothing.
     */
    void forget(Content content) throws IOException {
        var side = content.side();
        if (side.isPresent()) {
            disk.delete(side.get().fresh());
            disk.delete(side.get().settled());
        }
    }

    private void dropped(Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            LOG.debug("{} is left for the next start: {}", path.getFileName(), e.getMessage());
        }
    }

    /** Entries whose content belongs to an entry before them get a name of their own for it. */
    List<Entry> own(List<Entry> batch) throws IOException {
        if (Contents.sides(batch).isEmpty()) {
            return List.copyOf(batch);
        }
        var own = new ArrayList<Entry>(batch.size());
        for (var entry : batch) {
            own.add(own(entry));
        }
        return List.copyOf(own);
    }

    private Entry own(Entry entry) throws IOException {
        if (!(entry instanceof Entry.Received e) || !e.body().isLarge()) {
            Contents.sides(entry).forEach(this::use);
            return entry;
        }
        return use(e.body().side().orElseThrow())
                ? entry
                : new Entry.Received(
                        e.channel(),
                        e.version(),
                        e.at(),
                        e.origin(),
                        e.once(),
                        e.meta(),
                        e.identity(),
                        used(keep(e.body())));
    }

    private Content used(Content content) {
        content.side().ifPresent(this::use);
        return content;
    }

    /** False: an entry has it. */
    private boolean use(SideFile file) {
        return names.fresh.remove(file.name()) && names.used.add(file.name());
    }

    /** These are in durable entries now, or still in none. Returns at once. */
    void written(List<SideFile> files, boolean durable) {
        for (var file : files) {
            if (!names.used.remove(file.name())) {
                continue;
            }
            if (durable) {
                names.toSettle.add(file);
            } else {
                names.fresh.add(file.name());
            }
        }
    }

    /** Moves what is durable out of {@code new/}; at a crash in the middle it has both names. */
    void settleAll() {
        var some = new ArrayList<SideFile>();
        for (var file = names.toSettle.poll(); file != null; file = names.toSettle.poll()) {
            some.add(file);
        }
        try {
            settle(some);
        } catch (IOException e) {
            LOG.debug("large messages stay in new/ until the next start: {}", e.getMessage());
        }
    }

    private void settle(List<SideFile> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        for (var file : files) {
            if (Files.exists(file.fresh()) && !Files.exists(file.settled())) {
                disk.link(file.fresh(), file.settled());
            }
        }
        disk.sync(folder.path());
        for (var file : files) {
            disk.delete(file.fresh());
        }
    }

    /**
     * After a start: keeps of {@code new/} what the journal names, deletes what a crash left
     * without its entry.
     */
    void sweep(JournalLog log) throws IOException, InterruptedException {
        var left = new HashMap<String, Path>();
        var from = Long.MAX_VALUE;
        for (var file : list(folder.resolve("new"))) {
            var name = file.getFileName().toString();
            left.put(name, file);
            from = Math.min(from, epoch(name));
        }
        if (left.isEmpty()) {
            return;
        }
        var named = new ArrayList<SideFile>();
        try (var reader = log.follow(Ids.of(from, 0) - 1).withContent()) {
            while (reader.next(0)) {
                for (var side : Contents.sides(reader.entry())) {
                    if (left.remove(side.name()) != null) {
                        named.add(side);
                    }
                }
            }
        }
        settle(named);
        for (var orphan : left.values()) {
            disk.delete(orphan);
        }
        if (!left.isEmpty()) {
            LOG.info(
                    "Deleted {} files of large messages in {} that a crash left: nobody was told"
                            + " that they are kept",
                    left.size(),
                    folder.path());
        }
    }

    private static long epoch(String name) {
        try {
            return Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-'))));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
