package dev.pons.core.store.index;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * One file of the index: messages accepted on one day (UTC) or, when the clock went back, before
 * it, that are kept equally long. The index thread writes; others read the few facts that are here
 * and have connections of their own.
 */
final class IndexFile {

    private static final int SCHEMA = 2;

    private final IndexName name;
    private final Path path;
    private final IndexGuard guard;
    private final long first;
    private volatile Reach reach;
    private volatile boolean gone;
    private @Nullable IndexTables tables;

    /**
     * How far it is.
     *
     * @param last the last message in it
     * @param watermark all entries up to this one that concern it are in it
     * @param earliest time of a message in it
     */
    record Reach(long last, long watermark, long earliest) {}

    private IndexFile(IndexName name, Path path, IndexGuard guard, long first, Reach reach) {
        this.name = name;
        this.path = path;
        this.guard = guard;
        this.first = first;
        this.reach = reach;
    }

    /** Makes a file whose first message is not before an id. */
    static IndexFile create(IndexName name, Path folder, IndexGuard guard, long first)
            throws SQLException, IOException {
        var path = folder.resolve(name.text());
        delete(path);
        var reach = new Reach(first - 1, first - 1, Long.MAX_VALUE);
        try (var connection = Sqlite.create(path)) {
            connection.setAutoCommit(false);
            IndexTables.create(connection);
            try (var meta = connection.prepareStatement("INSERT INTO meta VALUES(1,?,?,?,?,?,?)")) {
                meta.setInt(1, SCHEMA);
                meta.setString(2, guard.name());
                meta.setLong(3, first);
                meta.setLong(4, reach.last());
                meta.setLong(5, reach.watermark());
                meta.setLong(6, reach.earliest());
                meta.executeUpdate();
            }
            connection.commit();
        }
        return new IndexFile(name, path, guard, first, reach);
    }

    /** A file that is there. Empty, of another schema or another key: damage. */
    static IndexFile read(IndexName name, Path folder, IndexGuard guard)
            throws SQLException, IOException {
        var path = folder.resolve(name.text());
        try (var connection = Sqlite.open(path);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM meta")) {
            if (!row.next() || row.getInt("schema") != SCHEMA) {
                throw new IOException(path + " is an index of another version");
            }
            if (!guard.name().equals(row.getString("guard"))) {
                throw new IOException(path + " was written with another key, or none");
            }
            var reach =
                    new Reach(
                            row.getLong("last"), row.getLong("watermark"), row.getLong("earliest"));
            return new IndexFile(name, path, guard, row.getLong("first"), reach);
        }
    }

    IndexName name() {
        return name;
    }

    Path path() {
        return path;
    }

    IndexGuard guard() {
        return guard;
    }

    /** No message before this id is in it. */
    long first() {
        return first;
    }

    Reach reach() {
        return reach;
    }

    /** It may be in it, by its id. */
    boolean mayHave(long message) {
        return message >= first && message <= reach.last();
    }

    /** It is in it; the index thread. */
    boolean has(long message) throws SQLException {
        return mayHave(message) && tables().known(message) != null;
    }

    /** One transaction: the changes, and how far they reach. */
    void apply(List<MessageChange> changes, long upTo) throws SQLException, IOException {
        var now = tables();
        var low = reach.earliest();
        var high = reach.last();
        for (var change : changes) {
            change.write(now, guard);
            low = Math.min(low, change.acceptedAt());
            high = Math.max(high, change.isNew() ? change.id() : 0);
        }
        now.commit(upTo, low, high);
        reach = new Reach(high, upTo, low);
    }

    private IndexTables tables() throws SQLException {
        var now = tables;
        if (now == null) {
            now = new IndexTables(Sqlite.open(path));
            tables = now;
        }
        return now;
    }

    boolean isOpen() {
        return tables != null;
    }

    /** Frees it; a later change opens it again. What was begun and not committed is left. */
    void close() throws IOException {
        var now = tables;
        tables = null;
        if (now != null) {
            try {
                now.close();
            } catch (SQLException e) {
                throw new IOException("Cannot close " + path + ": " + e.getMessage(), e);
            }
        }
    }

    /** Frees it for long. */
    void settle() throws IOException {
        var now = tables;
        if (now != null) {
            try {
                now.settle();
            } catch (SQLException e) {
                throw new IOException("Cannot close " + path + ": " + e.getMessage(), e);
            }
        }
        close();
    }

    /** It is not part of the index any more. */
    boolean isGone() {
        return gone;
    }

    /** Takes it off the disk; the bytes that come back. */
    long remove() throws IOException {
        gone = true;
        close();
        return delete(path);
    }

    private static long delete(Path path) throws IOException {
        var sum = 0L;
        for (var end : List.of("-wal", "-shm", "")) {
            var file = path.resolveSibling(path.getFileName() + end);
            sum += file.toFile().length();
            Files.deleteIfExists(file);
        }
        return sum;
    }

    /** Bytes on disk. */
    long bytes() {
        return path.toFile().length()
                + path.resolveSibling(path.getFileName() + "-wal").toFile().length();
    }
}
