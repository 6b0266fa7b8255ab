package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Copies;
import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A file. Items of a sequence, and values where there are several, are repetitions of their
 * element, so {@code ImageType} finds all of its values, and reading takes the first.
 */
final class DicomTree implements Tree<Place> {

    private static final Place ROOT = new Place.Root();

    private final DicomFile file;
    private final Payload original;
    private final Slots slots = new Slots();
    private final Finder finder;
    private final Maker maker;
    private final Editor editor;

    DicomTree(DicomFile file, Payload original) {
        this.file = file;
        this.original = original;
        this.finder = new Finder(file, slots);
        this.maker = new Maker(finder, slots);
        this.editor = new Editor(slots);
    }

    /** What a data set does, with its exceptions. */
    private interface Work<T> {
        T done() throws IOException, RefusedException, ProblemException;
    }

    private static <T> T fenced(Work<T> work) throws ProblemException {
        try {
            return work.done();
        } catch (RefusedException refused) {
            throw Faults.of(refused);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    DicomFile file() {
        return file;
    }

    @Override
    public Place root() {
        return ROOT;
    }

    @Override
    public String name(Place node) {
        var element = element(node);
        return element == null ? "" : Dictionary.name(element.tag());
    }

    private static @Nullable Element element(Place node) {
        if (node instanceof Place.Whole whole) {
            return whole.element();
        }
        if (node instanceof Place.Item item) {
            return item.element();
        }
        return node instanceof Place.One one ? one.element() : null;
    }

    @Override
    public Value value(Place node) throws ProblemException {
        return value(node, Value::of);
    }

    @Override
    public Value encoded(Place node) throws ProblemException {
        return value(node, Value::encoded);
    }

    private Value value(Place node, Function<String, Value> text) throws ProblemException {
        return fenced(
                () -> {
                    if (node instanceof Place.Whole whole) {
                        return value(whole, text);
                    }
                    if (node instanceof Place.One one) {
                        int index = slots.of(one.element(), one.in()).indexOf(one.slot());
                        return text.apply(Values.texts(one.element(), one.in()).get(index));
                    }
                    return node instanceof Place.Item item
                            ? Value.of(new Stretch(file.write(item.item())))
                            : Value.of(write());
                });
    }

    private Value value(Place.Whole place, Function<String, Value> text)
            throws IOException, RefusedException {
        var element = place.element();
        if (element.isEmpty()) {
            return Value.empty();
        }
        if (element.isEncapsulated()) {
            var all = element.fragments();
            long from = all.isEmpty() ? 0 : all.get(0).at();
            long to = all.isEmpty() ? 0 : all.get(all.size() - 1).end();
            return Value.of(new Stretch(file.body().part(from, to - from)));
        }
        if (element.vr().kind() == Vr.Kind.BYTES || element.vr() == Vr.SQ) {
            return Value.of(new Stretch(element.value()));
        }
        return text.apply(String.join("\\", Values.texts(element, place.in())));
    }

    @Override
    public List<Place> children(Place node) throws ProblemException {
        return fenced(
                () -> {
                    if (node instanceof Place.Item item) {
                        return finder.children(item.item());
                    }
                    if (!(node instanceof Place.Root)) {
                        return List.<Place>of();
                    }
                    var all = new ArrayList<>(finder.children(file.meta()));
                    all.addAll(finder.children(file.data()));
                    return all;
                });
    }

    @Override
    public List<Place> find(Place from, String path) throws ProblemException {
        var parsed = parsed(path);
        return fenced(() -> finder.find(from, parsed));
    }

    private static DicomPath parsed(String path) throws ProblemException {
        try {
            return DicomPath.parse(path);
        } catch (IllegalArgumentException fault) {
            throw Faults.of("value", String.valueOf(fault.getMessage()), path);
        }
    }

    @Override
    public void set(Place node, Value value) throws ProblemException {
        fenced(
                () -> {
                    editor.set(node, value);
                    return node;
                });
    }

    @Override
    public Place make(Place from, String path) throws ProblemException {
        var parsed = parsed(path);
        return fenced(() -> maker.make(from, parsed, path));
    }

    @Override
    public Place add(Place from, String path, boolean first) throws ProblemException {
        var parsed = parsed(path);
        return fenced(() -> maker.add(from, parsed, first, path));
    }

    /** The order of tags says where; the index only before which items of the same sequence. */
    @Override
    public Place insert(Place parent, int index, String name) throws ProblemException {
        var children = children(parent);
        boolean first = index < children.size() && name(children.get(index)).equals(name);
        return add(parent, name, first);
    }

    /** With all below; a sequence goes with its last item. */
    @Override
    public void remove(Place node) throws ProblemException {
        fenced(
                () -> {
                    editor.remove(node);
                    return node;
                });
    }

    /** With all values or items; nothing there empties the target. */
    @Override
    public void copy(Place from, String source, String target) throws ProblemException {
        var parsed = parsed(source);
        var to = parsed(target);
        fenced(
                () -> {
                    if (!parsed.last().isWhole() || !to.last().isWhole()) {
                        Tree.super.copy(from, source, target);
                        return ROOT;
                    }
                    var found = finder.whole(from, parsed);
                    var place = finder.whole(from, to);
                    if (found.isEmpty()) {
                        if (!place.isEmpty()) {
                            set(place.get(0), Value.empty());
                        }
                        return ROOT;
                    }
                    if (place.isEmpty()) {
                        maker.make(from, like(to, found.get(0)), target);
                        place = finder.whole(from, to);
                    }
                    copy(found.get(0), place.get(0));
                    return ROOT;
                });
    }

    /** A private element that is made by copying has the representation of its source. */
    private static DicomPath like(DicomPath path, Place.Whole source) {
        return path.vr() == null && Tag.isPrivate(path.last().tag())
                ? new DicomPath(path.steps(), source.element().vr())
                : path;
    }

    private static void copy(Place.Whole source, Place.Whole target)
            throws IOException, RefusedException, ProblemException {
        Editor.guard(target.element());
        if (target.element().tag() == Tag.SPECIFIC_CHARACTER_SET) {
            throw Faults.of(
                    "not-allowed",
                    "a character set is set, not copied: the texts change with it",
                    Editor.name(target.element()));
        }
        Copies.copy(source.element(), source.in(), target.element(), target.in());
    }

    @Override
    public Payload write() throws ProblemException {
        return fenced(
                () -> {
                    var written = file.write();
                    return written == file.original() ? original : new Stretch(written);
                });
    }
}
