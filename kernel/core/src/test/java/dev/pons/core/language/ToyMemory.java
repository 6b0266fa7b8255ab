package dev.pons.core.language;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a test remembers. */
final class ToyMemory implements Memory {

    final Map<String, Map<String, String>> known = new HashMap<>();
    long last;

    @Override
    public Optional<Map<String, String>> recall(String table, String key, Instant now) {
        return Optional.ofNullable(known.get(table + "/" + key));
    }

    @Override
    public long next(String sequence) {
        return ++last;
    }
}
