package dev.pons.core.store.index;

import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.core.store.Origin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Folds entries of the journal into changes of the index, and writes them file by file. The index
 * thread only.
 */
final class IndexWriter {

    private final IndexDays days;
    private final Map<Long, Change> changes = new HashMap<>();
    private final Map<IndexFile, List<MessageChange>> files = new LinkedHashMap<>();
    private int entries;
    private long last;
    private @Nullable IndexFile writing;

    /** A change, and the file that it belongs to; its watermark says what it has already. */
    private record Change(MessageChange change, IndexFile file) {}

    IndexWriter(IndexDays days) {
        this.days = days;
    }

    /** Entries that wait to be written. */
    int entries() {
        return entries;
    }

    void add(long id, Entry entry, long size) throws SQLException, IOException {
        entries++;
        last = id;
        if (entry instanceof Entry.Received e) {
            var change = fresh(id, days.forMessage(id, e.at(), e.channel()));
            if (change != null) {
                change.received(e, size);
            }
            if (e.origin().kind() == Origin.Kind.HANDED) {
                var parent = known(id, e.origin().parent());
                if (parent != null) {
                    parent.handed(id, e);
                }
            }
        } else if (entry instanceof Entry.Refused e) {
            var change = fresh(id, days.forMessage(id, e.at(), e.channel()));
            if (change != null) {
                change.refused(e, size);
            }
        } else {
            var message = message(entry);
            var change = message == 0 ? null : known(id, message);
            if (change != null) {
                later(change, id, entry);
            }
        }
    }

    /** The message that an entry is about; 0: none. */
    private static long message(Entry entry) {
        return entry instanceof Entry.Duplicate e ? e.of() : entry.message();
    }

    private static void later(MessageChange change, long id, Entry entry) {
        if (entry instanceof Entry.Routed e) {
            change.routed(id, e);
        } else if (entry instanceof Entry.Result e) {
            change.result(id, e);
        } else if (entry instanceof Entry.Act e) {
            change.act(id, e);
        } else if (entry instanceof Entry.Made e) {
            change.made(id, e);
        } else if (entry instanceof Entry.Begun e) {
            change.begun(id, e);
        } else if (entry instanceof Entry.Answered e) {
            change.answered(id, e);
        } else if (entry instanceof Entry.Duplicate e) {
            change.duplicate(id, e);
        }
    }

    private @Nullable MessageChange fresh(long id, IndexFile file) {
        return id > file.reach().watermark() ? change(id, file) : null;
    }

    private MessageChange change(long message, IndexFile file) {
        var change = new MessageChange(message);
        changes.put(message, new Change(change, file));
        files.computeIfAbsent(file, any -> new ArrayList<>()).add(change);
        return change;
    }

    private @Nullable MessageChange known(long id, long message) throws SQLException {
        var here = changes.get(message);
        if (here != null) {
            return id > here.file().reach().watermark() ? here.change() : null;
        }
        var file = days.with(message);
        return file == null || id <= file.reach().watermark() ? null : change(message, file);
    }

    /** Commits what was added; the last entry that is now in the index. */
    long write(IndexCare care) throws SQLException, IOException {
        var touched = new LinkedHashSet<>(files.keySet());
        care.touched(touched);
        FailPoint.INDEX_WRITING.pass();
        for (var file : files.entrySet()) {
            writing = file.getKey();
            file.getKey().apply(file.getValue(), last);
            writing = null;
        }
        FailPoint.INDEX_WRITTEN.pass();
        care.committed(touched, last);
        clear();
        days.closeOld();
        return last;
    }

    /** The file whose change failed; null: it was none. */
    @Nullable IndexFile failed() {
        return writing;
    }

    /** Forgets what was not written. */
    void clear() {
        changes.clear();
        files.clear();
        entries = 0;
        writing = null;
    }
}
