package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The files of the index, by the id of their first message. The index thread changes them, any
 * thread looks.
 *
 * <p>The file {@code position} says up to which entry all of them are synced, and which files there
 * must be. Each file has a watermark of its own besides, committed with its rows: a replay begins
 * at the position and passes over what a file has already.
 */
final class IndexDays {

    private static final int OPEN_AT_ONCE = 3;
    private static final String SUFFIX = ".db";

    private final Path folder;
    private final ConcurrentNavigableMap<Long, IndexDay> days = new ConcurrentSkipListMap<>();

    IndexDays(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * Reads what is there.
     *
     * @return from where to replay
     * @throws IOException files are missing or cannot be understood: {@link #reset} helps
     */
    long load() throws IOException, SQLException {
        closeAll();
        days.clear();
        Disk.createFolder(folder);
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve("position"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            reset();
            return 0;
        }
        var position = lines.isEmpty() ? null : Ids.parse(lines.get(0));
        if (position == null || position.isEmpty()) {
            throw new IOException(folder.resolve("position") + " is not whole");
        }
        for (var name : lines.subList(1, lines.size())) {
            if (!Files.exists(folder.resolve(name))) {
                throw new IOException(folder.resolve(name) + " is missing");
            }
        }
        readDays();
        return position.getAsLong();
    }

    private void readDays() throws IOException, SQLException {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                try {
                    var day = LocalDate.parse(name.substring(0, name.length() - SUFFIX.length()));
                    var read = IndexDay.read(day, file);
                    days.put(read.first(), read);
                } catch (DateTimeParseException e) {
                    throw new IOException(file + " does not belong into an index folder", e);
                }
            }
        }
    }

    /** Begins anew with nothing. */
    void reset() throws IOException {
        closeAll();
        days.clear();
        Disk.createFolder(folder);
        Files.deleteIfExists(folder.resolve("position"));
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX + "*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /**
     * Where a new message belongs; a later day than the newest one gets a file that begins here.
     */
    IndexDay forMessage(long id, long at) throws SQLException {
        var newest = days.lastEntry();
        var day = LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
        if (newest != null && (id < newest.getKey() || !day.isAfter(newest.getValue().day()))) {
            var known = of(id);
            return known == null ? newest.getValue() : known;
        }
        var fresh = IndexDay.create(day, folder.resolve(day + SUFFIX), id);
        days.put(id, fresh);
        return fresh;
    }

    /** The file of a message; null: none knows it. */
    @Nullable IndexDay of(long message) {
        var entry = days.floorEntry(message);
        return entry == null ? null : entry.getValue();
    }

    /** The last entry that any file knows. */
    long watermark() {
        return days.values().stream().mapToLong(IndexDay::watermark).max().orElse(0);
    }

    /** Newest first, those with messages before an id. */
    List<IndexDay> before(long id) {
        return new ArrayList<>(days.headMap(id, false).descendingMap().values());
    }

    /** Oldest first, those with messages after an id. */
    List<IndexDay> after(long id) {
        var from = days.floorKey(id);
        return new ArrayList<>(days.tailMap(from == null ? id : from, true).values());
    }

    /** Frees all but the newest few that are open. */
    void closeOld() throws IOException {
        var open = 0;
        for (var day : days.descendingMap().values()) {
            if (day.isOpen() && ++open > OPEN_AT_ONCE) {
                day.close();
            }
        }
    }

    void closeAll() throws IOException {
        for (var day : days.values()) {
            day.close();
        }
    }

    /** Up to here all files are synced. */
    void position(long upTo) throws IOException {
        var text = new StringBuilder(Ids.text(upTo)).append('\n');
        for (var day : days.values()) {
            text.append(day.file().getFileName()).append('\n');
        }
        var next = folder.resolve("position.next");
        Files.writeString(next, text);
        Files.move(
                next,
                folder.resolve("position"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
