package dev.pons.plugin.sql;

import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Position;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the rows behind a position. No transaction of the database is open while messages become
 * durable, and the position moves with them; so a crash anywhere takes each row once.
 */
final class SqlPoller implements Poller {

    /** The partition of a position that holds what {@link After} has still to do. */
    private static final String DUE = "after";

    private final Database database;
    private final Query query;
    private final After after;
    private final RowWriter writer;
    private final Context context;

    SqlPoller(Database database, Query query, After after, RowWriter writer, Context context) {
        this.database = database;
        this.query = query;
        this.after = after;
        this.writer = writer;
        this.context = context;
    }

    @Override
    public Next poll(Intake intake, Budget budget) throws Exception {
        database.begin();
        try {
            var next = look(intake, budget);
            context.up();
            return next;
        } catch (SQLException e) {
            var words = database.trouble(e).words();
            context.down(words);
            throw new IOException(words);
        } finally {
            database.end();
        }
    }

    private Next look(Intake intake, Budget budget) throws SQLException, InterruptedException {
        if (!finish(intake)) {
            return Next.more();
        }
        var page = read(intake.position().cursor(), budget);
        var messages = writer.messages(page);
        var due = after.due(page);
        if (messages.isEmpty()) {
            return Next.end();
        }
        if (!intake.submitAll(messages, behind(page, due)).kept()) {
            return Next.more();
        }
        boolean finished = finish(intake);
        return page.more() || !finished ? Next.more() : Next.end();
    }

    private Query.Page read(Optional<String> cursor, Budget budget) throws SQLException {
        var reach = query.reach(budget.messages(), budget.bytes());
        var connection = database.connection();
        try {
            return query.read(connection, database, cursor, reach);
        } finally {
            database.undo(connection);
            database.giveBack(connection);
        }
    }

    private static Position behind(Query.Page page, String due) {
        var cursors = new HashMap<String, String>();
        if (!page.positions().isEmpty()) {
            cursors.put("", Cell.text(page.positions().get(page.positions().size() - 1)));
        }
        if (!due.isEmpty()) {
            cursors.put(DUE, due);
        }
        return Position.of(cursors);
    }

    /** Does what is still due for rows that were taken; false: that could not be written down. */
    private boolean finish(Intake intake) throws SQLException, InterruptedException {
        var due = intake.position().cursor(DUE).orElse("");
        if (due.isEmpty()) {
            return true;
        }
        var connection = database.connection();
        try {
            after.run(due, connection, database);
        } catch (SQLException e) {
            database.undo(connection);
            throw e;
        } finally {
            database.giveBack(connection);
        }
        return intake.submitAll(List.of(), Position.of(Map.of(DUE, ""))).kept();
    }

    @Override
    public void abort() {
        database.abort();
    }

    @Override
    public void close() {
        database.close();
    }
}
