package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Having;
import dev.pons.plugin.xml.Path.Index;
import dev.pons.plugin.xml.Path.Kind;
import dev.pons.plugin.xml.Path.Step;
import dev.pons.plugin.xml.Path.Test;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Follows paths through one document. */
final class Finder {

    private final Element document;

    /** The last child that an index led to, for the one that asks for the next index. */
    private @Nullable Cursor cursor;

    private record Cursor(Element parent, int changes, String name, int index, Element found) {}

    Finder(Element document) {
        this.document = document;
    }

    /** Every place at a path, in the order of the document, each once. */
    List<Place> all(Place from, Path path) {
        List<Place> found = new ArrayList<>();
        found.add(path.absolute() ? document : from);
        boolean nested = false;
        for (var step : path.steps()) {
            var next = new ArrayList<Place>();
            if (step.deep()) {
                nested |= new Descent(step, found, next).go();
            } else {
                for (var place : found) {
                    below(place, step, next);
                }
            }
            found = nested && next.size() > 1 ? inOrder(next) : next;
        }
        return found;
    }

    /** The matches of one step below one place. */
    List<Place> below(Place place, Step step) {
        var found = new ArrayList<Place>();
        below(place, step, found);
        return found;
    }

    private void below(Place place, Step step, List<Place> into) {
        if (!(place instanceof Element parent)) {
            return;
        }
        var counts = new int[step.choices().size()];
        if (step.kind() == Kind.ATTRIBUTE) {
            attributes(parent, step, counts, into);
            return;
        }
        if (step.choices().size() == 1 && step.choices().get(0) instanceof Index index) {
            indexed(parent, step, index.number(), into);
            return;
        }
        for (var child = parent.first; child != null; child = child.next) {
            if (matches(child, step) && chosen(child, step, counts)) {
                into.add(child);
            }
        }
    }

    private void indexed(Element parent, Step step, int number, List<Place> into) {
        Item child = parent.first;
        int seen = 0;
        var last = cursor;
        boolean goesOn =
                last != null
                        && last.parent() == parent
                        && last.changes() == parent.changes()
                        && last.index() <= number
                        && step.kind() == Kind.ELEMENT
                        && step.prefix().isEmpty()
                        && last.name().equals(step.name());
        if (goesOn && last != null) {
            child = last.found();
            seen = last.index() - 1;
        }
        for (; child != null; child = child.next) {
            if (matches(child, step) && ++seen == number) {
                into.add(child);
                if (child instanceof Element found && step.prefix().isEmpty()) {
                    cursor = new Cursor(parent, parent.changes(), step.name(), number, found);
                }
                return;
            }
        }
    }

    private void attributes(Element parent, Step step, int[] counts, List<Place> into) {
        if (parent.isDocument()) {
            return;
        }
        var all = parent.attributes();
        for (int i = 0; i < all.count(); i++) {
            if (!all.declares(i)) {
                var one = new Attribute(parent, all.name(i));
                boolean named = step.anyName() || one.local().equals(step.name());
                if (named && isIn(one, step.namespace()) && chosen(one, step, counts)) {
                    into.add(one);
                }
            }
        }
    }

    private static boolean isIn(Attribute attribute, @Nullable String namespace) {
        int colon = attribute.name().indexOf(':');
        return namespace == null
                || colon > 0
                        && namespace.equals(
                                attribute
                                        .owner()
                                        .scope()
                                        .namespace(attribute.name().substring(0, colon)));
    }

    private static boolean matches(Item item, Step step) {
        if (step.kind() == Kind.TEXT) {
            return item instanceof Text;
        }
        return item instanceof Element element
                && (step.anyName() || element.isNamed(step.name()))
                && (step.namespace() == null || step.namespace().equals(element.namespace()));
    }

    private boolean chosen(Place place, Step step, int[] counts) {
        var choices = step.choices();
        for (int i = 0; i < counts.length; i++) {
            boolean holds =
                    choices.get(i) instanceof Index index
                            ? ++counts[i] == index.number()
                            : holds(place, (Having) choices.get(i));
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Place place, Having having) {
        for (var test : having.tests()) {
            if (!holds(place, test)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Place place, Test test) {
        var found = all(place, test.path());
        var text = test.text();
        return text == null
                ? !found.isEmpty()
                : found.stream().anyMatch(one -> Strings.isValue(one, text));
    }

    /** As {@code //} goes: below each place, at any depth, each parent once. */
    private final class Descent {

        private final Step step;
        private final List<Place> places;
        private final List<Place> into;
        private int next;
        private int open;
        private boolean nested;

        private Descent(Step step, List<Place> places, List<Place> into) {
            this.step = step;
            this.places = places;
            this.into = into;
        }

        /** True: some of what was found is within other of it. */
        private boolean go() {
            while (next < places.size()) {
                if (places.get(next++) instanceof Element top) {
                    descend(top);
                }
            }
            return nested;
        }

        /** Recursive: no document is deeper than {@link Parser#DEPTH}. */
        private void descend(Element parent) {
            if (next < places.size() && places.get(next) == parent) {
                next++;
            }
            var found = below(parent, step);
            int taken = 0;
            if (step.kind() == Kind.ATTRIBUTE) {
                into.addAll(found);
            }
            for (var child = parent.first; child != null; child = child.next) {
                boolean match = taken < found.size() && found.get(taken) == child;
                if (match) {
                    taken++;
                    into.add(child);
                    nested |= open > 0;
                }
                if (child instanceof Element element) {
                    open += match ? 1 : 0;
                    descend(element);
                    open -= match ? 1 : 0;
                }
            }
        }
    }

    /** The same places as the document has them, one of each. */
    private List<Place> inOrder(List<Place> places) {
        if (places.get(0) instanceof Attribute) {
            return places;
        }
        Set<Place> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(places);
        var ordered = new ArrayList<Place>(places.size());
        collect(document, wanted, ordered);
        return ordered;
    }

    /** Recursive: no document is deeper than {@link Parser#DEPTH}. */
    private static void collect(Element parent, Set<Place> wanted, List<Place> ordered) {
        for (var child = parent.first; child != null; child = child.next) {
            if (wanted.contains(child)) {
                ordered.add(child);
            }
            if (child instanceof Element element) {
                collect(element, wanted, ordered);
            }
        }
    }
}
