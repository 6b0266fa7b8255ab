package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the steps of {@code each} are: the current element of each one, the outermost first.
 *
 * @param <N> the format's handle on a node
 */
final class Elements<N> {

    /** The current element of one {@code each}. */
    private record Turn<N>(N node, int index, int count) {}

    private final List<Turn<N>> turns = new ArrayList<>();

    /** The next element, counted from 1, of so many. */
    void enter(N node, int index, int count) {
        turns.add(new Turn<>(node, index, count));
    }

    void leave() {
        turns.remove(turns.size() - 1);
    }

    /** The element at a depth, from 1. */
    N at(int depth) {
        return turns.get(depth - 1).node();
    }

    int index() {
        var turn = innermost();
        return turn == null ? 0 : turn.index();
    }

    int count() {
        var turn = innermost();
        return turn == null ? 0 : turn.count();
    }

    private @Nullable Turn<N> innermost() {
        return turns.isEmpty() ? null : turns.get(turns.size() - 1);
    }
}
