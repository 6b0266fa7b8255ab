package dev.pons.core.store.notes;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Notes;
import dev.pons.core.store.index.IndexGuard;
import dev.pons.core.store.index.Sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code remembered/notes.db}. Keys and values are hidden as the index hides its columns. A commit
 * outlives the process; what the power takes of it, the journal gives again.
 */
public final class NoteFile implements Notes, Closeable {

    private static final int SCHEMA = 1;

    private final Path path;
    private final IndexGuard guard;
    private final Connection writing;
    private final Connection reading;
    private final PreparedStatement find;
    private volatile long upTo;

    private NoteFile(Path path, IndexGuard guard, Connection writing)
            throws SQLException, IOException {
        this.path = path;
        this.guard = guard;
        this.writing = writing;
        Sqlite.run(
                writing,
                "PRAGMA wal_autocheckpoint=1000",
                "CREATE TABLE IF NOT EXISTS meta(one INTEGER PRIMARY KEY, version INTEGER, guard"
                        + " TEXT, upto INTEGER)",
                "CREATE TABLE IF NOT EXISTS note(name TEXT, key BLOB, packed BLOB, until INTEGER,"
                        + " PRIMARY KEY(name, key)) WITHOUT ROWID",
                "CREATE INDEX IF NOT EXISTS ends ON note(until) WHERE until > 0");
        this.upTo = begin();
        this.reading = Sqlite.open(path);
        this.find =
                reading.prepareStatement("SELECT packed, until FROM note WHERE name=? AND key=?");
        writing.setAutoCommit(false);
    }

