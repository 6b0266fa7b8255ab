package dev.pons.core.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The journal as it is read: from memory what is new, from the files the rest. Any thread. */
record JournalLog(Segments segments, Archive archive, Recent recent, Durable durable) {

    Entry read(long id) throws IOException {
        if (id > durable.last()) {
            throw new IOException("There is no entry " + Ids.text(id));
        }
        var known = recent.get(id);
        if (known != null) {
            return known;
        }
        try {
            return segments.of(id).read(Ids.sequence(id));
        } catch (NoSuchFileException e) {
            return archive.read(id);
        }
    }

    JournalReader follow(long after) throws IOException {
        return new JournalReader(this, after);
    }

    /** Durable entries behind an id. */
    long countAfter(long id) throws IOException {
        return archive.countAfter(id) + segments.countAfter(id);
    }

    /** The committer: these are durable now. */
    void reach(List<Batch> group) {
        var last = 0L;
        for (var batch : group) {
            var id = batch.placed();
            for (var entry : batch.entries()) {
                recent.add(id++, entry);
            }
            last = id - 1;
        }
        durable.reach(last);
    }
}
