package dev.pons.core.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds entries of the journal into changes of the index, and writes them file by file. The index
 * thread only.
 */
final class IndexWriter {

    private final IndexDays days;
    private final Map<IndexDay, Map<Long, MessageChange>> changes = new LinkedHashMap<>();
    private int entries;
    private long last;

    IndexWriter(IndexDays days) {
        this.days = days;
    }

    /** Entries that wait to be written. */
    int entries() {
        return entries;
    }

    void add(long id, Entry entry, long size) throws SQLException {
        entries++;
        last = id;
        if (entry instanceof Entry.Received e) {
            var day = days.forMessage(id, e.at());
            if (id > day.watermark()) {
                change(day, id).received(e, size);
            }
        } else if (entry instanceof Entry.Refused e) {
            var day = days.forMessage(id, e.at());
            if (id > day.watermark()) {
                change(day, id).refused(e, size);
            }
        } else if (entry instanceof Entry.Routed e) {
            var day = days.of(e.message());
            if (day != null && id > day.watermark()) {
                change(day, e.message()).routed(e);
            }
        } else if (entry instanceof Entry.Result e) {
            var day = days.of(e.message());
            if (day != null && id > day.watermark()) {
                change(day, e.message()).result(e);
            }
        } else if (entry instanceof Entry.Act e) {
            var day = days.of(e.message());
            if (day != null && id > day.watermark()) {
                change(day, e.message()).act(id, e);
            }
        }
    }

    private MessageChange change(IndexDay day, long message) {
        return changes.computeIfAbsent(day, any -> new TreeMap<>())
                .computeIfAbsent(message, MessageChange::new);
    }

    /** Commits what was added; the last entry that is now in the index. */
    long write(IndexCare care) throws SQLException, IOException {
        var touched = new LinkedHashSet<>(changes.keySet());
        care.touched(touched);
        FailPoint.INDEX_WRITING.pass();
        for (var day : changes.entrySet()) {
            day.getKey().apply(day.getValue().values(), last);
        }
        FailPoint.INDEX_WRITTEN.pass();
        care.committed(touched, last);
        clear();
        days.closeOld();
        return last;
    }

    /** Forgets what was not written. */
    void clear() {
        changes.clear();
        entries = 0;
    }
}
