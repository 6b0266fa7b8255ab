package dev.pons.plugin.hapi;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one message: the first of it, and how many more. One thread. */
final class Findings {

    static final int MOST = 20;

    private final List<Problem> first = new ArrayList<>();
    private int more;

    /**
     * One more; the same again does not count.
     *
     * @param code neutral, as {@link Problem#of} has them
     * @param path as channel files write it; empty: of the whole message
     * @param words without content
     */
    void add(String code, String path, String words) {
        var problem = Problem.of(code, words);
        var placed = path.isEmpty() ? problem : problem.at(path);
        if (first.stream().anyMatch(known -> known.toString().equals(placed.toString()))) {
            return;
        }
        if (first.size() < MOST) {
            first.add(placed);
        } else {
            more++;
        }
    }

    boolean none() {
        return first.isEmpty();
    }

    /** The first, and one that says how many more there are. */
    List<Problem> all() {
        var all = new ArrayList<>(first);
        if (more > 0) {
            all.add(Problem.of("value", "and " + more + " more, which are not listed"));
        }
        return all;
    }

    /** Of at least one. */
    ProblemException exception() {
        var all = all();
        return new ProblemException(all.get(0), all.subList(1, all.size()).toArray(new Problem[0]));
    }
}
