package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for, and how far it was read. Rows of one position are never torn apart: a page
 * ends before the first of those that do not all fit.
 */
record Query(NamedSql sql, Options options, Product product) {

    private static final Set<String> KNOWN = Set.of("position", "limit");

    /** Rows of one position that are too many to be taken at once. */
    private static final int ENDLESS = 100_000;

    /** Rows that are fetched at a time. */
    private static final int FETCH = 200;

    /**
     * What a query is made of.
     *
     * @param column of the position; empty: there is none
     * @param start the value before the first row
     * @param kind of start
     */
    record Options(Optional<String> column, @Nullable Object start, Kind kind, int maxRows) {}

    /** {@code IllegalArgumentException} for the author of the channel file. */
    static Query of(SqlSource.Options options, Product product) {
        var sql = NamedSql.of("query", options.query());
        for (var name : sql.names()) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "query has :" + name + "; it may have :position and :limit");
            }
        }
        boolean has = options.position().isPresent();
        if (has != sql.has("position")) {
            throw new IllegalArgumentException(
                    has
                            ? "query does not use :position; write \"... where id > :position order"
                                    + " by id\""
                            : "query uses :position; name its column: \"position: id\"");
        }
        if (has && options.start().isEmpty()) {
            throw new IllegalArgumentException(
                    "start is missing: the position before the first row, for example \"0\"");
        }
        if (!has && options.after().isEmpty() && options.message() == SqlSource.Unit.ROW) {
            throw new IllegalArgumentException(
                    "without position and after, each poll would take all rows again: give one of"
                            + " them");
        }
        var kind = options.position().map(SqlSource.Column::type).orElse(Kind.AUTO);
        return new Query(
                sql,
                new Options(
                        options.position().map(SqlSource.Column::column),
                        options.start().map(text -> start(text, kind, product)).orElse(null),
                        kind,
                        options.maxRows()),
                product);
    }

    /** What looks like a number is one, but where the database finds out by itself. */
    private static Object start(String text, Kind kind, Product product) {
        boolean number =
                kind == Kind.AUTO
                        && product != Product.POSTGRESQL
                        && text.matches("-?\\d+(\\.\\d+)?");
        try {
            return (number ? Kind.NUMBER : kind).value(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("start " + e.getMessage(), e);
        }
    }

    /**
     * Rows that were read.
     *
     * @param columns of each
     * @param positions of each; empty: there are none
     * @param more are waiting
     */
    record Page(
            List<String> columns,
            List<List<@Nullable Object>> rows,
            List<Object> positions,
            boolean more) {}

    /**
     * The rows behind the position, at most that many and about that many bytes.
     *
     * @param cursor as {@link Cell} writes it; empty: nothing was read yet
     */
    Page read(Connection connection, Database database, Optional<String> cursor, Reach reach)
            throws SQLException {
        var from = cursor.map(Cell::value).orElse(options.start());
        for (int most = reach.rows(); ; most *= 10) {
            var reading = new Reading(from, most, reach);
            try (var statement = connection.prepareStatement(sql.text())) {
                statement.setMaxRows(most + 1);
                statement.setFetchSize(Math.min(FETCH, most + 1));
                for (int i = 0; i < sql.names().size(); i++) {
                    boolean position = sql.names().get(i).equals("position");
                    options.kind()
                            .bind(
                                    statement,
                                    i + 1,
                                    position ? from : Long.valueOf(most + 1L),
                                    product);
                }
                database.running(statement);
                try (var result = statement.executeQuery()) {
                    if (reading.all(result)) {
                        return reading.page();
                    }
                }
            }
            if (most >= ENDLESS) {
                throw new Trouble.OwnWords(
                        "more than %d rows have the same position: take a column for position that tells rows apart"
                                .formatted(most));
            }
        }
    }

    /** What one read may take. */
    record Reach(int rows, long bytes) {

        private boolean isUsed(int count, long size) {
            return count > 0 && (count >= rows || size >= bytes);
        }
    }

    /** What one poll may take, of what its budget has left. */
    Reach reach(int messages, long bytes) {
        return new Reach(Math.max(1, Math.min(options.maxRows(), messages)), Math.max(1, bytes));
    }

    /** One walk over a result. */
    private final class Reading {

        private final @Nullable Object from;
        private final int most;
        private final Reach reach;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private final List<Object> positions = new ArrayList<>();
        private List<String> names = List.of();
        private boolean more;

        Reading(@Nullable Object from, int most, Reach reach) {
            this.from = from;
            this.most = most;
            this.reach = reach;
        }

        /** False: they are all of one position, and there may be more of it. */
        boolean all(ResultSet result) throws SQLException {
            var columns = new Columns(result, product);
            names = columns.names();
            int place = options.column().isPresent() ? columns.place(options.column().get()) : -1;
            long size = 0;
            int group = 0;
            while (!more && result.next()) {
                var row = columns.row(result);
                boolean tie = place >= 0 && tie(row.get(place));
                group = tie ? group : rows.size();
                if (rows.size() == most || !tie && reach.isUsed(rows.size(), size)) {
                    more = true;
                    keep(group);
                    break;
                }
                rows.add(row);
                size += size(row);
                if (place >= 0) {
                    positions.add(java.util.Objects.requireNonNull(row.get(place)));
                }
            }
            return !more || !rows.isEmpty();
        }

        private void keep(int count) {
            rows.subList(count, rows.size()).clear();
            positions.subList(Math.min(count, positions.size()), positions.size()).clear();
        }

        /** It has the position of the row before; what is not in order is not taken. */
        private boolean tie(@Nullable Object position) throws SQLException {
            if (position == null) {
                throw new Trouble.OwnWords(
                        "a row has no position: leave rows out whose column "
                                + options.column().orElse("")
                                + " is null");
            }
            var before = positions.isEmpty() ? from : positions.get(positions.size() - 1);
            if (before == null) {
                return false;
            }
            int order = Cell.compare(position, before);
            if (order < 0) {
                throw new Trouble.OwnWords(
                        "the rows are not in the order of the position: end the query with \"order"
                                + " by "
                                + options.column().orElse("")
                                + "\"");
            }
            boolean same = Cell.same(position, before);
            if (same && positions.isEmpty()) {
                throw new Trouble.OwnWords(
                        "the query gives a row that was taken already: write > :position, not >=");
            }
            return same;
        }

        Page page() {
            return new Page(names, rows, positions, more);
        }
    }

    private static long size(List<@Nullable Object> row) {
        long size = 0;
        for (var value : row) {
            if (value instanceof byte[] bytes) {
                size += bytes.length;
            } else {
                size += value instanceof String text ? text.length() : 8;
            }
        }
        return size;
    }
}
