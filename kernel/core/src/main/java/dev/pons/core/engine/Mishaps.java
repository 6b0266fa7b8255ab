package dev.pons.core.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What plugins did lately that they must not; one of a kind and place once. Any thread. */
final class Mishaps {

    private static final int MOST = 100;
    private static final int DEPTH = 200;

    /** One for all, as a log is: the places where plugins are called are many. */
    private static final Mishaps ALL = new Mishaps();

    private final Map<List<String>, Mishap> known = new LinkedHashMap<>();

    private Mishaps() {}

    /** It happened just now, there. */
    static void add(String what, StackTraceElement[] at) {
        var classes =
                Arrays.stream(at)
                        .limit(DEPTH)
                        .map(StackTraceElement::getClassName)
                        .distinct()
                        .toList();
        ALL.put(new Mishap(what, Instant.now(), 1, classes));
    }

    private synchronized void put(Mishap mishap) {
        var key = List.of(mishap.what(), mishap.classes().toString());
        var before = known.remove(key);
        known.put(key, before == null ? mishap : before.again(mishap.last()));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** All, the oldest first. */
    static List<Mishap> list() {
        synchronized (ALL) {
            return List.copyOf(ALL.known.values());
        }
    }
}
