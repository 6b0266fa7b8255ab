package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is done in the database when messages are on disk. What is to be done is journaled together
 * with the messages and the position, so a crash in between leaves nothing undone; it may be done
 * twice.
 */
final class After {

    private static final String POLL = "poll";

    private final Optional<NamedSql> row;
    private final Optional<NamedSql> poll;
    private final Product product;

    /** {@code IllegalArgumentException} for the author of the channel file. */
    After(SqlSource.Options options, Product product) {
        this.product = product;
        this.row = options.after().map(text -> NamedSql.of("after", text));
        this.poll = options.afterPoll().map(text -> NamedSql.of("after-poll", text));
        for (var name : poll.map(NamedSql::names).orElse(List.of())) {
            if (!name.equals("position") || options.position().isEmpty()) {
                throw new IllegalArgumentException(
                        "after-poll has :"
                                + name
                                + "; it may have :position, where the source has one");
            }
        }
    }

    /** What is to be done for a page, as text; empty: nothing. */
    String due(Query.Page page) throws SQLException {
        var due = new ArrayList<String>();
        if (row.isPresent() && !page.rows().isEmpty()) {
            var names = new ArrayList<>(new LinkedHashSet<>(row.get().names()));
            due.add(line(names));
            var places = new int[names.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = place(page.columns(), names.get(i));
            }
            for (var one : page.rows()) {
                var cells = new ArrayList<String>();
                for (int place : places) {
                    cells.add(Cell.text(one.get(place)));
                }
                due.add(line(cells));
            }
        }
        if (poll.isPresent() && !page.rows().isEmpty()) {
            int last = page.positions().size() - 1;
            due.add(POLL + "\t" + (last < 0 ? "" : escaped(Cell.text(page.positions().get(last)))));
        }
        return String.join("\n", due);
    }

    private static int place(List<String> columns, String name) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new Trouble.OwnWords(
                "after has :" + name + ", and the query gives no such column: add it to the query");
    }

    /** Does it, in one transaction. */
    void run(String due, Connection connection, Database database) throws SQLException {
        var lines = new ArrayList<>(List.of(due.split("\n", -1)));
        var last = lines.get(lines.size() - 1);
        boolean polled = last.startsWith(POLL + "\t");
        if (polled) {
            lines.remove(lines.size() - 1);
        }
        if (row.isPresent() && !lines.isEmpty()) {
            rows(row.get(), lines, connection, database);
        }
        if (polled && poll.isPresent()) {
            var position = plain(last.substring(POLL.length() + 1));
            try (var statement = connection.prepareStatement(poll.get().text())) {
                for (int i = 1; i <= poll.get().names().size(); i++) {
                    Kind.AUTO.bind(statement, i, Cell.value(position), product);
                }
                database.running(statement);
                statement.execute();
            }
        }
        connection.commit();
    }

    private void rows(NamedSql sql, List<String> lines, Connection connection, Database database)
            throws SQLException {
        var names = cells(lines.get(0));
        for (var name : sql.names()) {
            if (!names.contains(name)) {
                throw new Trouble.OwnWords(
                        "after has a new parameter :"
                                + name
                                + " that rows taken before do not have: take the change back until"
                                + " the source has polled once");
            }
        }
        try (var statement = connection.prepareStatement(sql.text())) {
            for (var line : lines.subList(1, lines.size())) {
                var cells = cells(line);
                for (int i = 0; i < sql.names().size(); i++) {
                    var cell = cells.get(names.indexOf(sql.names().get(i)));
                    Kind.AUTO.bind(statement, i + 1, value(cell), product);
                }
                statement.addBatch();
            }
            database.running(statement);
            statement.executeBatch();
        }
    }

    private static @Nullable Object value(String cell) {
        return Cell.value(cell);
    }

    private static String line(List<String> cells) {
        return String.join("\t", cells.stream().map(After::escaped).toList());
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1)).stream().map(After::plain).toList();
    }

    private static String escaped(String cell) {
        return cell.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String plain(String cell) {
        var out = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                char next = cell.charAt(++i);
                c = next == 'n' ? '\n' : next == 't' ? '\t' : next;
            }
            out.append(c);
        }
        return out.toString();
    }
}
