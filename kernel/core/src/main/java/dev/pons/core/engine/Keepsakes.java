package dev.pons.core.engine;

import dev.pons.core.language.Memory;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Remembered;
import dev.pons.core.store.Notes;
import dev.pons.core.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What channels remember: what the last messages left, in memory, before what the journal has
 * already put into the store's notes. A message's steps see what all before them left, also while
 * that is not durable yet; after a crash those messages run again and leave it again.
 */
final class Keepsakes implements Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Keepsakes.class);
    private static final int MANY = 1_000;
    private static final String FORGET = "forget";

    /** No table that a person can name has a line end in its name. */
    private static final char BEFORE_KEY = '\n';

    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final Store store;
    private final Map<Key, Remembered> young = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private final List<Remembered> seen = new ArrayList<>();
    private final Care care = new Care();

    private record Key(String table, String key) {}

    /** How far it is, and when it was tidied last. */
    private static final class Care {
        long upTo;
        boolean unwell;
        Instant swept = Instant.EPOCH;
    }

    Keepsakes(Store store) {
        this.store = store;
        care.upTo = store.notes().upTo();
    }

    /** Reads what the journal has that the notes have not, up to an entry; at the start. */
    void catchUp(long upTo) throws IOException {
        if (care.upTo >= upTo) {
            return;
        }
        try (var reader = store.follow(care.upTo)) {
            while (reader.next(0) && reader.id() <= upTo) {
                saw(reader.id(), reader.entry());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the journal was read", e);
        }
        keep(upTo);
    }

    /** The next entry of the journal. */
    void saw(long id, Entry entry) {
        var left = left(entry);
        synchronized (seen) {
            if (id > care.upTo) {
                care.upTo = id;
                seen.addAll(left);
            }
        }
    }

    private static List<Remembered> left(Entry entry) {
        if (entry instanceof Entry.Routed routed) {
            return routed.given().remembered();
        }
        if (entry instanceof Entry.Made made) {
            return made.given().remembered();
        }
        return entry instanceof Entry.Act act ? forgotten(act) : List.of();
    }

    /** A person's act: what is remembered under a key is taken away. */
    static Entry.Act forgetting(String table, String key, long at, String who, String why) {
        return new Entry.Act(0, table + BEFORE_KEY + key, at, FORGET, who, why);
    }

    /** It is such an act, and no order to a channel. */
    static boolean isForgetting(Entry.Act act) {
        return act.message() == 0 && act.act().equals(FORGET);
    }

    /** What such an act leaves; of others, nothing. */
    static List<Remembered> forgotten(Entry.Act act) {
        int end = act.destination().indexOf(BEFORE_KEY);
        return isForgetting(act)
                ? List.of(
                        new Remembered(
                                act.destination().substring(0, end),
                                act.destination().substring(end + 1),
                                Map.of(),
                                0))
                : List.of();
    }

    /** Everything up to an entry is in the notes when this returns. */
    void keep(long upTo) throws IOException {
        synchronized (seen) {
            care.upTo = Math.max(care.upTo, upTo);
            store.notes().put(seen, care.upTo);
            seen.forEach(r -> young.remove(new Key(r.table(), r.key()), r));
            seen.clear();
        }
    }

    /** Once a second: puts what was seen into the notes, and takes out what is forgotten. */
    void tick(Instant now) {
        try {
            synchronized (seen) {
                if (!seen.isEmpty()) {
                    keep(care.upTo);
                }
            }
            if (now.isAfter(care.swept.plus(SWEEP))) {
                care.swept = now;
                store.notes().expire(now.toEpochMilli());
            }
            care.unwell = false;
        } catch (IOException e) {
            if (!care.unwell) {
                LOG.error("{}; it is tried again", e.getMessage());
            }
            care.unwell = true;
        }
    }

    /** So much waits for the notes that they should be written now. */
    boolean isMuch() {
        synchronized (seen) {
            return seen.size() >= MANY;
        }
    }

    /** What steps left, before it is durable. */
    void soon(List<Remembered> left) {
        for (var one : left) {
            young.put(new Key(one.table(), one.key()), one);
        }
    }

    @Override
    public Optional<Map<String, String>> recall(String table, String key, Instant now) {
        return note(table, key, now).map(Notes.Note::values);
    }

    /** What is remembered under a key, and until when. */
    Optional<Notes.Note> note(String table, String key, Instant now) {
        var one = young.get(new Key(table, key));
        if (one == null) {
            return find(table, key).filter(n -> !ended(n.until(), now));
        }
        return one.values().isEmpty() || ended(one.until(), now)
                ? Optional.empty()
                : Optional.of(new Notes.Note(one.values(), one.until()));
    }

    private Optional<Notes.Note> find(String table, String key) {
        try {
            return store.notes().find(table, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ended(long until, Instant now) {
        return until != 0 && until <= now.toEpochMilli();
    }

    @Override
    public long next(String sequence) {
        return sequence(sequence).incrementAndGet();
    }

    private AtomicLong sequence(String sequence) {
        return sequences.computeIfAbsent(sequence, name -> new AtomicLong(last(name)));
    }

    private long last(String sequence) {
        return find(Notes.SEQUENCES, sequence)
                .map(n -> Long.parseLong(n.values().getOrDefault(Notes.NUMBER, "0")))
                .orElse(0L);
    }

    @Override
    public Memory forReading() {
        return new Memory() {
            @Override
            public Optional<Map<String, String>> recall(String table, String key, Instant now) {
                return Keepsakes.this.recall(table, key, now);
            }

            @Override
            public long next(String sequence) {
                return sequence(sequence).get() + 1;
            }
        };
    }
}
