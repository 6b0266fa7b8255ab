package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A parsed message with the path rules of the language over it: reading a value takes the first
 * match, writing makes the first, {@code [*]} means all.
 *
 * @param <N> the format's handle on a node
 */
final class Opened<N> {

    private static final String ALL = "[*]";
    private static final String OPTION = "pons.document.largest";

    /** What a document may have; a tree takes several times as much. */
    private static final long LARGEST = Long.getLong(OPTION, 16L << 20);

    private final Tree<N> tree;
    private final N root;

    private Opened(Tree<N> tree) {
        this.tree = tree;
        this.root = tree.root();
    }

    static Opened<?> of(Format format, Message message) throws ProblemException {
        if (message.body().size() > LARGEST) {
            throw new ProblemException(
                    Problem.of(
                            "too-long",
                            "the message has "
                                    + message.body().size()
                                    + " bytes, and up to "
                                    + LARGEST
                                    + " are opened in memory: leave out steps and templates that"
                                    + " look into the content, or raise -D"
                                    + OPTION
                                    + " in etc/jvm.options, and -Xmx with it (ten bytes for one of"
                                    + " the message)"));
        }
        try {
            return new Opened<>(format.read(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a plugin's step sees of this. */
    OpenDocument<N> document(String format, Content content) {
        return new OpenDocument<>(this, format, content);
    }

    Tree<N> tree() {
        return tree;
    }

    /** The text of the first match; empty where there is none. */
    String text(String path) throws ProblemException {
        var found = tree.find(root, path);
        return found.isEmpty() ? "" : tree.value(found.get(0)).text();
    }

    /** Whether there is anything at a path. */
    boolean has(String path) throws ProblemException {
        return !tree.find(root, path).isEmpty();
    }

    /** The values of all matches, in order. */
    List<Value> values(String path) throws ProblemException {
        return values(tree.find(root, path));
    }

    /** All matches as they stand in the message. */
    List<Value> encoded(String path) throws ProblemException {
        var values = new ArrayList<Value>();
        for (var node : tree.find(root, path)) {
            values.add(tree.encoded(node));
        }
        return values;
    }

    private List<Value> values(List<N> found) throws ProblemException {
        if (found.isEmpty()) {
            return List.of();
        }
        if (found.size() == 1) {
            return List.of(tree.value(found.get(0)));
        }
        var values = new ArrayList<Value>(found.size());
        for (var node : found) {
            values.add(tree.value(node));
        }
        return values;
    }

    Payload write() throws ProblemException {
        return tree.write();
    }

    /** Writes a value at a path; see {@link #make}. */
    void set(String path, Value value, boolean create) throws ProblemException {
        if (path.contains(ALL)) {
            setAll(path, value);
        } else {
            tree.set(make(path, create), value);
        }
    }

    /**
     * Writes to all. Where some of the elements lack the place below them (one OBX of three has no
     * field 11), it is made in each.
     */
    private void setAll(String path, Value value) throws ProblemException {
        int star = path.indexOf(ALL);
        String before = path.substring(0, star);
        String after = path.substring(star + ALL.length());
        int elements = tree.find(root, before + ALL).size();
        int from = after.isEmpty() ? 0 : firstIndex(before);
        for (int i = from; !after.isEmpty() && i < elements + from; i++) {
            set(before + "[" + i + "]" + after, value, true);
        }
        if (after.isEmpty()) {
            for (var node : tree.find(root, path)) {
                tree.set(node, value);
            }
        }
    }

    /** Some formats count from 0 (JSON), some from 1 (HL7); those refuse the other. */
    private int firstIndex(String before) {
        try {
            return tree.find(root, before + "[0]").isEmpty() ? 1 : 0;
        } catch (ProblemException notAnIndexHere) {
            return 1;
        }
    }

    /**
     * The place to write to, made if absent. A missing top level element (an HL7 segment) is made
     * only when told: an interface that adds segments by accident is worse than one that stops.
     */
    private N make(String path, boolean create) throws ProblemException {
        if (create || !tree.find(root, path).isEmpty()) {
            return tree.make(root, path);
        }
        int before = tree.children(root).size();
        var made = tree.make(root, path);
        if (tree.children(root).size() > before) {
            throw new ProblemException(
                    Problem.of("missing", "not in the message; `create: true` would make it")
                            .at(path));
        }
        return made;
    }

    /** Structure with repetitions; nothing to copy and nothing to empty is fine. */
    void copy(String source, String target, boolean create) throws ProblemException {
        if (tree.find(root, source).isEmpty() && tree.find(root, target).isEmpty()) {
            return;
        }
        if (!create && tree.find(root, target).isEmpty()) {
            make(target, false);
        }
        tree.copy(root, source, target);
    }

    /** Puts what stood in another tree of the same format here; nothing there empties it. */
    void put(List<Value> values, String target, boolean create) throws ProblemException {
        if (values.size() > 1) {
            throw new ProblemException(
                    Problem.of("unsupported", "several values to copy; name one, e.g. with [1]")
                            .at(target));
        }
        if (!values.isEmpty()) {
            tree.set(make(target, create), values.get(0));
        } else if (!tree.find(root, target).isEmpty()) {
            tree.set(tree.make(root, target), Value.empty());
        }
    }

    /** Takes out all matches, the last first; none is fine. */
    void remove(String path) throws ProblemException {
        var found = tree.find(root, path);
        for (int i = found.size() - 1; i >= 0; i--) {
            tree.remove(found.get(i));
        }
    }
}
