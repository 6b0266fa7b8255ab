package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The tables of one day, for the thread that writes them. */
final class IndexTables implements AutoCloseable {

    private static final List<MessageState> STATES =
            List.of(
                    MessageState.REFUSED,
                    MessageState.ACCEPTED,
                    MessageState.QUEUED,
                    MessageState.HELD,
                    MessageState.DROPPED,
                    MessageState.REFUSED_LATER,
                    MessageState.DONE);

    private static final String[] SCHEMA = {
        "CREATE TABLE meta(one INTEGER PRIMARY KEY CHECK(one=1), schema INTEGER, first INTEGER,"
                + " watermark INTEGER, earliest INTEGER)",
        "CREATE TABLE message(id INTEGER PRIMARY KEY, channel TEXT, at INTEGER, control TEXT,"
                + " type TEXT, patient TEXT, state INTEGER, size INTEGER, reason TEXT,"
                + " origin INTEGER, parent INTEGER, version INTEGER)",
        "CREATE TABLE delivery(message INTEGER, destination TEXT, state INTEGER,"
                + " attempts INTEGER, at INTEGER, reason TEXT, changed INTEGER,"
                + " PRIMARY KEY(message, destination)) WITHOUT ROWID",
        "CREATE TABLE act(id INTEGER PRIMARY KEY, message INTEGER, destination TEXT,"
                + " at INTEGER, act TEXT, who TEXT, why TEXT)",
        "CREATE INDEX by_channel ON message(channel)",
        "CREATE INDEX by_control ON message(control) WHERE control<>''",
        "CREATE INDEX by_patient ON message(patient) WHERE patient<>''",
        "CREATE INDEX by_state ON message(state) WHERE state<>6",
        "CREATE INDEX act_of ON act(message)"
    };

    private final Connection connection;
    private final PreparedStatement message;
    private final PreparedStatement state;
    private final PreparedStatement delivery;
    private final PreparedStatement summary;
    private final PreparedStatement act;
    private final PreparedStatement reached;

    IndexTables(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        message =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO message VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
        state = connection.prepareStatement("UPDATE message SET state=?, reason=? WHERE id=?");
        delivery =
                connection.prepareStatement(
                        "INSERT INTO delivery VALUES(?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
                                + " state=excluded.state,"
                                + " attempts=max(attempts, excluded.attempts), at=excluded.at,"
                                + " reason=excluded.reason,"
                                + " changed=max(changed, excluded.changed)");
        // held before waiting before done; the reason is that of the delivery that decides
        summary =
                connection.prepareStatement(
                        "UPDATE message SET (state, reason) = (SELECT"
                                + " CASE state WHEN 1 THEN 3 WHEN 0 THEN 2 ELSE 6 END,"
                                + " CASE WHEN state<2 THEN reason ELSE '' END"
                                + " FROM delivery WHERE message=?1 ORDER BY CASE state"
                                + " WHEN 1 THEN 0 WHEN 0 THEN 1 ELSE 2 END, at DESC LIMIT 1)"
                                + " WHERE id=?1");
        act = connection.prepareStatement("INSERT OR REPLACE INTO act VALUES(?,?,?,?,?,?,?)");
        reached = connection.prepareStatement("UPDATE meta SET watermark=?, earliest=?");
    }

    static void create(Connection connection) throws SQLException {
        Sqlite.run(connection, SCHEMA);
    }

    /** Codes in the files; they fit what {@link EntryEncoder} has for deliveries. */
    static int code(MessageState state) {
        return STATES.indexOf(state);
    }

    static MessageState state(int code) {
        return STATES.get(code);
    }

    void message(long id, Received facts, MessageState now, String reason) throws SQLException {
        message.setLong(1, id);
        message.setString(2, facts.channel());
        message.setLong(3, facts.at());
        message.setString(4, facts.control());
        message.setString(5, facts.type());
        message.setString(6, facts.patient());
        message.setInt(7, code(now));
        message.setLong(8, facts.size());
        message.setString(9, reason);
        message.setInt(10, facts.origin());
        message.setLong(11, facts.parent());
        message.setLong(12, facts.version());
        message.executeUpdate();
    }

    /** What a message brings with it. */
    record Received(
            String channel,
            long at,
            String control,
            String type,
            String patient,
            long size,
            int origin,
            long parent,
            long version) {}

    void state(long id, MessageState now, String reason) throws SQLException {
        state.setInt(1, code(now));
        state.setString(2, reason);
        state.setLong(3, id);
        state.executeUpdate();
    }

    void delivery(long id, String destination, Row row) throws SQLException {
        delivery.setLong(1, id);
        delivery.setString(2, destination);
        delivery.setInt(3, EntryEncoder.code(row.state()));
        delivery.setInt(4, row.attempts());
        delivery.setLong(5, row.at());
        delivery.setString(6, row.reason());
        delivery.setInt(7, row.changed() ? 1 : 0);
        delivery.executeUpdate();
    }

    /** What is known of a delivery. */
    record Row(DeliveryState state, int attempts, long at, String reason, boolean changed) {

        /** A later one over an earlier one. */
        Row over(@Nullable Row before) {
            return before == null
                    ? this
                    : new Row(
                            state,
                            Math.max(attempts, before.attempts()),
                            at,
                            reason,
                            changed || before.changed());
        }
    }

    /** The state of a message from its deliveries. */
    void summary(long id) throws SQLException {
        summary.setLong(1, id);
        summary.executeUpdate();
    }

    void act(long entry, Entry.Act done) throws SQLException {
        act.setLong(1, entry);
        act.setLong(2, done.message());
        act.setString(3, done.destination());
        act.setLong(4, done.at());
        act.setString(5, done.act());
        act.setString(6, done.who());
        act.setString(7, done.why());
        act.executeUpdate();
    }

    void reached(long upTo, long earliest) throws SQLException {
        reached.setLong(1, upTo);
        reached.setLong(2, earliest);
        reached.executeUpdate();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
