package dev.pons.core.store.index;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Connections that searches have left, the last few of them. Any thread. */
final class IndexReaders {

    private static final int MOST = 16;

    private final Deque<IndexReader> idle = new ArrayDeque<>();
    private boolean closed;

    /** One for a file; give it back. */
    IndexReader take(IndexFile file) throws SQLException {
        var known = idle(file);
        return known == null ? new IndexReader(file) : known;
    }

    private synchronized @Nullable IndexReader idle(IndexFile file) {
        for (Iterator<IndexReader> each = idle.iterator(); each.hasNext(); ) {
            var reader = each.next();
            if (reader.file() == file) {
                each.remove();
                return reader;
            }
        }
        return null;
    }

    void give(IndexReader reader) throws SQLException {
        @Nullable IndexReader left;
        synchronized (this) {
            if (closed || reader.file().isGone()) {
                left = reader;
            } else {
                idle.addFirst(reader);
                left = idle.size() > MOST ? idle.removeLast() : null;
            }
        }
        if (left != null) {
            left.close();
        }
    }

    /** Frees those of files that are gone, or all. */
    void free(boolean all) throws SQLException {
        Deque<IndexReader> left = new ArrayDeque<>();
        synchronized (this) {
            closed |= all;
            idle.removeIf(
                    reader -> {
                        var goes = all || reader.file().isGone();
                        if (goes) {
                            left.add(reader);
                        }
                        return goes;
                    });
        }
        for (var reader : left) {
            reader.close();
        }
    }
}
