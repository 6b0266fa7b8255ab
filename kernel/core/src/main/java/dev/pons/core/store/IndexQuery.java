package dev.pons.core.store;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A search as SQL, the same for each file; what people typed is only ever a parameter. */
record IndexQuery(MessageQuery query, long start) {

    PreparedStatement prepare(Connection connection) throws SQLException {
        var where =
                new StringBuilder("SELECT * FROM message WHERE id" + (oldestFirst() ? ">?" : "<?"));
        var values = new ArrayList<Object>(List.of(start));
        query.channel().ifPresent(channel -> add(where, values, "channel=?", channel));
        query.state().ifPresent(state -> state(where, values, state));
        // the second half lets the partial index serve
        query.control().ifPresent(id -> add(where, values, "control=? AND control<>''", id));
        query.patient().ifPresent(id -> add(where, values, "patient=? AND patient<>''", id));
        query.type().ifPresent(type -> type(where, values, type));
        query.from().ifPresent(from -> add(where, values, "at>=?", from.toEpochMilli()));
        query.until().ifPresent(until -> add(where, values, "at<?", until.toEpochMilli()));
        where.append(oldestFirst() ? " ORDER BY id" : " ORDER BY id DESC");
        var statement = connection.prepareStatement(where.toString());
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private boolean oldestFirst() {
        return query.page().oldestFirst();
    }

    private static void add(StringBuilder where, List<Object> values, String part, Object value) {
        where.append(" AND ").append(part);
        values.add(value);
    }

    private static void state(StringBuilder where, List<Object> values, MessageState state) {
        var rare = state == MessageState.DONE ? "state=?" : "state=? AND state<>6";
        add(where, values, rare, IndexTables.code(state));
    }

    /**
     * The type itself, or all whose first component it is: from {@code ADT^} to before {@code
     * ADT_}.
     */
    private static void type(StringBuilder where, List<Object> values, String type) {
        where.append(" AND (type=? OR (type>=? AND type<?))");
        values.addAll(List.of(type, type + "^", type + "_"));
    }
}
