package dev.pons.plugin.sql;

import dev.pons.spi.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The database of one instance: one call at a time, on its thread; {@link #abort} from any other.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** How long a cancelled statement may take to end before its line is cut. */
    private static final Duration CUT = Duration.ofSeconds(2);

    /** SQLite waits for a lock so long, and cannot be cancelled meanwhile. */
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(3);

    private final Pools pools;
    private final Login login;
    private final Duration timeout;
    private final Context context;
    private final Call call = new Call();
    private @Nullable Pool pool;

    Database(Pools pools, Login login, Duration timeout, Context context) {
        this.pools = pools;
        this.login = login;
        this.timeout = timeout;
        this.context = context;
    }

    /** What runs now; guarded by itself. */
    private static final class Call {
        private @Nullable Connection connection;
        private @Nullable Statement statement;
        private boolean aborted;
        private int number;
    }

    Product product() {
        return login.product();
    }

    /** Begins a call: what was aborted before is forgotten. */
    void begin() {
        synchronized (call) {
            call.aborted = false;
            call.number++;
        }
    }

    /** A connection that lives, for this call; close it before the call ends. */
    Connection connection() throws SQLException {
        if (pool == null) {
            pool = pools.borrow(login);
        }
        var connection = pool.connection();
        synchronized (call) {
            call.connection = connection;
        }
        limit(connection);
        return connection;
    }

    /** A line that says nothing any more must not be waited for; not all drivers can. */
    private void limit(Connection connection) {
        if (login.product() == Product.SQLITE) {
            return;
        }
        try {
            var longest = timeout.plus(CUT).plus(CUT);
            connection.setNetworkTimeout(Runnable::run, (int) longest.toMillis());
        } catch (SQLException | AbstractMethodError e) {
            LOG.debug("{}: the driver bounds no reads: {}", context.name(), e.getClass().getName());
        }
    }

    /** This statement runs next. {@code SQLException}: the call was aborted. */
    void running(Statement statement) throws SQLException {
        var longest = timeout;
        if (login.product() == Product.SQLITE && longest.compareTo(LONGEST_LOCK) > 0) {
            longest = LONGEST_LOCK;
        }
        statement.setQueryTimeout((int) Math.max(1, longest.toSeconds()));
        synchronized (call) {
            if (call.aborted) {
                throw new SQLException("aborted", Trouble.CANCEL);
            }
            call.statement = statement;
        }
    }

    /** Ends a call. */
    void end() {
        synchronized (call) {
            call.connection = null;
            call.statement = null;
        }
    }

    /** Undoes what was not committed; a line that is gone has done so itself. */
    void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("{}: nothing to undo: {}", context.name(), e.getSQLState());
        }
    }

    /** To the pool, which throws a broken one away; what was committed stays so. */
    void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("{}: a connection is thrown away: {}", context.name(), e.getSQLState());
        }
    }

    /** Cancels what runs; a line that does not hear it is cut. Any thread. */
    void abort() {
        Statement statement;
        int number;
        synchronized (call) {
            call.aborted = true;
            statement = call.statement;
            number = call.number;
        }
        context.executor().schedule(() -> cut(number), CUT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            LOG.debug("{}: nothing to cancel: {}", context.name(), e.getSQLState());
        }
    }

    private void cut(int number) {
        Connection connection;
        synchronized (call) {
            connection = call.number == number ? call.connection : null;
        }
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("{}: the line is cut already: {}", context.name(), e.getSQLState());
        }
    }

    Trouble trouble(SQLException e) {
        return Trouble.of(e, login.product());
    }

    @Override
    public void close() {
        var open = pool;
        pool = null;
        if (open != null) {
            pools.release(open);
        }
    }
}
