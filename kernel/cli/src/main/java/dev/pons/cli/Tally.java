package dev.pons.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is told at the end: how often what happened, in the order of the first time. Any thread. */
final class Tally {

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    synchronized int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    synchronized int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    /** {@code messages 3, AA 2, no answer 1}; {@code nothing} if nothing happened. */
    @Override
    public synchronized String toString() {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}
