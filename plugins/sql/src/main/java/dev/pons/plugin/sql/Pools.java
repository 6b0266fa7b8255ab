package dev.pons.plugin.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The pools that are open; all who log in alike share one. Any thread. */
final class Pools {

    private final Map<Login, Pool> pools = new HashMap<>();

    /** Borrows it; give it back with {@link #release}. Talks to nobody. */
    synchronized Pool borrow(Login login) throws SQLException {
        var pool = pools.get(login);
        if (pool == null) {
            pool = new Pool(login);
            pools.put(login, pool);
        }
        pool.size(++pool.users);
        return pool;
    }

    /** Closes it when the last one gives it back. */
    void release(Pool pool) {
        synchronized (this) {
            if (--pool.users > 0) {
                pool.size(pool.users);
                return;
            }
            pools.remove(pool.login());
        }
        pool.close();
    }
}
