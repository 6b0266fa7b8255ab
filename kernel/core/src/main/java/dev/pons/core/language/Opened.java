package dev.pons.core.language;

import dev.pons.core.language.Steps.StepFailure;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

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
    private final Elements<N> elements = new Elements<>();

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

    /** The current elements of {@code each}. */
    Elements<N> elements() {
        return elements;
    }

    /** Where paths of this depth begin. */
    private N start(int depth) {
        return depth == 0 ? root : elements.at(depth);
    }

    private List<N> find(int depth, String path) throws ProblemException {
        var start = start(depth);
        return path.isEmpty() ? List.of(start) : tree.find(start, path);
    }

    /** The text of the first match; empty where there is none. */
    String text(int depth, String path) throws ProblemException {
        var found = find(depth, path);
        return found.isEmpty() ? "" : tree.value(found.get(0)).text();
    }

    /** Whether there is anything at a path. */
    boolean has(int depth, String path) throws ProblemException {
        return !find(depth, path).isEmpty();
    }

    /** The values of all matches, in order. */
    List<Value> values(int depth, String path) throws ProblemException {
        return values(find(depth, path));
    }

    /** All matches as they stand in the message. */
    List<Value> encoded(int depth, String path) throws ProblemException {
        var values = new ArrayList<Value>();
        for (var node : find(depth, path)) {
            values.add(tree.encoded(node));
        }
        return values;
    }

    /** Does something with each element at a path as the current one. */
    @Nullable StepResult each(int depth, String path, Once once)
            throws StepFailure, ProblemException {
        var all = find(depth, path);
        for (int i = 0; i < all.size(); i++) {
            elements.enter(all.get(i), i + 1, all.size());
            try {
                var result = once.run();
                if (result != null) {
                    return result;
                }
            } finally {
                elements.leave();
            }
        }
        return null;
    }

    /** Something that is done with one element. */
    @FunctionalInterface
    interface Once {

        /** Null: goes on. */
        @Nullable StepResult run() throws StepFailure;
    }

    /** A new element at a path below another one; the current one until it is left. */
    void add(int depth, String under, String path, boolean first) throws ProblemException {
        var parents = find(depth, under);
        if (parents.isEmpty()) {
            throw new ProblemException(
                    Problem.of("missing", "not in the message, so nothing goes below it")
                            .at(under));
        }
        elements.enter(tree.add(parents.get(0), path, first), 1, 1);
    }

    /** Numbers elements, 1 and so on below each parent; those below none stay as they are. */
    void renumber(int depth, String parents, String element, String number)
            throws ProblemException {
        for (var parent : find(depth, parents)) {
            int count = 0;
            for (var one : tree.find(parent, element)) {
                count++;
                tree.set(tree.make(one, number), Value.of(Integer.toString(count)));
            }
        }
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
    void set(int depth, String path, Value value, boolean create) throws ProblemException {
        if (path.contains(ALL)) {
            setAll(depth, path, value);
        } else {
            tree.set(make(depth, path, create), value);
        }
    }

    /**
     * Writes to all. Where some of the elements lack the place below them (one OBX of three has no
     * field 11), it is made in each.
     */
    private void setAll(int depth, String path, Value value) throws ProblemException {
        int star = path.indexOf(ALL);
        String before = path.substring(0, star);
        String after = path.substring(star + ALL.length());
        int there = find(depth, before + ALL).size();
        int from = after.isEmpty() ? 0 : firstIndex(depth, before);
        for (int i = from; !after.isEmpty() && i < there + from; i++) {
            set(depth, before + "[" + i + "]" + after, value, true);
        }
        if (after.isEmpty()) {
            for (var node : find(depth, path)) {
                tree.set(node, value);
            }
        }
    }

    /** Some formats count from 0 (JSON), some from 1 (HL7); those refuse the other. */
    private int firstIndex(int depth, String before) {
        try {
            return find(depth, before + "[0]").isEmpty() ? 1 : 0;
        } catch (ProblemException notAnIndexHere) {
            return 1;
        }
    }

    /**
     * The place to write to, made if absent. A missing top level element (an HL7 segment) is made
     * only when told: an interface that adds segments by accident is worse than one that stops.
     */
    private N make(int depth, String path, boolean create) throws ProblemException {
        var start = start(depth);
        if (path.isEmpty()) {
            return start;
        }
        if (create || !tree.find(start, path).isEmpty()) {
            return tree.make(start, path);
        }
        int before = tree.children(root).size();
        var made = tree.make(start, path);
        if (tree.children(root).size() > before) {
            throw new ProblemException(
                    Problem.of("missing", "not in the message; `create: true` would make it")
                            .at(path));
        }
        return made;
    }

    /** Structure with repetitions; nothing to copy and nothing to empty is fine. */
    void copy(int depth, String source, String target, boolean create) throws ProblemException {
        if (!has(depth, source) && !has(depth, target)) {
            return;
        }
        if (!create && !has(depth, target)) {
            make(depth, target, false);
        }
        tree.copy(start(depth), source, target);
    }

    /** Puts what stood in another tree of the same format here; nothing there empties it. */
    void put(List<Value> values, int depth, String target, boolean create) throws ProblemException {
        if (values.size() > 1) {
            throw new ProblemException(
                    Problem.of("unsupported", "several values to copy; name one, e.g. with [1]")
                            .at(target));
        }
        if (!values.isEmpty()) {
            tree.set(make(depth, target, create), values.get(0));
        } else if (has(depth, target)) {
            tree.set(make(depth, target, false), Value.empty());
        }
    }

    /** Takes out all matches, the last first; none is fine. */
    void remove(int depth, String path) throws ProblemException {
        var found = find(depth, path);
        for (int i = found.size() - 1; i >= 0; i--) {
            tree.remove(found.get(i));
        }
    }
}
