package dev.pons.core.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The earliest and latest time of every thousand messages or so, so that a search for a time begins
 * near it though times are not quite in the order of ids. The thread that writes.
 */
final class IndexMarks {

    private static final int MESSAGES = 1024;

    private final PreparedStatement write;
    private int count = MESSAGES;
    private long first;
    private long low;
    private long high;
    private boolean changed;

    IndexMarks(Connection connection) throws SQLException {
        write = connection.prepareStatement("INSERT OR REPLACE INTO mark VALUES(?,?,?)");
    }

    void add(long id, long at) throws SQLException {
        if (count == MESSAGES) {
            write();
            count = 0;
            first = id;
            low = at;
            high = at;
        }
        count++;
        low = Math.min(low, at);
        high = Math.max(high, at);
        changed = true;
    }

    void write() throws SQLException {
        if (changed) {
            write.setLong(1, first);
            write.setLong(2, low);
            write.setLong(3, high);
            write.executeUpdate();
            changed = false;
        }
    }
}
