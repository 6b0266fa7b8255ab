package dev.pons.plugin.sql;

import dev.pons.plugin.sql.Parameters.UnfitException;
import dev.pons.plugin.sql.Work.FailedException;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes messages, many in one transaction. Where the database refuses one of them, halves are
 * tried until it stands alone, so what is before it is committed and it gets the answer.
 */
final class SqlWriter implements BatchDestination {

    private final Work work;
    private final Parameters parameters;
    private final int batch;
    private final Database database;

    SqlWriter(Work work, Parameters parameters, int batch, Database database) {
        this.work = work;
        this.parameters = parameters;
        this.batch = batch;
        this.database = database;
    }

    @Override
    public void connect() throws NotSentException {
        database.begin();
        try {
            database.giveBack(connection());
        } finally {
            database.end();
        }
    }

    @Override
    public List<Delivery> sendAll(List<Attempt> all) throws NotSentException {
        var rows = new ArrayList<List<@Nullable Object>>();
        Delivery unfit = null;
        for (var attempt : all.subList(0, Math.min(batch, all.size()))) {
            try {
                rows.add(parameters.of(attempt));
            } catch (UnfitException e) {
                unfit = Delivery.rejected(String.valueOf(e.getMessage()));
                break;
            }
        }
        var results = rows.isEmpty() ? new ArrayList<Delivery>() : sent(rows);
        if (unfit != null && results.size() == rows.size() && allDelivered(results)) {
            results.add(unfit);
        }
        return results;
    }

    private static boolean allDelivered(List<Delivery> results) {
        return results.stream().allMatch(one -> one.kind() == Delivery.Kind.DELIVERED);
    }

    private List<Delivery> sent(List<List<@Nullable Object>> rows) throws NotSentException {
        database.begin();
        try {
            var connection = connection();
            try {
                return halved(connection, rows);
            } finally {
                database.giveBack(connection);
            }
        } finally {
            database.end();
        }
    }

    private Connection connection() throws NotSentException {
        try {
            return database.connection();
        } catch (SQLException e) {
            throw new NotSentException(database.trouble(e).words());
        }
    }

    /** Results up to the first that is not delivered. */
    private List<Delivery> halved(Connection connection, List<List<@Nullable Object>> rows) {
        var results = new ArrayList<Delivery>();
        int size = rows.size();
        boolean searching = false;
        while (results.size() < rows.size()) {
            int to = Math.min(rows.size(), results.size() + size);
            try {
                results.addAll(work.run(connection, rows.subList(results.size(), to)));
                size = searching ? Math.max(1, size / 2) : size;
            } catch (FailedException e) {
                searching = e.refused() && to - results.size() > 1;
                if (!searching) {
                    boolean all = e.delivery().kind() == Delivery.Kind.UNKNOWN;
                    int count = all ? to - results.size() : 1;
                    results.addAll(Collections.nCopies(count, e.delivery()));
                    break;
                }
                size = Math.max(1, (to - results.size()) / 2);
            }
        }
        return results;
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
