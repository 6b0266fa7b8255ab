package dev.pons.core.store.index;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of the index, by day and by how long their messages are kept. The ids of a day begin
 * where those of the day before end. The index thread changes them, any thread looks.
 *
 * <p>Each file has a watermark of its own, committed with its rows: a replay begins at the {@link
 * IndexPosition} and passes over what a file has already.
 */
final class IndexDays {

    private static final Logger LOG = LoggerFactory.getLogger(IndexDays.class);
    private static final int OPEN_AT_ONCE = 4;

    private final Path folder;
    private final IndexGuard guard;
    private final IndexPosition position;
    private final IndexKept kept;

    /** As noted last. */
    private volatile long synced;

    /** By the first id of the day; replaced as a whole. */
    private volatile NavigableMap<Long, List<IndexFile>> days = new TreeMap<>();

    IndexDays(Path folder, IndexGuard guard) {
        this.folder = folder;
        this.guard = guard;
        this.position = new IndexPosition(folder);
        this.kept = new IndexKept(folder);
    }

    Path folder() {
        return folder;
    }

    /** How long messages are kept, by channel. */
    IndexKept kept() {
        return kept;
    }

    /**
     * Reads what is there. A file that is missing or damaged is made anew, alone, and filled by the
     * replay.
     *
     * @return from where to replay
     * @throws IOException it cannot be told what there should be: {@link #reset} helps
     */
    long load() throws IOException, SQLException {
        closeAll();
        days = new TreeMap<>();
        Files.createDirectories(folder);
        kept.load();
        var known = position.read();
        if (known.isEmpty()) {
            reset();
            return 0;
        }
        var from = known.get().upTo();
        synced = from;
        var all = new ArrayList<IndexFile>();
        for (var must : known.get().files().entrySet()) {
            var file = read(must.getKey());
            if (file.isPresent()) {
                all.add(file.get());
            } else {
                all.add(IndexFile.create(must.getKey(), folder, guard, must.getValue()));
                from = Math.min(from, must.getValue() - 1);
            }
        }
        for (var name : newer(known.get())) {
            read(name).ifPresent(all::add);
        }
        arrange(all);
        if (from < known.get().upTo()) {
            position(from);
        }
        return from;
    }

