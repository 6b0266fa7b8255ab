package dev.pons.plugin.astm;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.stream.Collectors;

/**
 * Copies text as it stands: a record with all its fields, a field with all its repeats, or a part
 * of one where the path names a repeat or a component.
 */
final class Copier {

    private final Texts texts;
    private final Finder finder;
    private final Editor editor;
    private final Records records;

    Copier(Records records, Texts texts, Finder finder, Editor editor) {
        this.records = records;
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
        if ((first.repeat() == null) != (target.field() == null)) {
            throw wrong("a record is copied to a record, a field to a field", written);
        }
        var text = all(source) ? field(first) : texts.raw(first);
        var goal = editor.make(from, target, written);
        if (goal.repeat() == null) {
            whole(goal, text);
        } else {
            part(goal, all(target), text, written);
        }
    }

    private void clear(Place there, Path target) throws ProblemException {
        if (all(target) && !there.opaque()) {
            editor.field(there, "");
        } else {
            editor.remove(there);
        }
    }

    /** A field without index, choice or component is copied with all of its repeats. */
    private static boolean all(Path path) {
        var field = path.field();
        return field != null
                && !path.relative()
                && field.component() == 0
                && field.index() == Path.ALL
                && field.choice() == null;
    }

    private String field(Place place) {
        var record = place.record();
        return record == null
                ? ""
                : record.repeats(texts.delimiters(), place.field()).stream()
                        .map(Repeat::text)
                        .collect(Collectors.joining(String.valueOf(texts.delimiters().repeat())));
    }

    private void whole(Place goal, String text) throws ProblemException {
        var record = goal.record();
        if (record == null || record.isHeader()) {
            throw wrong("a header cannot be copied over; copy its fields", "H");
        }
        record.become(record.name() + text.substring(1));
        records.change();
    }

    private void part(Place goal, boolean whole, String text, String written)
            throws ProblemException {
        if (goal.opaque()) {
            throw new ProblemException(
                    Problem.of("not-allowed", "types and delimiters cannot be changed")
                            .at(written));
        }
        var own = texts.delimiters();
        boolean fits =
                (whole || text.indexOf(own.repeat()) < 0)
                        && (goal.component() == 0 || text.indexOf(own.component()) < 0);
        if (!fits) {
            throw wrong("the source has more structure than the target can hold", written);
        }
        if (whole) {
            editor.field(goal, text);
        } else {
            editor.raw(goal, text);
        }
    }

    private static ProblemException wrong(String words, String path) {
        return new ProblemException(Problem.of("value", words).at(path));
    }
}
