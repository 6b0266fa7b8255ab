package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Path.Field;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/** Changes, each of which exchanges the bytes of its place only. */
final class Editor {

    private static final byte[] NOTHING = {};

    private final Segments segments;
    private final Texts texts;
    private final Finder finder;
    private final Groups groups;
    private boolean changed;

    Editor(Segments segments, Texts texts, Finder finder, Groups groups) {
        this.groups = groups;
        this.segments = segments;
        this.texts = texts;
        this.finder = finder;
    }

    /** Something is not as it came. */
    boolean changed() {
        return changed;
    }

    void set(Place node, Value value) throws ProblemException {
        var segment = node.segment();
        if (same(node, value)) {
            return;
        }
        if (segment == null) {
            throw notAllowed("the message as a whole cannot be set; set its segments", "");
        }
        if (node.repetition() == null) {
            line(segment, value);
            return;
        }
        guard(node);
        var bytes = texts.bytes(node, value);
        replace(segment, pad(node), bytes, node);
    }

    private void guard(Place node) throws ProblemException {
        if (node.opaque()) {
            throw notAllowed("the delimiters of a message cannot be changed", texts.path(node));
        }
    }

    private static ProblemException notAllowed(String words, String path) {
        return new ProblemException(Problem.of("not-allowed", words).at(path));
    }

    /** True where setting would say what is there already, however it is written. */
    private boolean same(Place node, Value value) {
        if (value.kind() == Value.Kind.BINARY
                || node.repetition() != null && texts.span(node) == Spans.NONE) {
            return false;
        }
        try {
            var current = texts.value(node);
            boolean text = value.kind() != Value.Kind.ENCODED && value.exists();
            var kind = text ? Value.Kind.TEXT : value.kind();
            if (current.kind() == kind) {
                return current.text().equals(value.text());
            }
            if (current.kind() != Value.Kind.TEXT || value.kind() != Value.Kind.ENCODED) {
                return false;
            }
            return Escapes.escape(current.text(), Delimiters.STANDARD).equals(value.text())
                    || texts.encoded(node).text().equals(value.text());
        } catch (ProblemException unreadable) {
            return false;
        }
    }

    private void replace(Segment segment, long span, byte[] bytes, @Nullable Place node)
            throws ProblemException {
        int from = Spans.from(span);
        int to = Spans.to(span);
        if (Arrays.equals(segment.data(), from, to, bytes, 0, bytes.length)) {
            return;
        }
        var rep = node == null ? null : node.repetition();
        int before = rep == null ? 0 : segment.repetitions(texts.delimiters(), rep.field);
        segment.splice(from, to, bytes, texts.encoding());
        changed = true;
        if (rep != null) {
            int after = segment.repetitions(texts.delimiters(), rep.field);
            segment.shift(rep.field, rep.number + 1, after - before);
        }
    }

    /** Makes a place with delimiters where it is absent, and says where it is. */
    private long pad(Place node) throws ProblemException {
        long span = texts.span(node);
        var segment = node.segment();
        var rep = node.repetition();
        if (span != Spans.NONE || segment == null || rep == null) {
            return span;
        }
        guard(node);
        var own = texts.delimiters();
        int fields = segment.fields(own);
        if (rep.field > fields) {
            extend(segment, segment.text(), own.field(), rep.field - fields);
        }
        int reps = segment.repetitions(own, rep.field);
        if (rep.number > reps) {
            extend(segment, segment.field(own, rep.field), own.repetition(), rep.number - reps);
        }
        var field = new Place(segment, rep, 0, 0);
        if (node.component() > 0) {
            int missing = node.component() - texts.parts(field);
            extend(segment, texts.span(field), own.component(), missing);
        }
        if (node.sub() > 0) {
            var component = new Place(segment, rep, node.component(), 0);
            int missing = node.sub() - texts.parts(component);
            extend(segment, texts.span(component), own.subcomponent(), missing);
        }
        return texts.span(node);
    }

