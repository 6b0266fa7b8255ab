package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;

/**
 * One file of the index: the messages from one id up to the first of the next file, accepted on one
 * day (UTC) or, when the clock went back, before it. The index thread writes; others read the few
 * facts that are here and open a connection of their own.
 */
final class IndexDay implements Closeable {

    private static final int SCHEMA = 1;

    private final LocalDate day;
    private final Path file;
    private final long first;
    private volatile long watermark;
    private volatile long earliest;
    private @Nullable IndexTables tables;

    private IndexDay(LocalDate day, Path file, long first, long watermark, long earliest) {
        this.day = day;
        this.file = file;
        this.first = first;
        this.watermark = watermark;
        this.earliest = earliest;
    }

    /** Makes the file of a day that begins with a message. */
    static IndexDay create(LocalDate day, Path file, long first) throws SQLException {
        try (var connection = Sqlite.open(file)) {
            connection.setAutoCommit(false);
            IndexTables.create(connection);
            try (var meta = connection.prepareStatement("INSERT INTO meta VALUES(1,?,?,?,?)")) {
                meta.setInt(1, SCHEMA);
                meta.setLong(2, first);
                meta.setLong(3, first - 1);
                meta.setLong(4, Long.MAX_VALUE);
                meta.executeUpdate();
            }
            connection.commit();
        }
        return new IndexDay(day, file, first, first - 1, Long.MAX_VALUE);
    }

    /** A file that is there. Empty or of another schema: damage. */
    static IndexDay read(LocalDate day, Path file) throws SQLException, IOException {
        try (var connection = Sqlite.open(file);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM meta")) {
            if (!row.next() || row.getInt("schema") != SCHEMA) {
                throw new IOException(file + " is an index of another version");
            }
            return new IndexDay(
                    day,
                    file,
                    row.getLong("first"),
                    row.getLong("watermark"),
                    row.getLong("earliest"));
        }
    }

    LocalDate day() {
        return day;
    }

    Path file() {
        return file;
    }

    /** The id of its first message. */
    long first() {
        return first;
    }

    /** All entries up to this one that concern the day are in it. */
    long watermark() {
        return watermark;
    }

    /** The earliest time of a message in it. */
    long earliest() {
        return earliest;
    }

    /** One transaction: the changes, and how far they reach. */
    void apply(Collection<MessageChange> changes, long upTo) throws SQLException {
        var now = tables;
        if (now == null) {
            now = new IndexTables(Sqlite.open(file));
            tables = now;
        }
        var low = earliest;
        for (var change : changes) {
            change.write(now);
            low = Math.min(low, change.acceptedAt());
        }
        now.reached(upTo, low);
        now.commit();
        watermark = upTo;
        earliest = low;
    }

    boolean isOpen() {
        return tables != null;
    }

    /** A connection for one search; the caller closes it. */
    Connection connect() throws SQLException {
        return Sqlite.open(file);
    }

    /** Frees the file; a later change opens it again. */
    @Override
    public void close() throws IOException {
        var now = tables;
        tables = null;
        if (now != null) {
            try {
                now.close();
            } catch (SQLException e) {
                throw new IOException("Cannot close " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
