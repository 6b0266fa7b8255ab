package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** Changes, each of which exchanges the text of its place only. */
final class Editor {

    private final Segments segments;
    private final Texts texts;
    private final Finder finder;

    Editor(Segments segments, Texts texts, Finder finder) {
        this.segments = segments;
        this.texts = texts;
        this.finder = finder;
    }

    void set(Place node, Value value) throws ProblemException {
        if (same(node, value)) {
            return;
        }
        var segment = node.segment();
        if (segment == null) {
            throw notAllowed("the message as a whole cannot be set; set its segments", "");
        }
        if (node.repetition() == null) {
            whole(segment, value);
            return;
        }
        guard(node);
        var text = texts.written(node, value);
        raw(node, node.opaque() ? Isa.fit(node.element(), text) : text);
    }

    private void guard(Place node) throws ProblemException {
        if (node.fixed()) {
            throw notAllowed(
                    "the delimiters of an interchange and its version cannot be changed",
                    texts.path(node));
        }
    }

    private static ProblemException notAllowed(String words, String path) {
        return new ProblemException(Problem.of("not-allowed", words).at(path));
    }

    /** True where setting would say what is there already, however it is written. */
    private boolean same(Place node, Value value) {
        if (value.kind() == Value.Kind.BINARY || !texts.exists(node)) {
            return false;
        }
        try {
            var current = texts.value(node);
            boolean text = value.kind() != Value.Kind.ENCODED && value.exists();
            if (current.kind() == (text ? Value.Kind.TEXT : value.kind())) {
                return current.text().equals(value.text());
            }
            return value.kind() == Value.Kind.ENCODED
                    && current.kind() == Value.Kind.TEXT
                    && texts.encoded(node).text().equals(value.text());
        } catch (ProblemException unreadable) {
            return false;
        }
    }

    /** Replaces all of a segment. */
    private void whole(Segment segment, Value value) throws ProblemException {
        var name = segment.name();
        var text = value.text();
        if (segment.opaque()) {
            throw notAllowed(
                    "an interchange header cannot be set as a whole; set its elements", name);
        }
        if (!text.equals(name) && !text.startsWith(name + "*")) {
            throw new ProblemException(
                    Problem.of("value", "a segment is set with text that begins with its id")
                            .at(name));
        }
        if (text.indexOf('~') >= 0) {
            throw new ProblemException(
                    Problem.of("value", "the text has a segment terminator").at(name));
        }
        var own = texts.from(Place.of(segment), text);
        texts.writable(Place.of(segment), own);
        segment.become(own);
        segments.change(segment);
    }

    /** Puts text into a place that is there, filled up with component delimiters if need be. */
    void raw(Place node, String text) {
        var segment = node.segment();
        var repetition = node.repetition();
        if (segment == null || repetition == null || texts.raw(node).equals(text) && exact(node)) {
            return;
        }
        segments.change(segment);
        var own = texts.delimiters();
        if (node.component() > 0) {
            var parts = new ArrayList<>(texts.components(node));
            while (parts.size() < node.component()) {
                parts.add("");
            }
            parts.set(node.component() - 1, text);
            repetition.become(String.join(String.valueOf(own.component()), parts));
            return;
        }
        var repetitions = segment.repetitions(own, node.element());
        var several = Split.by(own.repetition(), text);
        repetition.become(several.get(0));
        for (int i = 1; i < several.size(); i++) {
            repetitions.add(repetitions.indexOf(repetition) + i, new Repetition(several.get(i)));
        }
    }

    private boolean exact(Place node) {
        return node.component() == 0 || node.component() <= texts.components(node).size();
    }

