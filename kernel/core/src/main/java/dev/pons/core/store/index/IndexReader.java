package dev.pons.core.store.index;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A connection to one file of the index, for one search at a time. */
final class IndexReader implements AutoCloseable {

    static final String ONE =
            "SELECT message.*, channel, type FROM message JOIN kind ON kind.id=message.kind"
                    + " WHERE message.id=?";

    private final IndexFile file;
    private final Connection connection;
    private final PreparedStatement one;

    IndexReader(IndexFile file) throws SQLException {
        this.file = file;
        this.connection = Sqlite.open(file.path());
        this.one = connection.prepareStatement(ONE);
    }

    IndexFile file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    /** Null: it is not in this file. */
    @Nullable Stored one(long id) throws SQLException {
        one.setLong(1, id);
        try (var row = one.executeQuery()) {
            return row.next() ? stored(row, file.guard()) : null;
        }
    }

    /** A row of messages with their kinds. */
    static Stored stored(ResultSet row, IndexGuard guard) throws SQLException {
        return new Stored(
                row.getLong("id"),
                row.getString("channel"),
                row.getString("type"),
                row.getLong("at"),
                IndexTables.state(row.getInt("state")),
                Stored.text(guard, row.getBytes("control")),
                Stored.text(guard, row.getBytes("patient")),
                Stored.text(guard, row.getBytes("reason")),
                guard.show(row.getBytes("history")));
    }

    /** A channel and a type. */
    record Kind(int id, String channel, String type) {}

    /** Those that fit. */
    List<Kind> kinds(Predicate<Kind> fits) throws SQLException {
        var list = new ArrayList<Kind>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id, channel, type FROM kind")) {
            while (row.next()) {
                var kind = new Kind(row.getInt(1), row.getString(2), row.getString(3));
                if (fits.test(kind)) {
                    list.add(kind);
                }
            }
        }
        return list;
    }

    /** A number that a question gives; a default if it gives none. */
    long number(String question, long value, long none) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, value);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return none;
                }
                var found = row.getLong(1);
                return row.wasNull() ? none : found;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
