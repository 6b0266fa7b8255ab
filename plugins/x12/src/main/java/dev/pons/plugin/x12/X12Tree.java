package dev.pons.plugin.x12;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A message as segments, repetitions of elements, components. Fields are looked for when someone
 * asks, and an edit exchanges the text of its place only.
 */
final class X12Tree implements Tree<Place> {

    private final Payload original;
    private final Segments segments;
    private final Encoding encoding;
    private final Texts texts;
    private final Finder finder;
    private final Editor editor;

    X12Tree(Payload original, Segments segments, Encoding encoding) {
        this.original = original;
        this.segments = segments;
        this.encoding = encoding;
        this.texts = new Texts(segments, encoding);
        this.finder = new Finder(segments, texts);
        this.editor = new Editor(segments, texts, finder);
    }

    Segments segments() {
        return segments;
    }

    /** See {@link Texts#raw}. */
    String raw(Place node) {
        return texts.raw(node);
    }

    /** Where a path leads to, or the segments of it where that is absent. */
    List<Place> near(String path) throws ProblemException {
        var whole = find(root(), path);
        if (!whole.isEmpty()) {
            return whole;
        }
        var steps = parsed(path).segments();
        return steps.isEmpty()
                ? List.of()
                : finder.segments(root(), steps).stream().map(Place::of).toList();
    }

    @Override
    public Place root() {
        return Place.MESSAGE;
    }

    @Override
    public String name(Place node) {
        if (node.segment() == null) {
            return "message";
        }
        return node.repetition() == null
                ? node.segment().name()
                : Integer.toString(node.component() > 0 ? node.component() : node.element());
    }

    @Override
    public Value value(Place node) throws ProblemException {
        return texts.value(node);
    }

    @Override
    public Value encoded(Place node) throws ProblemException {
        return texts.encoded(node);
    }

    @Override
    public List<Place> children(Place node) throws ProblemException {
        texts.present(node);
        var children = new ArrayList<Place>();
        var segment = node.segment();
        if (segment == null) {
            segments.all().forEach(each -> children.add(Place.of(each)));
        } else if (node.repetition() == null) {
            int elements = segment.count(segments.delimiters());
            for (int element = 1; element <= elements; element++) {
                for (var repetition : segment.repetitions(segments.delimiters(), element)) {
                    children.add(new Place(segment, element, repetition, 0));
                }
            }
        } else if (texts.isStructure(node)) {
            int parts = texts.components(node).size();
            for (int part = 1; part <= parts; part++) {
                children.add(node.component(part));
            }
        }
        return children;
    }

    @Override
    public List<Place> find(Place from, String path) throws ProblemException {
        texts.present(from);
        return finder.all(from, parsed(path));
    }

    @Override
    public void set(Place node, Value value) throws ProblemException {
        texts.present(node);
        editor.set(node, value);
    }

    @Override
    public Place make(Place from, String path) throws ProblemException {
        texts.present(from);
        return editor.make(from, parsed(path), path);
    }

    @Override
    public void copy(Place from, String source, String target) throws ProblemException {
        texts.present(from);
        new Copier(segments, texts, finder, editor)
                .copy(from, parsed(source), parsed(target), target);
    }

    @Override
    public Place insert(Place parent, int index, String name) throws ProblemException {
        texts.present(parent);
        parsed(name);
        return editor.insert(parent, index, name);
    }

    @Override
    public List<Place> group(Place element) throws ProblemException {
        texts.present(element);
        var segment = element.segment();
        if (segment == null || element.repetition() != null) {
            return List.of(element);
        }
        var group = new ArrayList<Place>();
        for (int index : segments.loops().group(segments.indexOf(segment))) {
            group.add(Place.of(segments.all().get(index)));
        }
        return group;
    }

    @Override
    public Place add(Place from, String path, boolean first) throws ProblemException {
        texts.present(from);
        return editor.add(from, parsed(path), path, first);
    }

    @Override
    public void remove(Place node) throws ProblemException {
        texts.present(node);
        editor.remove(node);
    }

    @Override
    public Payload write() throws ProblemException {
        return segments.changed() ? Payload.of(encoding.encode(segments.write())) : original;
    }

    /** The bytes of a message that has only these segments, with the counts that it then has. */
    Payload only(List<Segment> wanted) throws ProblemException {
        return Payload.of(encoding.encode(segments.write(wanted, Set.copyOf(wanted))));
    }

    private static Path parsed(String path) throws ProblemException {
        try {
            return PathParser.parse(path);
        } catch (IllegalArgumentException fault) {
            throw new ProblemException(
                    Problem.of("value", String.valueOf(fault.getMessage())).at(path));
        }
    }
}
