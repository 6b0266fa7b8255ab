package dev.pons.core.store.index;

import dev.pons.core.store.FailPoint;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Syncs the files of the index from time to time, on a thread of its own, so that writing it does
 * not wait; then notes how far all of them are on the disk.
 */
final class IndexCare {

    /** A write-ahead log longer than this is cut, which holds up the writer for a moment. */
    private static final long LONGEST_LOG = 64L << 20;

    private final IndexDays days;
    private final Set<IndexFile> dirty = new LinkedHashSet<>();
    private long reached;
    private long noted;

    IndexCare(IndexDays days) {
        this.days = days;
    }

    /** The index thread: these will be changed, even if not all of it succeeds. */
    synchronized void touched(Set<IndexFile> files) {
        dirty.addAll(files);
    }

    /** The index thread: these were committed, all up to here is. */
    synchronized void committed(Set<IndexFile> files, long upTo) {
        dirty.addAll(files);
        reached = upTo;
    }

    /** The index begins anew, or replays from here. */
    synchronized void restarted(long from) {
        dirty.clear();
        reached = from;
        noted = from;
    }

    /** One round; what fails is tried again in the next one. */
    void round() throws SQLException, IOException {
        List<IndexFile> now;
        long upTo;
        synchronized (this) {
            upTo = reached;
            if (upTo == noted) {
                return;
            }
            now = new ArrayList<>(dirty);
            dirty.clear();
        }
        try {
            for (var file : now) {
                sync(file);
            }
        } catch (SQLException e) {
            touched(Set.copyOf(now));
            throw e;
        }
        FailPoint.INDEX_SYNCED.pass();
        synchronized (this) {
            if (reached < upTo) {
                // begun anew meanwhile
                return;
            }
            days.position(upTo);
            noted = upTo;
        }
    }

    /** One that was forgotten meanwhile needs nothing. */
    private static void sync(IndexFile file) throws SQLException {
        try {
            Sqlite.checkpoint(file.path(), LONGEST_LOG);
        } catch (SQLException e) {
            if (!file.isGone()) {
                throw e;
            }
        }
    }
}