    /** Files that were made after the position was noted; all in them is behind it. */
    private List<IndexName> newer(IndexPosition.Known known) throws IOException {
        var names = new ArrayList<IndexName>();
        for (var name : position.files()) {
            var older = known.files().keySet().stream().anyMatch(k -> k.isPartOf(name));
            if (!known.files().containsKey(name)) {
                if (older) {
                    // it was left behind by a change that did not come to its end, or did
                    delete(name);
                } else {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private void delete(IndexName name) throws IOException {
        for (var end : List.of("-wal", "-shm", "")) {
            Files.deleteIfExists(folder.resolve(name.text() + end));
        }
    }

    private Optional<IndexFile> read(IndexName name) throws IOException, SQLException {
        try {
            if (Files.exists(folder.resolve(name.text()))) {
                return Optional.of(IndexFile.read(name, folder, guard));
            }
            LOG.warn("{} of the search index is missing and is built anew", name.text());
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
            LOG.warn("{} of the search index is built anew: {}", name.text(), e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} of the search index is built anew: {}", name.text(), e.getMessage());
        }
        delete(name);
        return Optional.empty();
    }

    private void arrange(List<IndexFile> all) {
        var byDay = new TreeMap<LocalDate, List<IndexFile>>();
        all.forEach(f -> byDay.computeIfAbsent(f.name().day(), d -> new ArrayList<>()).add(f));
        var next = new TreeMap<Long, List<IndexFile>>();
        for (var files : byDay.values()) {
            files.sort(Comparator.comparingLong(IndexFile::first));
            next.put(files.get(0).first(), List.copyOf(files));
        }
        days = next;
    }

    /** Every file; no order. */
    List<IndexFile> all() {
        return days.values().stream().flatMap(List::stream).toList();
    }

    /** Begins anew with nothing. */
    void reset() throws IOException {
        closeAll();
        days = new TreeMap<>();
        synced = 0;
        Files.createDirectories(folder);
        position.delete();
        for (var name : position.files()) {
            delete(name);
        }
    }

    /** Where a new message belongs; made if it is not there. */
    IndexFile forMessage(long id, long at, String channel) throws SQLException, IOException {
        var newest = days.lastEntry();
        var date = LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
        List<IndexFile> there = List.of();
        if (newest != null) {
            var current = newest.getValue().get(0).name().day();
            if (id < newest.getKey() || !date.isAfter(current)) {
                there = of(id);
                date = there.isEmpty() ? current : there.get(0).name().day();
            }
        }
        var replayed = replayed(id, there);
        if (replayed != null) {
            return replayed;
        }
        var wanted = kept.of(channel);
        for (var file : there) {
            if (file.name().kept().equals(wanted)) {
                return file;
            }
        }
        var fresh = IndexFile.create(new IndexName(date, wanted, 0), folder, guard, id);
        var all = new ArrayList<>(all());
        all.add(fresh);
        arrange(all);
        return fresh;
    }

    /**
     * A replay finds a message where it was, whatever is said of its channel now; one that is not
     * there was in the file that is built anew.
     */
    private @Nullable IndexFile replayed(long id, List<IndexFile> there) throws SQLException {
        if (there.stream().noneMatch(f -> id <= f.reach().watermark())) {
            return null;
        }
        var known = with(id);
        return known != null
                ? known
                : there.stream().filter(f -> id > f.reach().watermark()).findFirst().orElse(null);
    }

    /** The files of the day of a message; none, if no day may have it. */
    List<IndexFile> of(long message) {
        var entry = days.floorEntry(message);
        return entry == null ? List.of() : entry.getValue();
    }

    /** The file that has a message; the index thread. */
    @Nullable IndexFile with(long message) throws SQLException {
        var files = of(message);
        if (files.size() == 1) {
            return files.get(0).mayHave(message) ? files.get(0) : null;
        }
        for (var file : files) {
            if (file.has(message)) {
                return file;
            }
        }
        return null;
    }

    /** The last entry that any file knows. */
    long watermark() {
        return all().stream().mapToLong(f -> f.reach().watermark()).max().orElse(0);
    }

    /** Days in order, those that may have messages behind an id in that order. */
    List<List<IndexFile>> inOrder(boolean oldestFirst, long start) {
        var now = days;
        if (!oldestFirst) {
            return new ArrayList<>(now.headMap(start, false).descendingMap().values());
        }
        var from = now.floorKey(start);
        return new ArrayList<>((from == null ? now : now.tailMap(from, true)).values());
    }

    /** What another file has instead of one, or none has any more. */
    void replace(IndexFile file, @Nullable IndexFile by) throws IOException {
        var all = new ArrayList<>(all());
        all.remove(file);
        if (by != null) {
            all.add(by);
        }
        arrange(all);
        position(synced);
    }

    /** A damaged file begins anew, alone; from where to replay for it. */
    long anew(IndexFile file) throws IOException, SQLException {
        file.remove();
        var fresh = IndexFile.create(file.name(), folder, guard, file.first());
        synced = Math.min(synced, file.first() - 1);
        replace(file, fresh);
        return file.first() - 1;
    }

    /** Frees all but the newest few that are open. */
    void closeOld() throws IOException {
        var open = 0;
        for (var files : days.descendingMap().values()) {
            for (var file : files) {
                if (file.isOpen() && ++open > OPEN_AT_ONCE) {
                    file.settle();
                }
            }
        }
    }

    void closeAll() throws IOException {
        for (var file : all()) {
            file.close();
        }
    }

    /** The engine stops. */
    void settleAll() throws IOException {
        for (var file : all()) {
            file.settle();
        }
    }

    /** Up to here all files are synced; the files that there are at this moment. */
    synchronized void position(long upTo) throws IOException {
        position.write(upTo, all());
        synced = upTo;
    }
}
