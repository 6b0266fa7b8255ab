package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Copies bytes as they stand: a segment with all its fields, a field with all its repetitions, or a
 * part of one where the path names a repetition or a component.
 */
final class Copier {

    private final Texts texts;
    private final Finder finder;
    private final Editor editor;

    Copier(Texts texts, Finder finder, Editor editor) {
        this.texts = texts;
        this.finder = finder;
        this.editor = editor;
    }

    void copy(Place from, Path source, Path target, String written) throws ProblemException {
        var found = finder.all(from, source);
        if (found.isEmpty()) {
            var there = finder.all(from, target);
            if (!there.isEmpty()) {
                clear(there.get(0), target);
            }
            return;
        }
        var first = found.get(0);
        if (level(source) == 0 != (level(target) == 0) || source.relative() && level(first) == 0) {
            throw wrong("a segment is copied to a segment, a field to a field", written);
        }
        var segment = first.segment();
        if (segment == null) {
            throw wrong("the message cannot be copied into itself", written);
        }
        long span = wholeField(source) ? field(first) : texts.span(first);
        var bytes = Arrays.copyOfRange(segment.data(), Spans.from(span), Spans.to(span));
        var goal = editor.make(from, target, written);
        if (goal.repetition() == null) {
            line(goal, bytes);
        } else {
            part(goal, wholeField(target), bytes, written);
        }
    }

    private static int level(Path path) {
        var field = path.field();
        return field == null ? 0 : field.component() == 0 ? 1 : field.sub() == 0 ? 2 : 3;
    }

    private static int level(Place place) {
        return place.repetition() == null ? 0 : place.component() == 0 ? 1 : 2;
    }

    private void clear(Place there, Path target) throws ProblemException {
        var rep = there.repetition();
        if (wholeField(target) && there.segment() != null && rep != null) {
            editor.raw(there.segment(), rep.field, field(there), new byte[0]);
        } else {
            editor.remove(there);
        }
    }

    /** A field without index, choice or component is copied with all of its repetitions. */
    private static boolean wholeField(Path path) {
        var field = path.field();
        return field != null
                && !path.relative()
                && field.component() == 0
                && field.index() == Path.ALL
                && field.choice() == null;
    }

    private long field(Place place) {
        var segment = place.segment();
        var rep = place.repetition();
        return segment == null || rep == null
                ? Spans.NONE
                : segment.field(texts.delimiters(), rep.field);
    }

    private void line(Place goal, byte[] bytes) throws ProblemException {
        var segment = segment(goal);
        if (segment.isHeader()) {
            throw wrong("a header segment cannot be copied over; copy its fields", "MSH");
        }
        System.arraycopy(segment.data(), Spans.from(segment.text()), bytes, 0, 3);
        editor.raw(segment, 0, segment.text(), bytes);
    }

    private static Segment segment(Place place) throws ProblemException {
        @Nullable Segment segment = place.segment();
        if (segment == null) {
            throw wrong("the whole message is no target of a copy", "");
        }
        return segment;
    }

    private void part(Place goal, boolean whole, byte[] bytes, String written)
            throws ProblemException {
        if (goal.opaque()) {
            editor.set(goal, Value.of("copied"));
        }
        var own = texts.delimiters();
        var mask = texts.encoding().mask(bytes);
        long all = Spans.of(0, mask.length);
        boolean fits =
                (whole || !Spans.has(mask, all, own.repetition()))
                        && (goal.component() == 0 || !Spans.has(mask, all, own.component()))
                        && (goal.sub() == 0 || !Spans.has(mask, all, own.subcomponent()));
        if (!fits) {
            throw wrong("the source has more structure than the target can hold", written);
        }
        var segment = segment(goal);
        var rep = goal.repetition();
        editor.raw(
                segment,
                rep == null ? 0 : rep.field,
                whole ? field(goal) : texts.span(goal),
                bytes);
    }

    private static ProblemException wrong(String words, String path) {
        return new ProblemException(Problem.of("value", words).at(path));
    }
}
