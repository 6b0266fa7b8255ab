package dev.pons.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * The content is not what it must be. Thrown by formats and steps; fails this message only, as the
 * channel's {@code on-error} says, or refuses it where the sender still waits.
 */
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With at least one problem. */
    public ProblemException(Problem first, Problem... more) {
        super(first.toString());
        var all = new ArrayList<>(List.of(more));
        all.add(0, first);
        problems = List.copyOf(all);
    }

    /** All of them, the worst first. */
    public List<Problem> problems() {
        return problems;
    }
}
