package dev.pons.core.store;

import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.MessageView.DeliveryView;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers searches, file by file from the newest; each with a connection of its own. */
final class IndexSearch {

    /** So many bodies are read for a text in one call; the next page goes on behind them. */
    private static final int MOST_EXAMINED = 20_000;

    private final IndexDays days;
    private final JournalLog log;

    IndexSearch(IndexDays days, JournalLog log) {
        this.days = days;
        this.log = log;
    }

    MessagePage find(MessageQuery query, IndexLag lag) throws IOException {
        var limit = Math.max(1, query.page().limit());
        var page = new Page(new TextSearch(query.text(), log));
        var oldest = query.page().oldestFirst();
        long start = query.page().start().map(IndexSearch::id).orElse(oldest ? 0 : Long.MAX_VALUE);
        for (var day : oldest ? days.after(start) : days.before(start)) {
            if (!mayHave(day, query)) {
                continue;
            }
            try (var connection = day.connect()) {
                var stop = page.read(connection, new IndexQuery(query, start), limit);
                if (stop != 0) {
                    return new MessagePage(page.rows(), Optional.of(Ids.text(stop)), lag, "");
                }
            } catch (SQLException e) {
                throw failed(day, e);
            }
        }
        return new MessagePage(page.rows(), Optional.empty(), lag, "");
    }

    /** A page that is being filled. */
    private static final class Page {
        private final List<MessageRow> rows = new ArrayList<>();
        private final TextSearch text;
        private long last;

        Page(TextSearch text) {
            this.text = text;
        }

        List<MessageRow> rows() {
            return rows;
        }

        /** The id to go on before; 0: the file was read to its end. */
        long read(Connection connection, IndexQuery query, int limit)
                throws SQLException, IOException {
            try (var statement = query.prepare(connection);
                    var found = statement.executeQuery()) {
                while (found.next()) {
                    if (rows.size() == limit || text.examined() >= MOST_EXAMINED) {
                        return last;
                    }
                    last = found.getLong(1);
                    if (text.fits(last)) {
                        rows.add(row(found));
                    }
                }
                return 0;
            }
        }
    }

    private static boolean mayHave(IndexDay day, MessageQuery query) {
        var end = day.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return query.from().map(end::isAfter).orElse(true)
                && query.until().map(until -> until.toEpochMilli() > day.earliest()).orElse(true);
    }

    private static long id(String text) {
        return Ids.parse(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'" + text + "' is not an id; ids look like 17-48213"));
    }

    private static MessageRow row(ResultSet found) throws SQLException {
        return new MessageRow(
                Ids.text(found.getLong("id")),
                found.getString("channel"),
                Instant.ofEpochMilli(found.getLong("at")),
                found.getString("type"),
                found.getString("control"),
                found.getString("patient"),
                IndexTables.state(found.getInt("state")),
                found.getLong("size"),
                found.getString("reason"));
    }

    Optional<MessageView> one(long id) throws IOException {
        var day = days.of(id);
        if (day == null) {
            return Optional.empty();
        }
        try (var connection = day.connect();
                var statement = connection.prepareStatement("SELECT * FROM message WHERE id=?")) {
            statement.setLong(1, id);
            try (var found = statement.executeQuery()) {
                return found.next() ? Optional.of(view(connection, id, found)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(day, e);
        }
    }

    private static MessageView view(Connection connection, long id, ResultSet found)
            throws SQLException {
        var kind = Entry.Origin.Kind.values()[found.getInt("origin")];
        var parent = found.getLong("parent");
        return new MessageView(
                row(found),
                kind.name().toLowerCase(Locale.ROOT),
                parent == 0 ? Optional.empty() : Optional.of(Ids.text(parent)),
                found.getLong("version"),
                deliveries(connection, id),
                acts(connection, id));
    }

    private static List<DeliveryView> deliveries(Connection connection, long id)
            throws SQLException {
        var list = new ArrayList<DeliveryView>();
        try (var statement =
                connection.prepareStatement(
                        "SELECT * FROM delivery WHERE message=? ORDER BY destination")) {
            statement.setLong(1, id);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    list.add(
                            new DeliveryView(
                                    row.getString("destination"),
                                    EntryDecoder.state(row.getInt("state")),
                                    row.getInt("attempts"),
                                    Instant.ofEpochMilli(row.getLong("at")),
                                    row.getString("reason"),
                                    row.getInt("changed") != 0));
                }
            }
        }
        return list;
    }

    private static List<String> acts(Connection connection, long id) throws SQLException {
        var list = new ArrayList<String>();
        try (var statement =
                connection.prepareStatement("SELECT * FROM act WHERE message=? ORDER BY id")) {
            statement.setLong(1, id);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var to = row.getString("destination");
                    var why = row.getString("why");
                    list.add(
                            Instant.ofEpochMilli(row.getLong("at"))
                                    + " "
                                    + row.getString("who")
                                    + ": "
                                    + row.getString("act")
                                    + (to.isEmpty() ? "" : " " + to)
                                    + (why.isEmpty() ? "" : ", " + why));
                }
            }
        }
        return list;
    }

    private static IOException failed(IndexDay day, SQLException e) {
        return new IOException(
                "The search index "
                        + day.file()
                        + " cannot be read ("
                        + e.getMessage()
                        + "): try again; if it stays, stop the engine, delete the folder and start"
                        + " again, the index is then built anew",
                e);
    }
}
