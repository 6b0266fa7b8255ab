package dev.pons.spi.format;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.ArrayList;
import java.util.List;

/**
 * One message as its format sees it, written by the format's author; the kernel puts {@link
 * Document} over it. One thread at a time. The kernel keeps it for some steps of one message at
 * most.
 *
 * @param <N> a handle on a node, e.g. offsets or an object of the format; stays valid until its
 *     node is removed
 */
@ConsumerType
public interface Tree<N> {

    /** The whole message. */
    N root();

    /** See {@link Node#name}. */
    String name(N node);

    /** See {@link Node#value}. */
    Value value(N node) throws ProblemException;

    /** See {@link Node#children}. */
    List<N> children(N node) throws ProblemException;

    /**
     * See {@link Node#set(Value)}. Refuse what the format cannot say ({@code value}, {@code
     * too-long}).
     */
    void set(N node, Value value) throws ProblemException;

    /** See {@link Node#insert}. */
    N insert(N parent, int index, String name) throws ProblemException;

    /** See {@link Node#remove}. Never called for the root. */
    void remove(N node) throws ProblemException;

    /**
     * The message as bytes. May be called again after more changes. What it gave before must not
     * change.
     */
    Payload write() throws ProblemException;

    /** The text of a node as it stands in the message, not unescaped. As it is: its value. */
    default Value encoded(N node) throws ProblemException {
        return value(node);
    }

    /**
     * Puts what stands at one path to another, with repetitions and structure; an absent source
     * empties the target. As it is: the first value.
     */
    default void copy(N from, String source, String target) throws ProblemException {
        var found = find(from, source);
        set(make(from, target), found.isEmpty() ? Value.empty() : encoded(found.get(0)));
    }

    /**
     * All nodes at a path. As it is: names with slashes between, {@code [2]} for the second of a
     * name, {@code *} for any.
     */
    default List<N> find(N from, String path) throws ProblemException {
        var found = List.of(from);
        for (var part : path.split("/")) {
            var next = new ArrayList<N>();
            for (var node : found) {
                Paths.pick(this, node, part, next);
            }
            found = next;
        }
        return found;
    }

    /**
     * An element with what belongs to it but is not inside it: the segments below a segment. As it
     * is: itself.
     */
    default List<N> group(N element) throws ProblemException {
        return List.of(element);
    }

    /** The first node at a path, made if absent. As it is: the last of its parents' children. */
    default N make(N from, String path) throws ProblemException {
        var node = from;
        for (var part : path.split("/")) {
            var found = new ArrayList<N>();
            Paths.pick(this, node, part, found);
            if (found.isEmpty() && (part.equals("*") || part.endsWith("]"))) {
                throw new ProblemException(
                        Problem.of("missing", "nothing here to choose from").at(path));
            }
            node = found.isEmpty() ? insert(node, children(node).size(), part) : found.get(0);
        }
        return node;
    }

    /**
     * A new element at a path, behind those of its kind or before them, where the format's order
     * puts it: a segment, a repetition of a field, an item of a list. As it is: the last part of
     * the path is its name, and it goes below the first node at the part before.
     */
    default N add(N from, String path, boolean first) throws ProblemException {
        int slash = path.lastIndexOf('/');
        var parents = slash < 0 ? List.of(from) : find(from, path.substring(0, slash));
        if (parents.isEmpty()) {
            throw new ProblemException(
                    Problem.of("missing", "nothing here to put it below").at(path));
        }
        var name = path.substring(slash + 1);
        return insert(parents.get(0), Paths.beside(this, parents.get(0), name, first), name);
    }
}