    private void extend(Segment segment, long span, byte delimiter, int count)
            throws ProblemException {
        if (count <= 0) {
            return;
        }
        if (delimiter == 0) {
            throw new ProblemException(
                    Problem.of("value", "MSH-2 of this message has no delimiter for this place"));
        }
        var bytes = new byte[count];
        Arrays.fill(bytes, delimiter);
        segment.splice(Spans.to(span), Spans.to(span), bytes, texts.encoding());
        changed = true;
    }

    /** Replaces all of a segment. */
    private void line(Segment segment, Value value) throws ProblemException {
        var name = segment.name();
        var text = value.text();
        if (segment.isHeader()) {
            throw notAllowed("a header segment cannot be set as a whole; set its fields", name);
        }
        if (!text.equals(name) && !text.startsWith(name + "|")) {
            throw new ProblemException(
                    Problem.of("value", "a segment is set with text that begins with its name")
                            .at(name));
        }
        var node = Place.of(segment);
        var own = Escapes.translate(text, Delimiters.STANDARD, texts.delimiters());
        var bytes = texts.encode(node, own);
        segment.forget();
        replace(segment, segment.text(), bytes, null);
    }

    /** The first place at a path; what is absent of it is made. */
    Place make(Place from, Path path, String written) throws ProblemException {
        var field = path.field();
        if (path.relative()) {
            return relative(from, field, written);
        }
        var found = finder.all(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var matching = finder.segments(from, path.segments());
        var segment = matching.isEmpty() ? added(from, path, written) : matching.get(0);
        return field == null ? Place.of(segment) : field(segment, field, written);
    }

    private Place relative(Place from, @Nullable Field numbers, String written)
            throws ProblemException {
        var segment = from.segment();
        if (numbers == null || segment == null) {
            throw new ProblemException(
                    Problem.of("value", "the path must begin with a segment").at(written));
        }
        if (from.repetition() == null) {
            return field(segment, numbers, written);
        }
        var place = Finder.step(from, numbers);
        pad(place);
        return place;
    }

    private Place field(Segment segment, Field field, String written) throws ProblemException {
        int number = Math.max(1, field.index());
        if (field.choice() != null) {
            var found = new ArrayList<Place>();
            finder.fields(
                    segment, new Field(field.number(), field.index(), field.choice(), 0, 0), found);
            if (found.isEmpty()) {
                throw missing("no repetition of the field has what the path asks for", written);
            }
            var rep = found.get(0).repetition();
            number = rep == null ? 1 : rep.number;
        }
        var rep = segment.rep(field.number(), number);
        var place = new Place(segment, rep, field.component(), field.sub());
        pad(place);
        return place;
    }

    private static ProblemException missing(String words, String path) {
        return new ProblemException(Problem.of("missing", words).at(path));
    }

    /** A new segment, below the parent that the path names, where the usual order puts it. */
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
        if (last.choice() != null || last.index() > 1 + below(parent, last.name())) {
            throw missing("no segment has what the path asks for", written);
        }
        int at = parent == null ? 0 : segments.indexOf(parent);
        int end =
                parent == null
                        ? segments.all().size()
                        : groups.end(at, Integer.MAX_VALUE, last.name());
        return insertAt(groups.place(at, end, last.name()), last.name());
    }

    /** How many of this name there are already, for an index behind the last one. */
    private int below(@Nullable Segment parent, String name) throws ProblemException {
        return finder.segments(
                        parent == null ? Place.MESSAGE : Place.of(parent),
                        PathParser.parse(name).segments())
                .size();
    }

    /** A new element at a path; see {@link dev.pons.spi.format.Tree#add}. */
    Place add(Place from, Path path, String written, boolean first) throws ProblemException {
        var field = path.field();
        if (field == null) {
            return Place.of(another(from, path, written, first));
        }
        var segment =
                path.relative()
                        ? from.segment()
                        : finder.segments(from, path.segments()).stream().findFirst().orElse(null);
        if (segment == null) {
            throw missing("the message has no such segment", written);
        }
        if (field.component() > 0 || field.index() > 0 || field.choice() != null) {
            throw new ProblemException(
                    Problem.of("value", "a repetition is added to a field, as PID-3").at(written));
        }
        int count = segment.repetitions(texts.delimiters(), field.number());
        var children = 0;
        for (int i = 1; i < field.number(); i++) {
            children += segment.repetitions(texts.delimiters(), i);
        }
        return repetition(segment, children + (first ? 0 : count), field.number());
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
        boolean note = name.equals(Order.NOTE);
        return insertAt(note ? last + 1 : groups.end(last, Integer.MAX_VALUE, name), name);
    }

