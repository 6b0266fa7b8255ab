package dev.pons.core.engine.trial;

import dev.pons.core.control.TraceView;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a message by their places, as its format sees them: what has no children and is not
 * empty. Places of one name are told apart by their number.
 */
final class Leaves {

    private final Format format;
    private final Map<List<Step>, String> values = new LinkedHashMap<>();
    private final Deque<Step> way = new ArrayDeque<>();

    /** A name, and the how many of that name it is among its siblings. */
    record Step(String name, int number) {}

    private Leaves(Format format) {
        this.format = format;
    }

    /** {@code ProblemException}: the bytes are not this format. */
    static Leaves of(Format format, Message message) throws ProblemException, IOException {
        var leaves = new Leaves(format);
        leaves.read(format.read(message));
        return leaves;
    }

    private <N> void read(Tree<N> tree) throws ProblemException {
        walk(tree, tree.root());
    }

    private <N> void walk(Tree<N> tree, N node) throws ProblemException {
        var children = tree.children(node);
        if (children.isEmpty()) {
            var text = tree.encoded(node).text();
            if (!text.isEmpty()) {
                values.put(List.copyOf(way), text);
            }
            return;
        }
        var numbers = new HashMap<String, Integer>();
        for (var child : children) {
            var name = tree.name(child);
            way.addLast(new Step(name, numbers.merge(name, 1, Integer::sum)));
            walk(tree, child);
            way.removeLast();
        }
    }

    /** Where another message has other values, as paths without numbers, each once. */
    Map<String, String> otherwise(Leaves other) {
        var found = new LinkedHashMap<String, String>();
        for (var entry : values.entrySet()) {
            var now = other.values.get(entry.getKey());
            if (now == null) {
                found.putIfAbsent(path(entry.getKey()), "is gone");
            } else if (!now.equals(entry.getValue())) {
                found.put(path(entry.getKey()), "is another");
            }
        }
        for (var step : other.values.keySet()) {
            if (!values.containsKey(step)) {
                found.putIfAbsent(path(step), "is new");
            }
        }
        return found;
    }

    /** Where another message has other values, with numbers and both values, in order. */
    List<TraceView.Change> changes(Leaves other) {
        var found = new ArrayList<TraceView.Change>();
        for (var entry : values.entrySet()) {
            var now = other.values.getOrDefault(entry.getKey(), "");
            if (!now.equals(entry.getValue())) {
                found.add(new TraceView.Change(numbered(entry.getKey()), entry.getValue(), now));
            }
        }
        for (var entry : other.values.entrySet()) {
            if (!values.containsKey(entry.getKey())) {
                found.add(new TraceView.Change(numbered(entry.getKey()), "", entry.getValue()));
            }
        }
        return found;
    }

    private String numbered(List<Step> steps) {
        var names = new ArrayList<String>(steps.size());
        for (var step : steps) {
            names.add(step.number() == 1 ? step.name() : step.name() + "[" + step.number() + "]");
        }
        return names.isEmpty() ? "content" : format.path(names);
    }

    private String path(List<Step> steps) {
        var names = new ArrayList<String>(steps.size());
        steps.forEach(step -> names.add(step.name()));
        return names.isEmpty() ? "content" : format.path(names);
    }
}
