package dev.pons.core.store.index;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Ids that a statement gives, some at a time. Its parameters: 1 and 2 the first and last id, 3 to 6
 * as given, 7 how many.
 */
final class SqlIds implements IdStream {

    private static final int FIRST = 32;
    private static final int MOST = 1024;

    private final Connection connection;
    private final String sql;
    private final long[] parameters;
    private final boolean oldestFirst;
    private long[] ids = new long[FIRST];
    private int count;
    private int at;

    SqlIds(Connection connection, String sql, long[] parameters, boolean oldestFirst) {
        this.connection = connection;
        this.sql = sql;
        this.parameters = parameters;
        this.oldestFirst = oldestFirst;
        // as if a full page was used up
        this.count = FIRST;
        this.at = FIRST;
    }

    @Override
    public long next() throws SQLException {
        if (at == count) {
            if (count < ids.length) {
                return END;
            }
            fill();
        }
        return at < count ? ids[at++] : END;
    }

    private void fill() throws SQLException {
        if (at > 0 && ids[at - 1] != 0) {
            parameters[oldestFirst ? 0 : 1] = ids[at - 1] + (oldestFirst ? 1 : -1);
            ids = new long[Math.min(MOST, ids.length * 2)];
        }
        count = 0;
        at = 0;
        parameters[6] = ids.length;
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    ids[count++] = row.getLong(1);
                }
            }
        }
    }
}
