package dev.pons.core.engine.trial;

import dev.pons.core.control.TrialView;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Differences of many messages, by kind, with counts. Any thread. */
public final class Differences {

    /** So many kinds are kept; more are one kind. */
    private static final int KINDS = 500;

    private static final Comparison.Found MORE = new Comparison.Found("", "more", "other kinds");

    private final Map<Comparison.Found, Seen> kinds = new LinkedHashMap<>();
    private long compared;
    private long alike;
    private long passedOver;

    private static final class Seen {
        private final String example;
        private long count;

        private Seen(String example) {
            this.example = example;
        }
    }

    /** One message was compared. */
    public synchronized void add(String id, Set<Comparison.Found> found) {
        compared++;
        alike += found.isEmpty() ? 1 : 0;
        for (var one : found) {
            var kind = kinds.containsKey(one) || kinds.size() < KINDS ? one : MORE;
            kinds.computeIfAbsent(kind, first -> new Seen(id)).count++;
        }
    }

    /** What is found of a message that was counted before, when its time came. */
    public synchronized void more(String id, Set<Comparison.Found> found) {
        compared--;
        alike -= found.isEmpty() ? 1 : 0;
        add(id, found);
    }

    /** One message cannot be compared. */
    public synchronized void passOver() {
        passedOver++;
    }

    /**
     * All of it.
     *
     * @param allowed a path or the beginning of one, {@code PID-5} or {@code lab:PID-5.1}
     */
    public synchronized TrialView view(
            String channel, List<String> allowed, java.time.Duration took) {
        var all =
                kinds.entrySet().stream()
                        .map(
                                e ->
                                        new TrialView.Difference(
                                                e.getKey().destination(),
                                                e.getKey().place(),
                                                e.getKey().what(),
                                                e.getValue().count,
                                                e.getValue().example,
                                                allowed.stream()
                                                        .anyMatch(rule -> fits(rule, e.getKey()))))
                        .sorted(Comparator.comparingLong(TrialView.Difference::count).reversed())
                        .toList();
        return new TrialView(channel, compared, alike, passedOver, all, took);
    }

    private static boolean fits(String rule, Comparison.Found found) {
        return begins(rule, found.place())
                || begins(rule, found.destination() + ":" + found.place());
    }

    /** The same, or below it: what follows is no letter or digit. */
    private static boolean begins(String rule, String place) {
        return place.startsWith(rule)
                && (place.length() == rule.length()
                        || !Character.isLetterOrDigit(place.charAt(rule.length())));
    }
}
