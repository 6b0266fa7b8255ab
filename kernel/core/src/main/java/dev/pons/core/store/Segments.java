package dev.pons.core.store;

import dev.pons.core.store.keys.Vault;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** All segments of a journal, by epoch. Any thread. */
final class Segments implements Closeable {

    /** So many segments that are not written any more keep their table and an open file. */
    private static final int LATELY_USED = 16;

    private static final Pattern NAME = Pattern.compile("([0-9]{12})\\.log");

    private final Path folder;
    private final Vault vault;
    private final ConcurrentNavigableMap<Long, Segment> all = new ConcurrentSkipListMap<>();
    private final LinkedHashMap<Long, Segment> used = new LinkedHashMap<>(32, 0.75f, true);

    Segments(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    Vault vault() {
        return vault;
    }

    Path folder() {
        return folder;
    }

    Path path(long epoch) {
        return folder.resolve(String.format(Locale.ROOT, "%012d.log", epoch));
    }

    /** The files that are there, by epoch. */
    SortedMap<Long, Path> files() throws IOException {
        var found = new TreeMap<Long, Path>();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Long.valueOf(name.group(1)), file);
                }
            }
        }
        return found;
    }

    void add(Segment segment) {
        all.put(segment.epoch(), segment);
    }

    @Nullable Segment get(long epoch) {
        return all.get(epoch);
    }

    /**
     * The segment of an id, ready to be read often. {@code NoSuchFileException}: it is not here.
     */
    Segment of(long id) throws IOException {
        var segment = all.get(Ids.epoch(id));
        if (segment == null) {
            throw new NoSuchFileException("There is no entry " + Ids.text(id));
        }
        if (!isWritten(segment)) {
            touch(segment);
        }
        return segment;
    }

    /** The segment that is written; null: none was begun. */
    @Nullable Segment newest() {
        var newest = all.lastEntry();
        return newest == null ? null : newest.getValue();
    }

    /** All of them, oldest first. */
    Collection<Segment> all() {
        return all.values();
    }

    /** Closed segments, oldest first. */
    List<Segment> closed() {
        var found = new ArrayList<Segment>(all.values());
        if (!found.isEmpty()) {
            found.remove(found.size() - 1);
        }
        return found;
    }

    /** They stand in the archive: nobody finds them here any more, and their files go. */
    void delete(List<Segment> group, Disk disk) throws IOException {
        for (var segment : group) {
            all.remove(segment.epoch());
            synchronized (used) {
                used.remove(segment.epoch());
            }
            segment.forget();
            disk.delete(segment.path());
        }
        disk.sync(folder);
    }

    /** It is the newest, so that more may come. */
    boolean isWritten(Segment segment) {
        var newest = all.lastEntry();
        return newest != null && newest.getKey() == segment.epoch();
    }

    /** The first one with at least this epoch. */
    @Nullable Segment from(long epoch) {
        Entry<Long, Segment> next = all.ceilingEntry(epoch);
        return next == null ? null : next.getValue();
    }

    /** Id of the last entry; 0: there is none. */
    long last() throws IOException {
        for (var segment : all.descendingMap().values()) {
            if (segment.count() > 0) {
                return Ids.of(segment.epoch(), segment.count() - 1);
            }
        }
        return 0;
    }

    /** Durable entries behind an id. */
    long countAfter(long id) throws IOException {
        var sum = 0L;
        for (var segment : all.tailMap(Ids.epoch(id), true).values()) {
            var count = segment.count();
            sum += segment.epoch() == Ids.epoch(id) ? count - Ids.sequence(id) - 1 : count;
        }
        return Math.max(0, sum);
    }

    /** It was used just now; forgets the one that was not for longest. */
    void touch(Segment segment) throws IOException {
        Segment left = null;
        synchronized (used) {
            used.put(segment.epoch(), segment);
            if (used.size() > LATELY_USED) {
                var eldest = used.values().iterator();
                left = eldest.next();
                eldest.remove();
            }
        }
        if (left != null) {
            left.forget();
        }
    }

    @Override
    public void close() throws IOException {
        for (var segment : all.values()) {
            segment.forget();
        }
    }
}
