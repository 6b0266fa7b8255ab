package dev.pons.spi.format;

import dev.pons.spi.ProblemException;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/**
 * A place in a document, of whatever format: segment, field, element, member, row, cell. Made by
 * the kernel over the format's tree; valid until the step returns or the node is removed. One
 * thread.
 *
 * <p>Paths are the format's own ({@code PID-3[2].1}, {@code $.name}, an XPath, a column) and begin
 * at this node; from the document they are what a channel file writes. {@code ProblemException}:
 * the path is none, or the format's standard does not allow the change.
 */
@ProviderType
public interface Node {

    /**
     * Its name among its siblings: {@code PID}, {@code 5}, {@code name}, {@code PatientID}.
     * Repetitions share one.
     */
    String name();

    /** Its value. Of a node with children: its text as the format writes it. */
    Value value() throws ProblemException;

    /** Replaces value and children. Bytes outside this place stay as they came. */
    void set(Value value) throws ProblemException;

    /** Its text as it stands in the message, not unescaped. */
    Value encoded() throws ProblemException;

    /** Puts what stands at one path below this node to another; see {@link Tree#copy}. */
    void copy(String source, String target) throws ProblemException;

    /** In order. A fresh list. */
    List<Node> children() throws ProblemException;

    /** All nodes at a path, in order; empty: absent. */
    List<Node> all(String path) throws ProblemException;

    /** The node at a path, made if absent where the format's order puts it. */
    Node make(String path) throws ProblemException;

    /**
     * A new child before the one at this index, counted from 0; at {@code children().size()}: the
     * last.
     */
    Node insert(int index, String name) throws ProblemException;

    /** Takes it out, with all below. */
    void remove() throws ProblemException;

    /** The first node at a path. */
    default Optional<Node> first(String path) throws ProblemException {
        return all(path).stream().findFirst();
    }

    /** The text of the first node at a path; empty where there is none. */
    default String text(String path) throws ProblemException {
        var found = first(path);
        return found.isEmpty() ? "" : found.get().value().text();
    }

    /** Sets the text at a path, which is made if absent. */
    default void set(String path, String text) throws ProblemException {
        make(path).set(Value.of(text));
    }
}
