package dev.pons.core.store.index;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Which messages have a value: pairs of a hash and an id. A tree that is sorted by value would be
 * changed on a page of its own by every message; so pairs are written one behind the other first,
 * then some ten thousand at once as a sorted run, cut into buckets by their first byte. A search
 * reads one bucket of every run, and what is not in a run yet.
 *
 * <p>The thread that writes; searches use {@link #find}.
 */
final class Postings {

    static final String OF_BUCKET = "SELECT data FROM found WHERE bucket=?";

    private static final int RUN = 32_768;
    private static final int WORTH_A_RUN = 2_048;
    private static final int BUCKETS = 256;

    /** In the tail: hash and id. In a run: 32 bits of the hash behind the bucket's, and the id. */
    private static final int PAIR = 16;

    private static final int ENTRY = 12;

    private final Connection connection;
    private final PreparedStatement tail;
    private final PreparedStatement bucket;
    private long[] pairs = new long[1024];
    private int size;
    private int written;
    private int run;

    Postings(Connection connection) throws SQLException {
        this.connection = connection;
        tail = connection.prepareStatement("INSERT INTO tail(data) VALUES(?)");
        bucket = connection.prepareStatement("INSERT INTO found VALUES(?,?,?)");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT data FROM tail ORDER BY id")) {
            while (row.next()) {
                var data = ByteBuffer.wrap(row.getBytes(1));
                while (data.hasRemaining()) {
                    add(data.getLong(), data.getLong());
                }
            }
        }
        written = size;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT max(run) FROM found WHERE bucket=0")) {
            run = row.next() ? row.getInt(1) : 0;
        }
    }

    void add(long hash, long id) {
        if (size + 2 > pairs.length) {
            pairs = Arrays.copyOf(pairs, pairs.length * 2);
        }
        pairs[size++] = hash;
        pairs[size++] = id;
    }

    /** Before a commit: what was added stands in the file. */
    void write() throws SQLException {
        if (size / 2 >= RUN) {
            flush();
        } else if (size > written) {
            var data = ByteBuffer.allocate((size - written) * Long.BYTES);
            data.asLongBuffer().put(pairs, written, size - written);
            tail.setBytes(1, data.array());
            tail.executeUpdate();
            written = size;
        }
    }

    /** Nothing is added for a while: a tail that is worth it becomes a run. */
    void settle() throws SQLException {
        if (size / 2 >= WORTH_A_RUN) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (size == 0) {
            return;
        }
        run++;
        var starts = starts();
        var ordered = ordered(starts);
        for (var n = 0; n < BUCKETS; n++) {
            // bucket 0 says which runs there are, so it is written even if nothing is in it
            if (n == 0 || starts[n + 1] > starts[n]) {
                bucket.setInt(1, n);
                bucket.setInt(2, run);
                bucket.setBytes(3, entries(ordered, starts[n], starts[n + 1]));
                bucket.executeUpdate();
            }
        }
        Sqlite.run(connection, "DELETE FROM tail");
        size = 0;
        written = 0;
    }

    /** Where each bucket begins, counted in pairs. */
    private int[] starts() {
        var starts = new int[BUCKETS + 1];
        for (var i = 0; i < size; i += 2) {
            starts[bucket(pairs[i]) + 1]++;
        }
        for (var i = 1; i <= BUCKETS; i++) {
            starts[i] += starts[i - 1];
        }
        return starts;
    }

    private long[] ordered(int[] starts) {
        var next = starts.clone();
        var ordered = new long[size];
        for (var i = 0; i < size; i += 2) {
            var at = next[bucket(pairs[i])]++ * 2;
            ordered[at] = pairs[i];
            ordered[at + 1] = pairs[i + 1];
        }
        return ordered;
    }

    private static byte[] entries(long[] ordered, int from, int to) {
        var data = ByteBuffer.allocate((to - from) * ENTRY);
        for (var i = from; i < to; i++) {
            data.putInt(rest(ordered[i * 2]));
            data.putLong(ordered[i * 2 + 1]);
        }
        return data.array();
    }

    private static int bucket(long hash) {
        return (int) (hash >>> 56);
    }

    private static int rest(long hash) {
        return (int) (hash >>> 24);
    }

    /** Ids that may have the value, in order, each once; who uses them compares the value. */
    static long[] find(Connection connection, long hash) throws SQLException {
        var hits = new Hits();
        // the tail first: what becomes a run meanwhile is then seen twice, not never
        try (var statement = connection.prepareStatement("SELECT data FROM tail");
                var row = statement.executeQuery()) {
            while (row.next()) {
                var data = ByteBuffer.wrap(row.getBytes(1));
                while (data.remaining() >= PAIR) {
                    hits.add(data.getLong() == hash, data.getLong());
                }
            }
        }
        try (var statement = connection.prepareStatement(OF_BUCKET)) {
            statement.setInt(1, bucket(hash));
            var rest = rest(hash);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var data = ByteBuffer.wrap(row.getBytes(1));
                    while (data.remaining() >= ENTRY) {
                        hits.add(data.getInt() == rest, data.getLong());
                    }
                }
            }
        }
        return hits.sorted();
    }

    /** Ids that grow. */
    private static final class Hits {

        private long[] ids = new long[16];
        private int count;

        void add(boolean fits, long id) {
            if (fits) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, count * 2);
                }
                ids[count++] = id;
            }
        }

        long[] sorted() {
            Arrays.sort(ids, 0, count);
            var different = 0;
            for (var i = 0; i < count; i++) {
                if (different == 0 || ids[i] != ids[different - 1]) {
                    ids[different++] = ids[i];
                }
            }
            return Arrays.copyOf(ids, different);
        }
    }
}
