package dev.pons.core.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The journal as it is read: from memory what is new, from the files the rest. Any thread. */
record JournalLog(Segments segments, Archive archive, Recent recent, Durable durable)
        implements Written {

    private static final int FEW = 64;

    @Override
    public Entry read(long id) throws IOException {
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

    @Override
    public JournalReader follow(long after) throws IOException {
        return new JournalReader(this, after);
    }

    @Override
    public long last() {
        return durable.last();
    }

    @Override
    public void end() {
        durable.close();
    }

    @Override
    public long countAfter(long id) throws IOException {
        return archive.countAfter(id) + segments.countAfter(id);
    }

    @Override
    public Optional<Instant> timeAfter(long id) throws IOException {
        try (var reader = follow(id)) {
            for (var i = 0; i < FEW && reader.next(0); i++) {
                var at = at(reader.entry());
                if (at.isPresent()) {
                    return at;
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Instant> at(Entry entry) {
        var at = entry.at();
        return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }

    /** Of what a delivery is made; what became of one is read by its id when a person asks. */
    private static boolean isSoonRead(Entry entry) {
        return entry instanceof Entry.Received
                || entry instanceof Entry.Routed
                || entry instanceof Entry.Made;
    }

    /** The committer: these are durable now. */
    void reach(List<Batch> group) {
        var last = 0L;
        for (var batch : group) {
            var id = batch.placed();
            for (var entry : batch.entries()) {
                if (isSoonRead(entry)) {
                    recent.add(id, entry);
                }
                id++;
            }
            last = id - 1;
        }
        durable.reach(last);
    }
}
