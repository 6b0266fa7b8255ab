package dev.pons.core.engine;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Messages that hang on others, while the journal is read. */
final class Links {

    /** Copies that are to be sent with the bytes of another message, and that one, by id. */
    final Map<Long, Long> resent = new TreeMap<>();

    /** Messages that count when the entry behind them says so. */
    final Map<Long, Entry.Received> parts = new HashMap<>();

    /** Of messages of which one will be made. */
    final Groups groups = new Groups();

    /**
     * Takes those that stand right before the entry that makes them count, in order; what else
     * waited is nothing.
     */
    Map<Long, Entry.Received> before(long id, Predicate<Origin> mine) {
        var found = new TreeMap<Long, Entry.Received>();
        for (long at = id - 1; ; at--) {
            var part = parts.get(at);
            if (part == null || !mine.test(part.origin())) {
                break;
            }
            found.put(at, part);
        }
        parts.clear();
        return found;
    }
}
