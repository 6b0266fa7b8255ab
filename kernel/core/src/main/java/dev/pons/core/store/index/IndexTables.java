package dev.pons.core.store.index;

import dev.pons.core.control.MessageState;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The tables of one file of the index, for the thread that writes them. */
final class IndexTables implements AutoCloseable {

    private static final List<MessageState> STATES =
            List.of(
                    MessageState.REFUSED,
                    MessageState.ACCEPTED,
                    MessageState.QUEUED,
                    MessageState.HELD,
                    MessageState.DROPPED,
                    MessageState.REFUSED_LATER,
                    MessageState.DONE,
                    MessageState.SPLIT,
                    MessageState.AGGREGATED);

    private static final String[] SCHEMA = {
        "CREATE TABLE meta(one INTEGER PRIMARY KEY CHECK(one=1), schema INTEGER, guard TEXT,"
                + " first INTEGER, last INTEGER, watermark INTEGER, earliest INTEGER)",
        "CREATE TABLE kind(id INTEGER PRIMARY KEY, channel TEXT, type TEXT)",
        "CREATE TABLE message(id INTEGER PRIMARY KEY, kind INTEGER, at INTEGER, state INTEGER,"
                + " control BLOB, patient BLOB, reason BLOB, history BLOB)",
        "CREATE INDEX by_kind ON message(kind)",
        "CREATE INDEX by_state ON message(state, kind) WHERE state<>6",
        "CREATE TABLE mark(first INTEGER PRIMARY KEY, low INTEGER, high INTEGER)",
        "CREATE TABLE found(bucket INTEGER, run INTEGER, data BLOB, PRIMARY KEY(bucket, run))"
                + " WITHOUT ROWID",
        "CREATE TABLE tail(id INTEGER PRIMARY KEY, data BLOB)"
    };

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement select;
    private final PreparedStatement reached;
    private final Words words;

    /** The parts of it that have statements of their own. */
    private record Words(IndexKinds kinds, IndexMarks marks, Postings postings) {}

    IndexTables(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO message VALUES(?,?,?,?,?,?,?,?)");
        update =
                connection.prepareStatement(
                        "UPDATE message SET state=?, reason=?, history=? WHERE id=?");
        select = connection.prepareStatement("SELECT at, history FROM message WHERE id=?");
        reached = connection.prepareStatement("UPDATE meta SET watermark=?, earliest=?, last=?");
        words =
                new Words(
                        new IndexKinds(connection),
                        new IndexMarks(connection),
                        new Postings(connection));
    }

    static void create(Connection connection) throws SQLException {
        Sqlite.run(connection, SCHEMA);
    }

    /** Codes in the files. */
    static int code(MessageState state) {
        return STATES.indexOf(state);
    }

    static MessageState state(int code) {
        return STATES.get(code);
    }

    /** What a row has; hidden, as it stands in the file. */
    record Row(
            long id,
            String channel,
            String type,
            long at,
            MessageState state,
            byte[] control,
            byte[] patient,
            byte[] reason,
            byte[] history) {}

    void insert(Row row) throws SQLException {
        words.marks().add(row.id(), row.at());
        insert.setLong(1, row.id());
        insert.setInt(2, words.kinds().of(row.channel(), row.type()));
        insert.setLong(3, row.at());
        insert.setInt(4, code(row.state()));
        insert.setBytes(5, row.control());
        insert.setBytes(6, row.patient());
        insert.setBytes(7, row.reason());
        insert.setBytes(8, row.history());
        insert.executeUpdate();
    }

    void update(long id, MessageState state, byte[] reason, byte[] history) throws SQLException {
        update.setInt(1, code(state));
        update.setBytes(2, reason);
        update.setBytes(3, history);
        update.setLong(4, id);
        update.executeUpdate();
    }

    /** When it was accepted, and its story, hidden. */
    record Known(long at, byte[] history) {}

    /** Null: it is not in this file. */
    @Nullable Known known(long id) throws SQLException {
        select.setLong(1, id);
        try (var found = select.executeQuery()) {
            return found.next() ? new Known(found.getLong(1), found.getBytes(2)) : null;
        }
    }

    /** A message is found by a value from now on. */
    void found(long hash, long id) {
        words.postings().add(hash, id);
    }

    /**
     * One transaction ends.
     *
     * @param last the last message in the file
     */
    void commit(long upTo, long earliest, long last) throws SQLException {
        words.postings().write();
        words.marks().write();
        reached.setLong(1, upTo);
        reached.setLong(2, earliest);
        reached.setLong(3, last);
        reached.executeUpdate();
        connection.commit();
    }

    /** Nothing is added for a while. */
    void settle() throws SQLException {
        words.postings().settle();
        connection.commit();
    }

    /** What was not committed never was. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