    /**
     * Opens the file below a folder, or makes it.
     *
     * @param key that protects what is sensitive in it; empty: nothing does
     */
    public static NoteFile open(Path folder, Optional<byte[]> key) throws IOException {
        var path = folder.resolve("notes.db");
        try {
            Files.createDirectories(folder);
            var connection = Sqlite.create(path);
            try {
                return new NoteFile(path, IndexGuard.of(key), connection);
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(
                    "What channels remember cannot be read from "
                            + path
                            + " ("
                            + e.getMessage()
                            + "): put the file back from a copy; without it, it is made again of"
                            + " what the journal still has",
                    e);
        }
    }

    /** How far it is; hides what stands in the open if it should not. */
    private long begin() throws SQLException, IOException {
        var meta = meta();
        if (meta.isEmpty()) {
            try (var insert = writing.prepareStatement("INSERT INTO meta VALUES(1,?,?,0)")) {
                insert.setInt(1, SCHEMA);
                insert.setString(2, guard.name());
                insert.executeUpdate();
            }
            return 0;
        }
        var written = meta.get();
        if (written.version() != SCHEMA) {
            throw new IOException(
                    path + " is of another version of Pons: start the one that wrote it");
        }
        if (!guard.name().equals(written.guard())) {
            if (!written.guard().isEmpty()) {
                throw new IOException(
                        path + " was written with another key: put the right key back");
            }
            hide();
        }
        return written.upTo();
    }

    private record Meta(int version, String guard, long upTo) {}

    private Optional<Meta> meta() throws SQLException {
        try (var statement = writing.createStatement();
                var row = statement.executeQuery("SELECT version, guard, upto FROM meta")) {
            return row.next()
                    ? Optional.of(new Meta(row.getInt(1), row.getString(2), row.getLong(3)))
                    : Optional.empty();
        }
    }

    /** Encryption was switched on since: what stands here in the open is hidden. */
    private void hide() throws SQLException {
        Sqlite.run(writing, "CREATE TEMP TABLE hidden AS SELECT * FROM note WHERE 0");
        writing.setAutoCommit(false);
        try (var all = writing.createStatement();
                var row = all.executeQuery("SELECT name, key, packed, until FROM note");
                var put = writing.prepareStatement("INSERT INTO hidden VALUES(?,?,?,?)");
                var name = writing.prepareStatement("UPDATE meta SET guard=?")) {
            while (row.next()) {
                put.setString(1, row.getString(1));
                put.setBytes(2, guard.hide(row.getBytes(2)));
                put.setBytes(3, guard.hide(row.getBytes(3)));
                put.setLong(4, row.getLong(4));
                put.executeUpdate();
            }
            name.setString(1, guard.name());
            name.executeUpdate();
        }
        Sqlite.run(
                writing,
                "DELETE FROM note",
                "INSERT INTO note SELECT * FROM hidden",
                "DROP TABLE hidden");
        writing.commit();
        writing.setAutoCommit(true);
        Sqlite.run(writing, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private byte[] hidden(String text) {
        return guard.hide(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Note> find(String table, String key) throws IOException {
        var hidden = hidden(key);
        synchronized (find) {
            try {
                find.setString(1, table);
                find.setBytes(2, hidden);
                try (var row = find.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    new Note(
                                            Packed.values(guard.show(row.getBytes(1))),
                                            row.getLong(2)))
                            : Optional.empty();
                }
            } catch (SQLException e) {
                throw unwell(e);
            }
        }
    }

    @Override
    public synchronized void put(List<Entry.Remembered> left, long last) throws IOException {
        try (var put = writing.prepareStatement("INSERT OR REPLACE INTO note VALUES(?,?,?,?)");
                var drop = writing.prepareStatement("DELETE FROM note WHERE name=? AND key=?");
                var mark = writing.prepareStatement("UPDATE meta SET upto=?")) {
            for (var one : left) {
                if (one.values().isEmpty()) {
                    drop.setString(1, one.table());
                    drop.setBytes(2, hidden(one.key()));
                    drop.executeUpdate();
                } else if (isNewest(one)) {
                    put.setString(1, one.table());
                    put.setBytes(2, hidden(one.key()));
                    put.setBytes(3, guard.hide(Packed.bytes(one.values())));
                    put.setLong(4, one.until());
                    put.executeUpdate();
                }
            }
            mark.setLong(1, last);
            mark.executeUpdate();
            writing.commit();
            upTo = last;
        } catch (SQLException e) {
            undo();
            throw unwell(e);
        }
    }

    /** A number of a sequence may be written behind a larger one of another channel. */
    private boolean isNewest(Entry.Remembered one) throws SQLException, IOException {
        if (!one.table().equals(SEQUENCES)) {
            return true;
        }
        try (var now = writing.prepareStatement("SELECT packed FROM note WHERE name=? AND key=?")) {
            now.setString(1, one.table());
            now.setBytes(2, hidden(one.key()));
            try (var row = now.executeQuery()) {
                return !row.next()
                        || number(Packed.values(guard.show(row.getBytes(1))))
                                < number(one.values());
            }
        }
    }

    private static long number(Map<String, String> values) {
        return Long.parseLong(values.getOrDefault(NUMBER, "0"));
    }

    private void undo() throws IOException {
        try {
            writing.rollback();
        } catch (SQLException e) {
            throw unwell(e);
        }
    }

    @Override
    public long upTo() {
        return upTo;
    }

    @Override
    public synchronized long expire(long now) throws IOException {
        try (var drop =
                writing.prepareStatement("DELETE FROM note WHERE until > 0 AND until <= ?")) {
            drop.setLong(1, now);
            var gone = drop.executeUpdate();
            writing.commit();
            return gone;
        } catch (SQLException e) {
            undo();
            throw unwell(e);
        }
    }

    @Override
    public Map<String, Long> sizes() throws IOException {
        var sizes = new LinkedHashMap<String, Long>();
        synchronized (find) {
            try (var statement = reading.createStatement();
                    var row =
                            statement.executeQuery(
                                    "SELECT name, count(*) FROM note GROUP BY name")) {
                while (row.next()) {
                    sizes.put(row.getString(1), row.getLong(2));
                }
                return sizes;
            } catch (SQLException e) {
                throw unwell(e);
            }
        }
    }

    private IOException unwell(SQLException e) {
        return new IOException(
                "What channels remember ("
                        + path
                        + ") cannot be used: "
                        + e.getMessage()
                        + "; check the disk",
                e);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            reading.close();
            writing.close();
        } catch (SQLException e) {
            throw unwell(e);
        }
    }
}
