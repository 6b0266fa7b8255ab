package dev.pons.plugin.hl7v2;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as message, segments, repetitions of fields, components, subcomponents. Nothing is
 * parsed until it is asked for, and an edit exchanges the bytes of its place only.
 */
final class Hl7v2Tree implements Tree<Place> {

    private final Payload original;
    private final Segments segments;
    private final Texts texts;
    private final Groups groups;
    private final Finder finder;
    private final Editor editor;

    private Hl7v2Tree(Payload original, Segments segments, Texts texts) {
        this.original = original;
        this.segments = segments;
        this.texts = texts;
        this.groups = new Groups(segments, this::structure);
        this.finder = new Finder(segments, texts, groups);
        this.editor = new Editor(segments, texts, finder, groups);
    }

    static Hl7v2Tree of(Payload original, byte[] bytes, Header header, Encoding encoding) {
        var delimiters = header.delimiters();
        var segments =
                new Segments(bytes, encoding.mask(bytes), header.start(), delimiters.field());
        return new Hl7v2Tree(original, segments, new Texts(segments, delimiters, encoding));
    }

    /** By the standard; empty: it has none for this message, or the header does not tell. */
    private Optional<Slot> structure() {
        try {
            return new Typed(this).structure();
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }

    Segments segments() {
        return segments;
    }

    Texts texts() {
        return texts;
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
        if (node.repetition() == null) {
            return node.segment().name();
        }
        int number =
                node.sub() > 0
                        ? node.sub()
                        : node.component() > 0 ? node.component() : node.repetition().field;
        return Integer.toString(number);
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
            for (var each : segments.all()) {
                children.add(Place.of(each));
            }
            return children;
        }
        var delimiters = texts.delimiters();
        var rep = node.repetition();
        if (rep == null) {
            int fields = segment.fields(delimiters);
            for (int field = 1; field <= fields; field++) {
                int count = segment.repetitions(delimiters, field);
                for (int number = 1; number <= count; number++) {
                    children.add(new Place(segment, segment.rep(field, number), 0, 0));
                }
            }
            return children;
        }
        int parts = texts.isStructure(node) ? texts.parts(node) : 0;
        for (int part = 1; part <= parts; part++) {
            children.add(
                    node.component() == 0
                            ? new Place(segment, rep, part, 0)
                            : new Place(segment, rep, node.component(), part));
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
        editor.copy(from, parsed(source), parsed(target), target);
    }

    @Override
    public Place insert(Place parent, int index, String name) throws ProblemException {
        texts.present(parent);
        return editor.insert(parent, index, name);
    }

    @Override
    public List<Place> group(Place element) throws ProblemException {
        texts.present(element);
        var segment = element.segment();
        if (segment == null || element.repetition() != null) {
            return List.of(element);
        }
        int from = segments.indexOf(segment);
        int to = groups.end(from, Integer.MAX_VALUE, "");
        return segments.all().subList(from, to).stream().map(Place::of).toList();
    }

    /** The bytes of a message that has only these segments, in the order of this one. */
    Payload only(Set<Segment> wanted) {
        var out = new ByteArrayOutputStream();
        for (var segment : segments.all()) {
            if (wanted.contains(segment)) {
                segment.write(out);
            }
        }
        return Payload.of(out.toByteArray());
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
        var first = segments.get(0);
        if (editor.changed() && first != null && first.code() != Batch.code("MSH")) {
            Batch.count(segments, editor);
        }
        return editor.changed() ? Payload.of(segments.write()) : original;
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
