package dev.pons.plugin.sql;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A real server of PostgreSQL in a folder, which can be killed and comes back with its data. */
public final class Postgres {

    private static Postgres shared;

    private final Path folder;
    private final Path program;
    private final int port;
    private Process server;

    private Postgres(Path folder) throws IOException {
        this.folder = folder;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        try {
            // a pool of ours in this JVM may have taken it out of the list
            DriverManager.registerDriver(driver());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // unpacks the binaries and makes the data
        EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(120))
                .start()
                .close();
        try (var files = Files.walk(folder.resolve("binaries"))) {
            this.program = files.filter(f -> f.endsWith("bin/postgres")).findFirst().orElseThrow();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** The one of this JVM, running; skips the test where there is no server for this machine. */
    public static synchronized Postgres running() throws IOException {
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeThat(system)
                .as("the PostgreSQL that tests bring is for Linux on x86-64 only")
                .isEqualTo("Linux amd64");
        if (shared == null) {
            var given = System.getProperty("sql.folder", "");
            shared =
                    new Postgres(
                            given.isEmpty()
                                    ? Files.createTempDirectory("pons-postgres")
                                    : Files.createDirectories(Path.of(given)));
        }
        shared.start();
        return shared;
    }

    /** It is there, with what it had. It refuses to run as root, so it is no root then. */
    public void start() {
        if (server != null && server.isAlive()) {
            return;
        }
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), "-D", folder.resolve("data").toString()));
        command.addAll(List.of("-p", "" + port, "-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=50"));
        try {
            server =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("PostgreSQL, see " + folder.resolve("log"))
                .atMost(Duration.ofSeconds(120))
                .until(this::answers);
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** SIGKILL of the server and of all it began, as a power cut. */
    public void kill() {
        if (server == null) {
            return;
        }
        var all = new ArrayList<>(server.descendants().toList());
        all.add(server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        server = null;
        try {
            Files.deleteIfExists(folder.resolve("data/postmaster.pid"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** For a channel. */
    public String login() {
        return "url: \"" + url() + "\", user: postgres, connect-timeout: 1s, timeout: 2s";
    }

    public Connection connect() throws SQLException {
        var who = new Properties();
        who.setProperty("user", "postgres");
        return driver().connect(url(), who);
    }

    private static Driver driver() {
        try {
            var driver = Class.forName("org.postgresql.Driver");
            return (Driver) driver.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column, as text. */
    public List<String> ask(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
