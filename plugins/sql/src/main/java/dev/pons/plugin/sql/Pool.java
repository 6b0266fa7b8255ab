package dev.pons.plugin.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;

import javax.sql.DataSource;

/** Connections to one database, shared by all who log in alike: at most one for each of them. */
final class Pool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Those of JDBC, which the pool knows. */
    private static final Set<Integer> ISOLATIONS =
            Set.of(
                    Connection.TRANSACTION_NONE,
                    Connection.TRANSACTION_READ_UNCOMMITTED,
                    Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE);

    /** Guarded by {@link Pools}. */
    int users;

    private final Login login;
    private final @Nullable DriverJars jars;
    private final Dialed source;
    private int most = 1;
    private @Nullable HikariDataSource connections;

    /** Connects to nothing yet. {@code SQLException}: there is no driver, with the remedy. */
    Pool(Login login) throws SQLException {
        this(login, login.driver().isEmpty() ? null : DriverJars.of(login.driver()));
    }

    private Pool(Login login, @Nullable DriverJars jars) throws SQLException {
        this.login = login;
        this.jars = jars;
        boolean made = false;
        try {
            this.source =
                    new Dialed(jars == null ? shipped(login) : jars.driver(login.url()), login);
            claim();
            made = true;
        } finally {
            if (!made) {
                forget();
            }
        }
    }

    /** For tests: by this driver. */
    Pool(Login login, Driver driver) {
        this.login = login;
        this.jars = null;
        this.source = new Dialed(driver, login);
    }

    private void claim() throws SQLException {
        if (login.product() == Product.SQLITE) {
            SqliteFiles.claim(login.file());
        }
    }

    /** By name: the annotations in PostgreSQL's classes are of a library that nobody needs. */
    private static Driver shipped(Login login) throws SQLException {
        var name = login.product() == Product.SQLITE ? "org.sqlite.JDBC" : "org.postgresql.Driver";
        try {
            var driver = Class.forName(name).getDeclaredConstructor().newInstance();
            Registration.remove();
            return (Driver) driver;
        } catch (ReflectiveOperationException e) {
            throw new Trouble.OwnWords("the driver that ships is not there; see plugin:doctor", e);
        }
    }

    private static HikariConfig settings(Dialed source, int isolation) {
        var settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setPoolName("pons-sql");
        settings.setAutoCommit(false);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(IDLE.toMillis());
        settings.setInitializationFailTimeout(-1);
        settings.setConnectionTimeout(source.login().patience().toMillis());
        settings.setValidationTimeout(
                Math.min(settings.getConnectionTimeout(), settings.getValidationTimeout()));
        if (ISOLATIONS.contains(isolation)) {
            settings.setTransactionIsolation(Integer.toString(isolation));
        }
        return settings;
    }

    /** One connection for each who uses it. */
    synchronized void size(int connectionsAtMost) {
        most = Math.max(1, connectionsAtMost);
        if (connections != null) {
            connections.getHikariConfigMXBean().setMaximumPoolSize(most);
        }
    }

    Login login() {
        return login;
    }

    /** One that lives, without automatic commits; close it to give it back. */
    Connection connection() throws SQLException {
        var open = opened();
        return (open == null ? open(isolation()) : open).getConnection();
    }

    private synchronized @Nullable HikariDataSource opened() {
        return connections;
    }

    /**
     * How the database isolates transactions, which belongs to what a connection is reset to. The
     * pool would ask its first connection, and take a line that is lost in that moment for an
     * answer: then it never connects again (HikariCP 7.1.0, {@code checkDefaultIsolation}).
     */
    private int isolation() throws SQLException {
        try (var first = source.getConnection()) {
            return first.getTransactionIsolation();
        }
    }

    private synchronized HikariDataSource open(int isolation) {
        if (connections == null) {
            var settings = settings(source, isolation);
            settings.setMaximumPoolSize(most);
            connections = new HikariDataSource(settings);
        }
        return connections;
    }

    /** Called when nobody uses it any more. */
    @Override
    public void close() {
        var open = opened();
        if (open != null) {
            open.close();
        }
        if (login.product() == Product.SQLITE) {
            SqliteFiles.release(login.file());
        }
        forget();
    }

    private void forget() {
        if (jars == null) {
            return;
        }
        try {
            jars.forget();
            jars.close();
        } catch (SQLException | IOException e) {
            LOG.warn("the jars of a driver could not be let go: {}", e.getClass().getSimpleName());
        }
    }

    /** The driver itself: the list of the JVM knows nothing of bundles. */
    private record Dialed(Driver driver, Login login) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            var connection = driver.connect(login.url(), login.properties());
            if (connection == null) {
                throw new Trouble.OwnWords("the driver does not take this url: correct url");
            }
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException("nothing is written there");
        }

        @Override
        public void setLoginTimeout(int seconds) {
            LOG.trace("the time of a login is bounded by the option connect-timeout");
        }

        @Override
        public int getLoginTimeout() {
            return (int) Math.max(1, login.patience().toSeconds());
        }

        @Override
        public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("there is none");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("it wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
