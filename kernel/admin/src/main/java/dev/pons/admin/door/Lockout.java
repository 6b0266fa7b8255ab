package dev.pons.admin.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who was wrong several times waits: after each further failure twice as long. It is forgotten some
 * time after the last one, or when somebody came in. Remembers a bounded number of names, those
 * that failed last. Any thread.
 */
final class Lockout {

    private static final int MOST = 10_000;
    private static final int LONGEST_NAME = 64;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final int free;
    private final Duration longest;
    private final Clock clock;
    private final Map<String, Failures> all =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > MOST;
                }
            };

    private record Failures(int count, Instant last) {}

    /**
     * Nobody waits.
     *
     * @param free failures that cost nothing
     * @param longest time that anybody waits
     */
    Lockout(int free, Duration longest, Clock clock) {
        this.free = free;
        this.longest = longest;
        this.clock = clock;
    }

    /** How long this one waits from now; zero: not at all. */
    synchronized Duration left(String name) {
        var failures = of(name);
        if (failures.count() < free) {
            return Duration.ZERO;
        }
        var seconds = 1L << Math.min(20, failures.count() - free);
        var wait = Duration.ofSeconds(Math.min(seconds, longest.toSeconds()));
        var left = Duration.between(clock.instant(), failures.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** One more. */
    synchronized void failed(String name) {
        all.put(key(name), new Failures(of(name).count() + 1, clock.instant()));
    }

    /** Came in. */
    synchronized void passed(String name) {
        all.remove(key(name));
    }

    /** Callers choose names: long ones take no more room. */
    private static String key(String name) {
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private Failures of(String name) {
        var now = clock.instant();
        var failures = all.get(key(name));
        return failures == null || failures.last().plus(FORGOTTEN).isBefore(now)
                ? new Failures(0, now)
                : failures;
    }
}
