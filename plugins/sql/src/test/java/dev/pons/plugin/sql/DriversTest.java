package dev.pons.plugin.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Drivers: those that ship, those in jars, and nothing of them that stays. */
class DriversTest {

    @TempDir Path folder;

    private Login login(List<Path> jars) {
        return new Login(
                "jdbc:sqlite:" + folder.resolve("a.db"),
                Optional.empty(),
                Optional.empty(),
                jars,
                Duration.ofSeconds(5));
    }

    /**
     * The jar as it ships from SQLite: the plugin's own copy of its classes is in a folder here.
     */
    private static Path jarOfSqlite() throws Exception {
        var services =
                DriversTest.class
                        .getClassLoader()
                        .getResources("META-INF/services/java.sql.Driver");
        var inJar =
                Collections.list(services).stream()
                        .map(URL::toString)
                        .filter(at -> at.contains("sqlite-jdbc"))
                        .findFirst()
                        .orElseThrow();
        return Path.of(URI.create(inJar.substring("jar:".length(), inJar.indexOf("!/"))));
    }

    /** Also two native libraries of SQLite in one process: each class loader has its own copy. */
    @Test
    void a_driver_in_a_jar_works_beside_the_same_one_that_ships() throws Exception {
        try (var shipped = new Pool(login(List.of()));
                var dropped = new Pool(login(List.of(jarOfSqlite())))) {
            try (var one = shipped.connection()) {
                one.createStatement().execute("create table t (x)");
                one.commit();
            }
            try (var other = dropped.connection()) {
                other.createStatement().execute("insert into t values (1)");
                other.commit();
                assertThat(other.unwrap(Connection.class).getClass().getClassLoader())
                        .isNotEqualTo(getClass().getClassLoader());
            }
            assertThat(Sqlite.ask(folder.resolve("a.db"), "select x from t")).containsExactly("1");
        }
    }

    /** A driver puts itself there when it is loaded; only classes of its loader see it. */
    @Test
    void nothing_stays_in_the_list_of_the_jvm() throws Exception {
        try (var jars = DriverJars.of(List.of(jarOfSqlite()))) {
            assertThat(jars.driver("jdbc:sqlite:x").getClass().getClassLoader()).isSameAs(jars);
            assertThat(jars.forget()).isEqualTo(1);
            assertThat(jars.forget()).isZero();
        }
        new Pool(login(List.of())).close();
        assertThat(DriverManager.drivers())
                .noneMatch(driver -> driver.getClass().getName().startsWith("org.sqlite"));
    }

    /** HikariCP kept "no isolation" for an answer then, and never connected again. */
    @Test
    void a_line_that_is_lost_in_the_first_question_is_no_answer() throws Exception {
        var losses = new AtomicInteger(1);
        var login = login(List.of());
        try (var pool = new Pool(login, losing(losses))) {
            assertThatThrownBy(pool::connection).hasMessage("the line is gone");
            for (int i = 0; i < 2; i++) {
                try (var connection = pool.connection()) {
                    assertThat(connection.getAutoCommit()).isFalse();
                    assertThat(connection.getTransactionIsolation())
                            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                }
            }
        }
        assertThat(losses).hasNegativeValue();
    }

    /** SQLite behind a line that is lost so many times when its isolation is asked for. */
    private static Driver losing(AtomicInteger losses) throws Exception {
        var sqlite = (Driver) Class.forName("org.sqlite.JDBC").getConstructor().newInstance();
        return (Driver)
                Proxy.newProxyInstance(
                        Driver.class.getClassLoader(),
                        new Class<?>[] {Driver.class},
                        (proxy, method, arguments) -> {
                            var result = method.invoke(sqlite, arguments);
                            return result instanceof Connection c ? losing(c, losses) : result;
                        });
    }

    private static Connection losing(Connection connection, AtomicInteger losses) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getTransactionIsolation")
                                    && losses.getAndDecrement() > 0) {
                                throw new SQLException("the line is gone", "08006");
                            }
                            return method.invoke(connection, arguments);
                        });
    }

    @Test
    void what_is_wrong_with_a_driver_is_said() {
        var missing = List.of(folder.resolve("ojdbc11.jar"));
        assertThatThrownBy(() -> new Pool(login(missing)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not there");
        assertThatThrownBy(
                        () ->
                                new Login(
                                        "jdbc:oracle:thin:@x",
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drivers/NAME.jar");
        assertThatThrownBy(() -> DriverJars.of(List.of(jarOfSqlite())).driver("jdbc:x:"))
                .hasMessageContaining("takes this url");
    }

    /** Two copies of SQLite do not see each other's locks: a file belongs to one build. */
    @Test
    void a_file_of_sqlite_belongs_to_one_build_at_a_time() throws Exception {
        var file = folder.resolve("b.db");
        SqliteFiles.claim(file, "old");
        SqliteFiles.claim(file, "old");
        assertThatThrownBy(() -> SqliteFiles.claim(file))
                .hasMessageContaining("still has the file");
        SqliteFiles.release(file, "old");
        assertThatThrownBy(() -> SqliteFiles.claim(file)).isInstanceOf(SQLException.class);
        SqliteFiles.release(file, "old");
        SqliteFiles.claim(file);
        SqliteFiles.release(file);
    }

    @Test
    void the_engines_own_files_are_not_for_channels() {
        assertThatThrownBy(
                        () ->
                                new Login(
                                        "jdbc:sqlite:data/index/2026-01-31.db",
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        Duration.ofSeconds(1)))
                .hasMessageContaining("belongs to the engine");
    }
}
