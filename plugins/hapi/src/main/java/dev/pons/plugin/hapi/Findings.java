package dev.pons.plugin.hapi;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with one message: the first of it, and how many more. One thread. */
final class Findings {

    static final int MOST = 1_000;

    /** So many are shown to whoever tries the channel. */
    private static final int SHOWN = 20;

    private final Map<String, Problem> first = new LinkedHashMap<>();
    private int more;

    /**
     * One more; the same again does not count.
     *
     * @param code neutral, as {@link Problem#of} has them
     * @param path as channel files write it; empty: of the whole message
     * @param words without content
     */
    void add(String code, String path, String words) {
        if (first.size() >= MOST) {
            more++;
            return;
        }
        var problem = Problem.of(code, words);
        var placed = path.isEmpty() ? problem : problem.at(path);
        first.putIfAbsent(placed.toString(), placed);
    }

    boolean none() {
        return first.isEmpty();
    }

    /** Tells the first of them. */
    void note(Run run) {
        first.keySet().stream().limit(SHOWN).forEach(run::note);
        int rest = first.size() - SHOWN + more;
        if (rest > 0) {
            run.note("and " + rest + " more findings");
        }
    }

    /** Of at least one; the last one says how many are not in it. */
    ProblemException exception() {
        List<Problem> all = new ArrayList<>(first.values());
        if (more > 0) {
            all.add(Problem.of("value", "and " + more + " more, which are not listed"));
        }
        return new ProblemException(all.get(0), all.subList(1, all.size()).toArray(new Problem[0]));
    }
}
