package dev.pons.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong in a file: all of it, never only the first; and what is doubtful, which keeps
 * nothing from running. One thread.
 */
public final class Faults {

    private final List<Fault> all = new ArrayList<>();
    private final List<Fault> doubts = new ArrayList<>();

    /** One fault: where, what, and what to do. */
    public record Fault(Mark mark, String words) {

        /** {@code adt.yaml:12:5: unknown option "hots"; did you mean "host"?}. */
        @Override
        public String toString() {
            return mark + ": " + words;
        }
    }

    /** Adds one; says what to do in its words. */
    public synchronized void add(Mark mark, String words) {
        all.add(new Fault(mark, words));
    }

    /** Adds what may be meant so, but hardly is; says what to do in its words. */
    public synchronized void warn(Mark mark, String words) {
        doubts.add(new Fault(mark, words));
    }

    /** None so far; what is doubtful is none. */
    public synchronized boolean none() {
        return all.isEmpty();
    }

    /** How many so far; to see whether a part added some. */
    public synchronized int count() {
        return all.size();
    }

    /** In the order of the files' lines. */
    public synchronized List<Fault> list() {
        return sorted(all);
    }

    /** What is doubtful, in the same order. */
    public synchronized List<Fault> warnings() {
        return sorted(doubts);
    }

    private static List<Fault> sorted(List<Fault> faults) {
        return faults.stream()
                .sorted(
                        Comparator.comparing((Fault f) -> f.mark().file())
                                .thenComparing(f -> f.mark().line())
                                .thenComparing(f -> f.mark().column()))
                .distinct()
                .toList();
    }
}
