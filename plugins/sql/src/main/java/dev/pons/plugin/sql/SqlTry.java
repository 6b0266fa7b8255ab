package dev.pons.plugin.sql;

import dev.pons.spi.config.Secret;
import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sql:test}: tries a connection, and a query, before a channel names them. */
@Component(service = ConsoleCommand.class)
public final class SqlTry implements ConsoleCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_QUERY_SECONDS = 30;

    @Override
    public String name() {
        return "sql:test";
    }

    @Override
    public String description() {
        return "Tries a database as a channel would connect to it, and a query";
    }

    @Override
    public String usage() {
        return """
        sql:test URL [--user NAME] [--driver JAR]... [--query SELECT]
        The password of the user is asked for; a script gives it as its first line. What the
        query gives is not shown, only how it looks; nothing that it changes stays.
        Example: sql:test jdbc:postgresql://db.example/his --user pons --query "select 1\"""";
    }

    /** What was typed. */
    private record Asked(
            String url, Optional<String> user, List<Path> driver, Optional<String> query) {

        static Asked of(List<String> words) {
            var urls = new ArrayList<String>();
            var jars = new ArrayList<Path>();
            Optional<String> user = Optional.empty();
            Optional<String> query = Optional.empty();
            for (var each = words.iterator(); each.hasNext(); ) {
                var word = each.next();
                if (word.startsWith("--") && !each.hasNext()) {
                    throw new IllegalArgumentException(word + " needs a value behind it");
                }
                switch (word) {
                    case "--user" -> user = Optional.of(each.next());
                    case "--driver" -> jars.add(Path.of(each.next()));
                    case "--query" -> query = Optional.of(each.next());
                    default -> urls.add(word);
                }
            }
            if (urls.size() != 1) {
                throw new IllegalArgumentException("one url, please");
            }
            return new Asked(urls.get(0), user, List.copyOf(jars), query);
        }

        Login login(Optional<Secret> password) {
            return new Login(url, user, password, driver, PATIENCE);
        }
    }

    @Override
    public int run(Console console, List<String> words) throws Exception {
        var asked = Asked.of(words);
        var plain = asked.login(Optional.empty());
        if (plain.product() == Product.SQLITE && !Files.exists(plain.file())) {
            console.err().println("there is no file " + plain.file() + "; a channel would make it");
            return 1;
        }
        var login = asked.user().isPresent() ? asked.login(password(console)) : plain;
        long begin = System.nanoTime();
        try (var pool = new Pool(login);
                var connection = pool.connection()) {
            said(console, connection, begin);
            try {
                if (asked.query().isPresent()) {
                    tried(console, connection, asked.query().get());
                }
            } finally {
                connection.rollback();
            }
            return 0;
        } catch (SQLException e) {
            var trouble = Trouble.of(e, login.product());
            console.err().println(trouble.words());
            if (!trouble.text().isEmpty()) {
                console.err().println("it says: " + trouble.text());
            }
            return 1;
        }
    }

    private static void said(Console console, Connection connection, long begin)
            throws SQLException {
        var about = connection.getMetaData();
        console.out()
                .printf(
                        "connected in %d ms: %s %s, by %s %s%n",
                        millis(begin),
                        about.getDatabaseProductName(),
                        about.getDatabaseProductVersion(),
                        about.getDriverName(),
                        about.getDriverVersion());
    }

    private static void tried(Console console, Connection connection, String query)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(LONGEST_QUERY_SECONDS);
            statement.setMaxRows(1);
            long begin = System.nanoTime();
            try (var result = statement.executeQuery(query)) {
                boolean row = result.next();
                var columns = new ArrayList<String>();
                var meta = result.getMetaData();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    columns.add(meta.getColumnLabel(i) + " " + meta.getColumnTypeName(i));
                }
                console.out()
                        .printf(
                                "the query gives %s after %d ms: %s%n",
                                row ? "rows" : "no row", millis(begin), String.join(", ", columns));
            }
        }
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** One line, not shown; an empty one: there is none. */
    private static Optional<Secret> password(Console console) throws IOException {
        if (console.isTerminal()) {
            console.out().print("password: ");
            console.out().flush();
            console.echo(false);
        }
        var typed = new ByteArrayOutputStream();
        try {
            int key = console.keys().read();
            while (key >= 0 && key != '\r' && key != '\n') {
                typed.write(key);
                key = console.keys().read();
            }
        } finally {
            if (console.isTerminal()) {
                console.echo(true);
                console.out().println();
            }
        }
        return typed.size() == 0
                ? Optional.empty()
                : Optional.of(Secret.of(typed.toString(StandardCharsets.UTF_8)));
    }
}
