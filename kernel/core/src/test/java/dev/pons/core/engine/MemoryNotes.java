package dev.pons.core.engine;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Notes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Notes of a store in memory. */
final class MemoryNotes implements Notes {

    private final Map<List<String>, Note> notes = new ConcurrentHashMap<>();
    private volatile long upTo;

    @Override
    public Optional<Note> find(String table, String key) {
        return Optional.ofNullable(notes.get(List.of(table, key)));
    }

    @Override
    public void put(List<Entry.Remembered> left, long last) {
        for (var one : left) {
            var key = List.of(one.table(), one.key());
            if (one.values().isEmpty()) {
                notes.remove(key);
            } else {
                notes.put(key, new Note(one.values(), one.until()));
            }
        }
        upTo = last;
    }

    @Override
    public long upTo() {
        return upTo;
    }

    @Override
    public long expire(long now) {
        int before = notes.size();
        notes.values().removeIf(n -> n.until() != 0 && n.until() <= now);
        return before - notes.size();
    }

    @Override
    public Map<String, Long> sizes() {
        return notes.keySet().stream()
                .collect(Collectors.groupingBy(k -> k.get(0), Collectors.counting()));
    }
}
