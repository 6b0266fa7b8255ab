package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Kind;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies elements with their attributes, what is in them as it stands, and their repetitions; only
 * the name stays the target's. Of all else, the text.
 */
final class Copier {

    private final Finder finder;
    private final Editor editor;

    Copier(Finder finder, Editor editor) {
        this.finder = finder;
        this.editor = editor;
    }

    void copy(Place from, Path source, Path target, String written) throws ProblemException {
        var copies = new ArrayList<Copy>();
        for (var place : finder.all(from, source)) {
            copies.add(Copy.of(place));
        }
        if (copies.isEmpty()) {
            clear(from, target);
            return;
        }
        var goal = editor.make(from, target, written);
        fill(goal, copies.get(0));
        if (goal instanceof Element element && isOpen(target)) {
            var others = others(from, target, element);
            int used = 1;
            Item last = element;
            for (; used < copies.size(); used++) {
                boolean there = used <= others.size();
                last = there ? others.get(used - 1) : another(target, last);
                fill(last, copies.get(used));
            }
            for (int i = used - 1; i < others.size(); i++) {
                editor.remove(others.get(i));
            }
        }
    }

    /** The path names all repetitions, not one. */
    private static boolean isOpen(Path target) {
        return !target.steps().isEmpty()
                && target.last().choices().isEmpty()
                && target.last().kind() == Kind.ELEMENT;
    }

    /** The other repetitions of the target. */
    private List<Element> others(Place from, Path target, Element first) {
        var others = new ArrayList<Element>();
        for (var place : finder.all(from, target)) {
            if (place instanceof Element one && one != first && one.parent == first.parent) {
                others.add(one);
            }
        }
        return others;
    }

    private Element another(Path target, Item last) throws ProblemException {
        return (Element) editor.create(last.above(), target.last(), last);
    }

    private void fill(Place goal, Copy copy) throws ProblemException {
        if (goal instanceof Element element && copy.isElement()) {
            if (element.isDocument()) {
                throw Editor.problem("not-allowed", "the document as a whole is no target");
            }
            bare(element);
            for (var attribute : copy.attributes()) {
                var name =
                        Name.attribute(
                                element,
                                attribute.prefix(),
                                attribute.namespace(),
                                attribute.name());
                editor.attribute(element, name, attribute.quoted());
            }
            editor.content(element, copy.within(element.scope()));
        } else {
            editor.set(goal, Value.of(copy.text()));
        }
    }

    /** Takes its attributes out, but for declarations of namespaces. */
    private static void bare(Element element) {
        var all = element.attributes();
        for (int i = all.count() - 1; i >= 0; i--) {
            if (!all.declares(i)) {
                element.tag(element.attributes().without(i));
            }
        }
    }

    private void clear(Place from, Path target) throws ProblemException {
        var there = finder.all(from, target);
        if (there.isEmpty()) {
            return;
        }
        var first = there.get(0);
        editor.set(first, Value.empty());
        if (first instanceof Element element) {
            bare(element);
            if (isOpen(target)) {
                for (var other : others(from, target, element)) {
                    editor.remove(other);
                }
            }
        }
    }
}