    private Segment insertAt(int index, String name) throws ProblemException {
        if (index == 0 || name.equals("MSH")) {
            throw notAllowed("MSH is the first segment and the only one", name);
        }
        changed = true;
        return segments.insert(index, name.getBytes(StandardCharsets.ISO_8859_1), texts.encoding());
    }

    Place insert(Place parent, int index, String name) throws ProblemException {
        var segment = parent.segment();
        if (segment == null) {
            var path = new Names(name).segment();
            return Place.of(insertAt(Math.min(index, segments.all().size()), path));
        }
        int number = new Names(name).number();
        if (parent.repetition() != null) {
            return relative(parent, new Field(number, 0, null, 0, 0), name);
        }
        return repetition(segment, index, number);
    }

    private Place repetition(Segment segment, int index, int field) throws ProblemException {
        var own = texts.delimiters();
        int before = index;
        for (int i = 1; i < field; i++) {
            before -= segment.repetitions(own, i);
        }
        int count = segment.repetitions(own, field);
        if (count == 0 || count == 1 && Spans.length(segment.field(own, field)) == 0) {
            return field(segment, new Field(field, 1, null, 0, 0), "");
        }
        guard(new Place(segment, segment.rep(field, 1), 0, 0));
        int number = Math.max(1, Math.min(before + 1, count + 1));
        if (number > count) {
            return field(segment, new Field(field, number, null, 0, 0), "");
        }
        int at = Spans.from(segment.find(own, field, number, 0, 0));
        if (own.repetition() == 0) {
            throw new ProblemException(
                    Problem.of("value", "MSH-2 of this message has no repetition separator"));
        }
        segment.splice(at, at, new byte[] {own.repetition()}, texts.encoding());
        segment.shift(field, number, 1);
        changed = true;
        return new Place(segment, segment.rep(field, number), 0, 0);
    }

    /**
     * A segment with its line; a repetition of several; all else is emptied, for it has a number.
     */
    void remove(Place node) throws ProblemException {
        var segment = node.segment();
        var rep = node.repetition();
        int at = segment == null || rep != null ? 0 : segments.indexOf(segment);
        if (segment != null && at > 0 && segment.isHeader()) {
            segments.remove(at, groups.end(at, Integer.MAX_VALUE, ""));
            changed = true;
            return;
        }
        if (segment == null || rep == null && segment.isHeader()) {
            throw notAllowed("a message cannot be without its header", "MSH");
        }
        if (rep == null) {
            segments.remove(segment);
            changed = true;
            return;
        }
        guard(node);
        long span = texts.span(node);
        if (span == Spans.NONE) {
            return;
        }
        int count = segment.repetitions(texts.delimiters(), rep.field);
        if (node.component() > 0 || count == 1) {
            replace(segment, span, NOTHING, null);
            return;
        }
        int from = Spans.from(span) - (rep.number > 1 ? 1 : 0);
        int to = Spans.to(span) + (rep.number > 1 ? 0 : 1);
        segment.splice(from, to, NOTHING, texts.encoding());
        changed = true;
        rep.gone = true;
        segment.shift(rep.field, rep.number + 1, -1);
    }

    /** Raw bytes from one path to another, with repetitions; nothing there empties the target. */
    void copy(Place from, Path source, Path target, String written) throws ProblemException {
        new Copier(texts, finder, this).copy(from, source, target, written);
    }

    /** Exchanges raw bytes, for a copy; field 0: of the whole segment. */
    void raw(Segment segment, int field, long span, byte[] bytes) throws ProblemException {
        replace(segment, span, bytes, null);
        if (field == 0) {
            segment.forget();
        } else {
            segment.trim(field, segment.repetitions(texts.delimiters(), field));
        }
    }
}
