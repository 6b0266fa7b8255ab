package dev.pons.core.store;

import dev.pons.core.store.keys.Vault;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All runs: what was compacted out of the journal, in {@code archive/}. The keeper's thread changes
 * it, any thread reads.
 */
final class Archive implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final long CACHE = 8L << 20;
    private static final int TRIES = 5;

    private final Path folder;
    private final Path large;
    private final Disk disk;
    private final BlockFile.Shared shared;
    private final ConcurrentNavigableMap<Long, Run> runs = new ConcurrentSkipListMap<>();

    /**
     * Not loaded yet.
     *
     * @param data folder of the store
     */
    Archive(Path data, Disk disk, Vault vault) {
        this.folder = data.resolve("archive");
        this.large = data.resolve("large");
        this.disk = disk;
        this.shared = new BlockFile.Shared(vault, new BlockCache(CACHE), new OpenFiles());
    }

    Path folder() {
        return folder;
    }

    Disk disk() {
        return disk;
    }

    BlockFile.Shared shared() {
        return shared;
    }

    /** Finds what is there, and finishes what a crash left half done. Before anyone reads. */
    void load() throws IOException {
        Disk.createFolder(folder);
        var named = new HashSet<Path>();
        var files = list();
        for (var file : files) {
            if (file.getFileName().toString().endsWith(RunFile.SUFFIX)) {
                load(file, named);
            }
        }
        for (var file : files) {
            if (!named.contains(file)) {
                LOG.debug("{} belongs to nothing that was finished, and is deleted", file);
                disk.delete(file);
            }
        }
    }

    private void load(Path file, HashSet<Path> named) throws IOException {
        var lists = RunFile.read(file);
        var name = Run.name(lists.first(), lists.first() + lists.counts().length - 1);
        bury(lists.dying());
        var volumes =
                lists.labels().stream()
                        .map(label -> Volume.of(folder, name, label, shared))
                        .toList();
        if (volumes.isEmpty()) {
            return;
        }
        var run = new Run(lists.first(), lists.counts(), volumes, lists.later());
        if (!lists.dying().isEmpty()) {
            RunFile.write(folder, name, RunFile.Lists.of(run, List.of()), disk);
        }
        named.add(file);
        volumes.forEach(v -> v.files().forEach(f -> named.add(f.path())));
        runs.put(run.first(), run);
    }

    private List<Path> list() throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            files.forEach(all::add);
        }
        return all;
    }

    Collection<Run> runs() {
        return runs.values();
    }

    /** The run with an epoch; null: it was not compacted, or all of it is deleted. */
    @Nullable Run of(long epoch) {
        var found = runs.floorEntry(epoch);
        return found != null && found.getValue().has(epoch) ? found.getValue() : null;
    }

    /** The first run with this epoch or a later one. */
    @Nullable Run from(long epoch) {
        var here = of(epoch);
        if (here != null) {
            return here;
        }
        var next = runs.higherEntry(epoch);
        return next == null ? null : next.getValue();
    }

    /** The last epoch that was compacted; 0: none was. */
    long last() {
        var last = runs.lastEntry();
        return last == null ? 0 : last.getValue().last();
    }

    /** The last id in it; 0: none is. */
    long lastId() {
        var last = runs.lastEntry();
        return last == null ? 0 : last.getValue().lastId();
    }

    Entry read(long id) throws IOException {
        for (var left = TRIES; ; left--) {
            var run = of(Ids.epoch(id));
            if (run == null) {
                throw missing(id);
            }
            try {
                var found = run.read(id);
                if (found == null) {
                    throw missing(id);
                }
                return found;
            } catch (NoSuchFileException e) {
                // replaced meanwhile
                if (left == 0 || of(Ids.epoch(id)) == run) {
                    throw e;
                }
            }
        }
    }

    static IOException missing(long id) {
        return new EntryGone(id);
    }

    long countAfter(long id) {
        var sum = 0L;
        for (var run : runs.values()) {
            sum += run.last() < Ids.epoch(id) ? 0 : run.countAfter(id);
        }
        return sum;
    }

    /** A run whose files are written and synced counts from now on. */
    void add(Run run) throws IOException {
        RunFile.write(folder, run.name(), RunFile.Lists.of(run, List.of()), disk);
        FailPoint.COMPACTED.pass();
        runs.put(run.first(), run);
    }

    /**
     * Puts a run in place of another with the same epochs; files and side files that only the old
     * one has are deleted.
     *
     * @param dying side files that go
     */
    void replace(Run old, Run by, List<String> dying) throws IOException {
        RunFile.write(folder, by.name(), RunFile.Lists.of(by, dying), disk);
        FailPoint.PRUNED.pass();
        if (by.volumes().isEmpty()) {
            runs.remove(by.first());
        } else {
            runs.put(by.first(), by);
        }
        var kept = new HashSet<BlockFile>();
        by.volumes().forEach(v -> kept.addAll(v.files()));
        for (var volume : old.volumes()) {
            for (var file : volume.files()) {
                if (!kept.contains(file)) {
                    shared.open().forget(file);
                    shared.cache().forget(file);
                    disk.delete(file.path());
                }
            }
        }
        bury(dying);
        if (by.volumes().isEmpty()) {
            disk.delete(folder.resolve(by.name() + RunFile.SUFFIX));
        } else if (!dying.isEmpty()) {
            RunFile.write(folder, by.name(), RunFile.Lists.of(by, List.of()), disk);
        }
        disk.sync(folder);
    }

    /** They are gone for good before the list that names them is. */
    private void bury(List<String> dying) throws IOException {
        for (var side : dying) {
            disk.delete(large.resolve(side));
        }
        if (!dying.isEmpty()) {
            disk.sync(large);
        }
    }

    @Override
    public void close() throws IOException {
        for (var run : runs.values()) {
            for (var volume : run.volumes()) {
                for (var file : volume.files()) {
                    file.close();
                }
            }
        }
    }
}
