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

import javax.sql.DataSource;

/** Connections to one database, shared by all who log in alike: at most one for each of them. */
final class Pool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Guarded by {@link Pools}. */
    int users;

    private final Login login;
    private final @Nullable DriverJars jars;
    private final HikariDataSource connections;

    /** Connects to nothing yet. {@code SQLException}: there is no driver, with the remedy. */
    Pool(Login login) throws SQLException {
        this.login = login;
        this.jars = login.driver().isEmpty() ? null : DriverJars.of(login.driver());
        boolean made = false;
        try {
            var driver = jars == null ? shipped(login) : jars.driver(login.url());
            this.connections = new HikariDataSource(settings(new Dialed(driver, login)));
            made = true;
        } finally {
            if (!made) {
                forget();
            }
        }
        boolean claimed = false;
        try {
            claim();
            claimed = true;
        } finally {
            if (!claimed) {
                connections.close();
                forget();
            }
        }
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

    private static HikariConfig settings(Dialed source) {
        var settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setPoolName("pons-sql");
        settings.setAutoCommit(false);
        settings.setMaximumPoolSize(1);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(IDLE.toMillis());
        settings.setInitializationFailTimeout(-1);
        settings.setConnectionTimeout(source.login().patience().toMillis());
        settings.setValidationTimeout(
                Math.min(settings.getConnectionTimeout(), settings.getValidationTimeout()));
        return settings;
    }

    /** One connection for each who uses it. */
    void size(int connectionsAtMost) {
        connections.getHikariConfigMXBean().setMaximumPoolSize(Math.max(1, connectionsAtMost));
    }

    Login login() {
        return login;
    }

    /** One that lives, without automatic commits; close it to give it back. */
    Connection connection() throws SQLException {
        return connections.getConnection();
    }

    @Override
    public void close() {
        connections.close();
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
