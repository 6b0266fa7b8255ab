package dev.pons.plugin.file;

import dev.pons.plugin.file.store.Found;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files somebody may still be writing: those whose size or time changed a short while ago, as
 * we saw it. The clocks of file servers are not asked. One thread at a time.
 */
final class Settling {

    private record Seen(long size, Instant time, Instant since) {}

    private final Map<String, Seen> seen = new HashMap<>();
    private final Duration settle;
    private final Clock clock;

    Settling(Duration settle, Clock clock) {
        this.settle = settle;
        this.clock = clock;
    }

    /** Forgets what is not in the folder any more. */
    void keep(Collection<Found> files) {
        Set<String> names = files.stream().map(Found::name).collect(Collectors.toSet());
        seen.keySet().retainAll(names);
    }

    /** How long it must still rest; zero: it may be taken. */
    Duration rest(Found file) {
        if (settle.isZero()) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        var before = seen.get(file.name());
        if (before == null || before.size != file.size() || !before.time.equals(file.time())) {
            seen.put(file.name(), new Seen(file.size(), file.time(), now));
            return settle;
        }
        var left = Duration.between(now, before.since.plus(settle));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** It changed while it was read: it must rest again. */
    void changed(Found file) {
        seen.remove(file.name());
    }
}
