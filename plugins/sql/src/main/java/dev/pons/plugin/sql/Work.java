package dev.pons.plugin.sql;

import dev.pons.plugin.sql.SqlDestination.Returns;
import dev.pons.plugin.sql.SqlDestination.Unchanged;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The statement, run for some messages in one transaction. */
record Work(
        NamedSql sql, Parameters parameters, SqlDestination.Options options, Database database) {

    /** Nothing of it is in the database, or nobody knows. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Delivery delivery;

        FailedException(Delivery delivery) {
            super(delivery.why());
            this.delivery = delivery;
        }

        Delivery delivery() {
            return delivery;
        }

        /** The database says no to one of them for good; the others may be fine. */
        boolean refused() {
            return delivery.kind() == Delivery.Kind.REJECTED;
        }
    }

    /** All are committed, or none is. */
    List<Delivery> run(Connection connection, List<List<@Nullable Object>> rows)
            throws FailedException {
        boolean committing = false;
        try {
            var results = answers() ? each(connection, rows) : together(connection, rows);
            committing = true;
            connection.commit();
            return results;
        } catch (SQLException e) {
            database.undo(connection);
            throw new FailedException(told(database.trouble(e), committing));
        }
    }

    /** Until the commit all can be undone; a procedure may commit by itself, if it may. */
    boolean undoes() {
        return !sql.calls() || database.product() != Product.OTHER;
    }

    private boolean answers() {
        return !options.keys().isEmpty()
                || !options.out().isEmpty()
                || options.returns() == Returns.ROWS;
    }

    private List<Delivery> together(Connection connection, List<List<@Nullable Object>> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql.text())) {
            for (var row : rows) {
                parameters.bind(statement, row);
                statement.addBatch();
            }
            database.running(statement);
            for (int count : statement.executeBatch()) {
                check(count);
            }
        }
        return Collections.nCopies(rows.size(), Delivery.delivered());
    }

    private void check(int changed) throws SQLException {
        if (changed == 0 && options.unchanged() == Unchanged.REJECTED) {
            throw new SQLException("no row", Trouble.NO_ROW);
        }
    }

    private List<Delivery> each(Connection connection, List<List<@Nullable Object>> rows)
            throws SQLException {
        var results = new ArrayList<Delivery>(rows.size());
        try (var statement = prepared(connection)) {
            for (var row : rows) {
                parameters.bind(statement, row);
                database.running(statement);
                boolean returned = statement.execute();
                results.add(Delivery.delivered().with(answer(statement, returned)));
            }
        }
        return results;
    }

    private PreparedStatement prepared(Connection connection) throws SQLException {
        if (!options.out().isEmpty()) {
            return connection.prepareCall(sql.text());
        }
        return options.keys().isEmpty()
                ? connection.prepareStatement(sql.text())
                : connection.prepareStatement(sql.text(), options.keys().toArray(new String[0]));
    }

    /**
     * What was asked for: {@code {"changed":1,"keys":{...},"out":{...},"rows":[{...}]}}; what gave
     * rows does not say how many it changed.
     */
    private Message answer(PreparedStatement statement, boolean returned) throws SQLException {
        var text = new StringBuilder("{");
        var rows = new StringBuilder();
        if (returned) {
            try (var result = statement.getResultSet()) {
                rows(rows, result);
            }
        } else {
            int changed = statement.getUpdateCount();
            check(changed);
            text.append("\"changed\":").append(Math.max(0, changed)).append(',');
        }
        if (!options.keys().isEmpty()) {
            keys(text, statement);
        }
        if (statement instanceof CallableStatement call) {
            out(text, call);
        }
        if (options.returns() == Returns.ROWS) {
            text.append("\"rows\":[").append(rows).append("],");
        }
        if (text.charAt(text.length() - 1) == ',') {
            text.setLength(text.length() - 1);
        }
        var bytes = text.append('}').toString().getBytes(StandardCharsets.UTF_8);
        var answer = Message.of(bytes);
        return answer.withBody(answer.body(), "json");
    }

    private void rows(StringBuilder out, ResultSet result) throws SQLException {
        var columns = new Columns(result, database.product());
        while (result.next()) {
            out.append(out.length() == 0 ? "" : ",");
            Json.object(out, columns.names(), columns.row(result));
        }
    }

    private void keys(StringBuilder out, PreparedStatement statement) throws SQLException {
        try (var result = statement.getGeneratedKeys()) {
            var columns = new Columns(result, database.product());
            out.append("\"keys\":");
            if (result.next()) {
                var row = columns.row(result);
                // a driver that ignores names gives one column of its own naming
                var names = row.size() == options.keys().size() ? options.keys() : columns.names();
                Json.object(out, names, row);
            } else {
                out.append("{}");
            }
        }
        out.append(',');
    }

    private void out(StringBuilder text, CallableStatement call) throws SQLException {
        var names = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < sql.names().size(); i++) {
            if (options.out().containsKey(sql.names().get(i))) {
                names.add(sql.names().get(i));
                values.add(call.getObject(i + 1));
            }
        }
        Json.object(text.append("\"out\":"), names, values);
        text.append(',');
    }

    /** What it means for a message; their text goes into the record. */
    private Delivery told(Trouble trouble, boolean committing) {
        var delivery =
                switch (trouble.kind()) {
                    case REFUSED -> Delivery.rejected(trouble.words());
                    case STRANGE ->
                            committing || !undoes()
                                    ? unknown(trouble, committing)
                                    : Delivery.rejected(trouble.words());
                    default ->
                            nothingIsCommitted(trouble.kind(), committing)
                                    ? Delivery.retry(trouble.words() + "; nothing was committed")
                                    : unknown(trouble, committing);
                };
        return trouble.text().isEmpty()
                ? delivery
                : delivery.with(Message.of(trouble.text().getBytes(StandardCharsets.UTF_8)));
    }

    private boolean nothingIsCommitted(Trouble.Kind kind, boolean committing) {
        if (!committing) {
            return undoes();
        }
        // the answer to a commit; that of a timeout may be the driver's own
        return kind == Trouble.Kind.LATER
                || kind == Trouble.Kind.CANCELLED && database.product() != Product.OTHER;
    }

    private static Delivery unknown(Trouble trouble, boolean committing) {
        var when = committing ? "while the transaction was committed" : "inside of a procedure";
        return Delivery.unknown(trouble.words() + ", " + when);
    }
}
