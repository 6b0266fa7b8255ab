package dev.pons.spi.format;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits by reading the message once for each part and taking out what does not belong to it; for
 * formats that have no quicker way.
 */
final class Splits {

    private Splits() {}

    static List<Payload> of(Format format, Message message, String by, List<String> keep)
            throws ProblemException, IOException {
        var parts = new ArrayList<Payload>();
        for (int i = 0; i < count(format.read(message), by); i++) {
            parts.add(part(format.read(message), by, keep, i));
        }
        return parts;
    }

    private static <N> int count(Tree<N> tree, String by) throws ProblemException {
        return tree.find(tree.root(), by).size();
    }

    private static <N> Payload part(Tree<N> tree, String by, List<String> keep, int index)
            throws ProblemException {
        var elements = tree.find(tree.root(), by);
        var wanted = new HashSet<>(tree.group(elements.get(index)));
        for (var path : keep) {
            wanted.addAll(tree.find(tree.root(), path));
        }
        var others = new ArrayList<N>();
        for (int i = 0; i < elements.size(); i++) {
            if (i != index) {
                others.addAll(tree.group(elements.get(i)));
            }
        }
        for (var other : others) {
            if (!wanted.contains(other)) {
                tree.remove(other);
            }
        }
        if (!keep.isEmpty()) {
            removeBut(tree, wanted, new HashSet<>(others));
        }
        return tree.write();
    }

    private static <N> void removeBut(Tree<N> tree, Set<N> wanted, Set<N> gone)
            throws ProblemException {
        for (var child : List.copyOf(tree.children(tree.root()))) {
            if (!gone.contains(child) && !holds(tree, child, wanted)) {
                tree.remove(child);
            }
        }
    }

    private static <N> boolean holds(Tree<N> tree, N node, Set<N> wanted) throws ProblemException {
        if (wanted.contains(node)) {
            return true;
        }
        for (var child : tree.children(node)) {
            if (holds(tree, child, wanted)) {
                return true;
            }
        }
        return false;
    }
}
