package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.util.stream.Collectors;

/**
 * Copies text as it stands: a segment with all its elements, an element with all its repetitions,
 * or a part of one where the path names a repetition or a component.
 */
final class Copier {

    private final Texts texts;
    private final Finder finder;
    private final Editor editor;
    private final Segments segments;

    Copier(Segments segments, Texts texts, Finder finder, Editor editor) {
        this.segments = segments;
        this.texts = texts;
        this.finder = finder;
        this.editor = editor;
    }

    /** Nothing at the source empties the target. */
    void copy(Place from, Path source, Path target, String written) throws ProblemException {
        var found = finder.all(from, source);
        var there = finder.all(from, target);
        if (found.isEmpty()) {
            if (!there.isEmpty()) {
                clear(there.get(0), target);
            }
            return;
        }
        var first = found.get(0);
        if ((first.repetition() == null) != (target.element() == null)) {
            throw wrong("a segment is copied to a segment, an element to an element", written);
        }
        var text = all(source) ? element(first) : texts.raw(first);
        var goal = editor.make(from, target, written);
        if (goal.repetition() == null) {
            whole(goal, text);
        } else {
            part(goal, all(target), text, written);
        }
    }

    private void clear(Place there, Path target) throws ProblemException {
        if (all(target) && !there.fixed()) {
            editor.element(there, "");
        } else {
            editor.remove(there);
        }
    }

    /** A element without index, choice or component is copied with all of its repetitions. */
    private static boolean all(Path path) {
        var element = path.element();
        return element != null
                && !path.relative()
                && element.component() == 0
                && element.index() == Path.ALL
                && element.choice() == null;
    }

    private String element(Place place) {
        var segment = place.segment();
        return segment == null
                ? ""
                : segment.repetitions(texts.delimiters(), place.element()).stream()
                        .map(Repetition::text)
                        .collect(
                                Collectors.joining(
                                        String.valueOf(texts.delimiters().repetition())));
    }

    private void whole(Place goal, String text) throws ProblemException {
        var segment = goal.segment();
        if (segment == null || segment.opaque()) {
            throw wrong("a header cannot be copied over; copy its elements", "ISA");
        }
        int id = text.indexOf(texts.delimiters().element());
        segment.become(segment.name() + (id < 0 ? "" : text.substring(id)));
        segments.change(segment);
    }

    private void part(Place goal, boolean whole, String text, String written)
            throws ProblemException {
        if (goal.opaque()) {
            editor.set(goal, Value.of(text.stripTrailing()));
            return;
        }
        var own = texts.delimiters();
        boolean fits =
                (whole || text.indexOf(own.repetition()) < 0)
                        && (goal.component() == 0 || text.indexOf(own.component()) < 0);
        if (!fits) {
            throw wrong("the source has more structure than the target can hold", written);
        }
        if (whole) {
            editor.element(goal, text);
        } else {
            editor.raw(goal, text);
        }
    }

    private static ProblemException wrong(String words, String path) {
        return new ProblemException(Problem.of("value", words).at(path));
    }
}
