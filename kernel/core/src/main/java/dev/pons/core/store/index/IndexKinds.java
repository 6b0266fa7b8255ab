package dev.pons.core.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Channel and type of messages as one small number per file; the thread that writes. */
final class IndexKinds {

    /** Of more types than these one hears from a sender that makes them up: they share one. */
    private static final int MOST = 2_000;

    private static final String OTHER = "(other)";
    private static final int LONGEST_TYPE = 64;

    private final Map<String, Map<String, Integer>> known = new HashMap<>();
    private final PreparedStatement insert;
    private int count;

    IndexKinds(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO kind VALUES(?,?,?)");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id, channel, type FROM kind")) {
            while (row.next()) {
                note(row.getString(2), row.getString(3), row.getInt(1));
            }
        }
    }

    private void note(String channel, String type, int id) {
        known.computeIfAbsent(channel, c -> new HashMap<>()).put(type, id);
        count = Math.max(count, id);
    }

    int of(String channel, String type) throws SQLException {
        var types = known.get(channel);
        var id = types == null ? null : types.get(type);
        return id == null ? fresh(channel, type) : id;
    }

    private int fresh(String channel, String type) throws SQLException {
        if (count >= MOST || type.length() > LONGEST_TYPE) {
            if (!type.equals(OTHER)) {
                return of(channel, OTHER);
            }
        }
        var id = count + 1;
        insert.setInt(1, id);
        insert.setString(2, channel);
        insert.setString(3, type);
        insert.executeUpdate();
        note(channel, type, id);
        return id;
    }
}
