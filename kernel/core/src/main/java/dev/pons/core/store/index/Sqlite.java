package dev.pons.core.store.index;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to files of SQLite; by the driver itself, since DriverManager is not OSGi's. */
public final class Sqlite {

    private static final JDBC DRIVER = new JDBC();

    private Sqlite() {}

    /** A file that is there. Commits survive the process; the power, after {@link #checkpoint}. */
    public static Connection open(Path file) throws SQLException {
        return connect(file, SQLiteOpenMode.READWRITE.flag);
    }

    /** The same; makes it if it is not there. */
    public static Connection create(Path file) throws SQLException {
        return connect(file, SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag);
    }

    private static Connection connect(Path file, int mode) throws SQLException {
        var how = new Properties();
        how.setProperty(SQLiteConfig.Pragma.OPEN_MODE.pragmaName, Integer.toString(mode));
        var connection = DRIVER.connect("jdbc:sqlite:" + file, how);
        if (connection == null) {
            throw new SQLException("The SQLite driver does not take the file " + file);
        }
        try {
            run(
                    connection,
                    "PRAGMA busy_timeout=10000",
                    "PRAGMA journal_mode=WAL",
                    "PRAGMA synchronous=NORMAL",
                    "PRAGMA wal_autocheckpoint=0",
                    "PRAGMA temp_store=MEMORY");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Runs commands. */
    public static void run(Connection connection, String... commands) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    /** Syncs what was committed; cuts the write-ahead log too if it has grown that much. */
    static void checkpoint(Path file, long longestLog) throws SQLException {
        var log = file.resolveSibling(file.getFileName() + "-wal").toFile();
        var mode = log.length() > longestLog ? "TRUNCATE" : "PASSIVE";
        try (var connection = open(file)) {
            run(connection, "PRAGMA wal_checkpoint(" + mode + ")");
        }
    }

    /** Somebody else has the file for a moment, as while it is recovered after a crash. */
    static boolean isBusy(Exception e) {
        return e instanceof SQLException sql
                && (sql.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** The file itself is wrong, or half made: only building it anew helps. */
    static boolean isDamage(SQLException e) {
        var code = e.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_ERROR.code
                || code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }
}