    /** The first place at a path; what is absent of it is made. */
    Place make(Place from, Path path, String written) throws ProblemException {
        var element = path.element();
        if (path.relative()) {
            return relative(from, element, written);
        }
        var found = finder.all(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var matching = finder.segments(from, path.segments());
        var segment = matching.isEmpty() ? added(from, path, written) : matching.get(0);
        return element == null ? Place.of(segment) : element(segment, element, written);
    }

    private Place relative(Place from, Path.@Nullable Element numbers, String written)
            throws ProblemException {
        var segment = from.segment();
        if (numbers == null || segment == null || from.component() > 0) {
            throw new ProblemException(
                    Problem.of("value", "the path must begin with a segment").at(written));
        }
        return from.repetition() == null
                ? element(segment, numbers, written)
                : component(from.component(numbers.number()));
    }

    private Place element(Segment segment, Path.Element element, String written)
            throws ProblemException {
        if (element.choice() != null) {
            var found = new ArrayList<Place>();
            var chosen = new Path.Element(element.number(), element.index(), element.choice(), 0);
            finder.elements(segment, chosen, found);
            if (found.isEmpty()) {
                throw missing("no repetition of the element has what the path asks for", written);
            }
            return component(found.get(0).component(element.component()));
        }
        return repetition(
                segment, element.number(), Math.max(1, element.index()), element.component());
    }

    private Place repetition(Segment segment, int element, int number, int component)
            throws ProblemException {
        var own = texts.delimiters();
        boolean fits = segment.opaque() ? element < 17 && number == 1 && component < 2 : true;
        if (!fits) {
            throw notAllowed("ISA has 16 elements without parts", "ISA-" + element);
        }
        separable(number);
        while (segment.count(own) < element) {
            segment.extend(own);
            segments.change(segment);
        }
        var repetitions = segment.repetitions(own, element);
        while (repetitions.size() < number) {
            repetitions.add(new Repetition(""));
            segments.change(segment);
        }
        return component(new Place(segment, element, repetitions.get(number - 1), component));
    }

    private void separable(int number) throws ProblemException {
        if (number > 1 && texts.delimiters().repetition() == 0) {
            throw new ProblemException(
                    Problem.of("value", "this interchange has no repetition separator (ISA-11)"));
        }
    }

    private Place component(Place place) throws ProblemException {
        if (!texts.exists(place)) {
            if (place.opaque()) {
                throw notAllowed("elements of ISA have no components", texts.path(place));
            }
            raw(place, "");
        }
        return place;
    }

    private static ProblemException missing(String words, String path) {
        return new ProblemException(Problem.of("missing", words).at(path));
    }

    /** A new segment, below the parent that the path names, where its level puts it. */
    private Segment added(Place from, Path path, String written) throws ProblemException {
        var steps = path.segments();
        var last = steps.get(steps.size() - 1);
        var above = steps.subList(0, steps.size() - 1);
        var parent = from.segment();
        if (!above.isEmpty()) {
            var parents = finder.segments(from, above);
            if (parents.isEmpty()) {
                throw missing("the message has no such segment to put another below", written);
            }
            parent = parents.get(0);
        }
        if (parent == null) {
            throw missing(
                    "say below which segment the new one goes, as ST/" + last.name(), written);
        }
        int at = segments.indexOf(parent);
        int count = segments.loops().below(at, last.name()).size();
        if (last.choice() != null || last.index() > 1 + count) {
            throw missing("no segment has what the path asks for", written);
        }
        return insertAt(segments.loops().place(at, last.name()), last.name());
    }

    /** A new element at a path; see {@link dev.pons.spi.format.Tree#add}. */
    Place add(Place from, Path path, String written, boolean first) throws ProblemException {
        var element = path.element();
        if (element == null) {
            return Place.of(another(from, path, written, first));
        }
        var segment =
                path.relative()
                        ? from.segment()
                        : finder.segments(from, path.segments()).stream().findFirst().orElse(null);
        if (segment == null) {
            throw missing("the message has no such segment", written);
        }
        if (element.component() > 0 || element.index() > 0 || element.choice() != null) {
            throw new ProblemException(
                    Problem.of("value", "a repetition is added to an element, as REF-2")
                            .at(written));
        }
        int count = segment.repetitions(texts.delimiters(), element.number()).size();
        return inserted(segment, element.number(), first ? 0 : count);
    }

    private Segment another(Place from, Path path, String written, boolean first)
            throws ProblemException {
        var there = finder.segments(from, path.segments());
        if (there.isEmpty()) {
            return added(from, path, written);
        }
        var name = there.get(0).name();
        if (first) {
            return insertAt(segments.indexOf(there.get(0)), name);
        }
        int last = segments.indexOf(there.get(there.size() - 1));
        return insertAt(segments.loops().end(last), name);
    }

    private Segment insertAt(int index, String name) throws ProblemException {
        if (index == 0 || name.equals("ISA")) {
            throw notAllowed("an interchange cannot be put into a message", name);
        }
        return segments.insert(index, name);
    }

    Place insert(Place parent, int index, String name) throws ProblemException {
        var segment = parent.segment();
        var path = PathParser.parse(name);
        var element = path.element();
        if (segment == null && element == null) {
            var type = path.segments().get(0).name();
            return Place.of(insertAt(Math.min(index, segments.all().size()), type));
        }
        if (segment == null || element == null || !path.relative()) {
            throw new ProblemException(
                    Problem.of("value", "below a segment, names are numbers from 1"));
        }
        if (parent.repetition() != null) {
            return relative(parent, element, name);
        }
        int before = index;
        for (int i = 1; i < element.number(); i++) {
            before -= segment.repetitions(texts.delimiters(), i).size();
        }
        return inserted(segment, element.number(), before);
    }

    /** A new repetition before the one at this index; the only one, if it is empty, is taken. */
    private Place inserted(Segment segment, int element, int index) throws ProblemException {
        var repetitions = segment.repetitions(texts.delimiters(), element);
        if (repetitions.isEmpty()
                || repetitions.size() == 1 && repetitions.get(0).text().isEmpty()) {
            return repetition(segment, element, 1, 0);
        }
        if (segment.opaque()) {
            throw notAllowed("elements of ISA are not repeated", "ISA");
        }
        separable(2);
        var added = new Repetition("");
        repetitions.add(Math.max(0, Math.min(index, repetitions.size())), added);
        segments.change(segment);
        return new Place(segment, element, added, 0);
    }

    /**
     * A segment with its line; a repetition of several; all else is emptied, for it has a number.
     */
    void remove(Place node) throws ProblemException {
        var segment = node.segment();
        var repetition = node.repetition();
        if (segment == null || repetition == null && segment.opaque()) {
            throw notAllowed("an interchange cannot be without its header", "ISA");
        }
        if (repetition == null) {
            segments.remove(segment);
            return;
        }
        guard(node);
        if (node.opaque()) {
            set(node, Value.empty());
            return;
        }
        var repetitions = segment.repetitions(texts.delimiters(), node.element());
        if (node.component() > 0 || repetitions.size() == 1) {
            raw(node, "");
            return;
        }
        repetitions.remove(repetition);
        repetition.leave();
        segments.change(segment);
    }

    /** All repetitions of an element become those of a text. */
    void element(Place node, String text) {
        var segment = node.segment();
        if (segment != null) {
            segment.element(texts.delimiters(), node.element(), text);
            segments.change(segment);
        }
    }
}
