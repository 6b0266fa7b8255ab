package dev.pons.itests.proof;

import dev.pons.itests.archive.MllpReceiver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A receiver's own log, and what can be read from it. */
final class Arrivals {

    private final String name;
    private final Map<String, Integer> times = new LinkedHashMap<>();
    private final Map<String, Integer> life = new HashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> needless = new ArrayList<>();
    private int now;

    Arrivals(String name) {
        this.name = name;
    }

    /** Logs a message and answers AA; called on the receiver's threads. */
    synchronized String take(String message) {
        String id = message.split("\\|", 11)[9];
        times.merge(id, 1, Integer::sum);
        Integer before = life.put(id, now);
        if (before != null && before == now) {
            needless.add(id);
        }
        if (!message.equals(Numbered.message(id))) {
            changed.add(id);
        }
        return MllpReceiver.ack("AA", message);
    }

    /** The engine was killed, and nothing that it sent is on its way: another one will send. */
    synchronized void nextLife() {
        now++;
    }

    /** Control ids that one and the same engine sent twice, though every answer was a yes. */
    synchronized List<String> needless() {
        return List.copyOf(needless);
    }

    /** How many different messages have come. */
    synchronized int count() {
        return times.size();
    }

    /** How many came again after their first time. */
    synchronized int repeats() {
        return times.values().stream().mapToInt(each -> each - 1).sum();
    }

    /** Control ids whose bytes were not those that were sent. */
    synchronized List<String> changed() {
        return List.copyOf(changed);
    }

    /** Control ids in the order of their first arrival. */
    synchronized List<String> first() {
        return List.copyOf(times.keySet());
    }

    /** Which of these have not come. */
    static List<String> missing(Collection<String> acknowledged, Collection<String> arrived) {
        var there = new java.util.HashSet<>(arrived);
        return acknowledged.stream().filter(id -> !there.contains(id)).toList();
    }

    /** Which first arrivals came behind a later one of their connection. */
    static List<String> outOfOrder(List<String> first) {
        Map<Integer, String> last = new HashMap<>();
        List<String> late = new ArrayList<>();
        for (String id : first) {
            String before = last.merge(Numbered.connection(id), id, Arrivals::later);
            if (!before.equals(id)) {
                late.add(id);
            }
        }
        return late;
    }

    private static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public String toString() {
        return "%s: %d messages, %d came twice".formatted(name, count(), repeats());
    }
}
