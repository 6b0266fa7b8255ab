package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Path.Choice;
import dev.pons.plugin.hl7v2.Path.Field;
import dev.pons.plugin.hl7v2.Path.Step;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Follows paths. */
final class Finder {

    private final Segments segments;
    private final Texts texts;
    private final Groups groups;

    Finder(Segments segments, Texts texts, Groups groups) {
        this.segments = segments;
        this.texts = texts;
        this.groups = groups;
    }

    /** Every place at a path, in the message's order. */
    List<Place> all(Place from, Path path) throws ProblemException {
        var found = new ArrayList<Place>();
        if (path.relative()) {
            below(from, path.field(), found);
            return found;
        }
        for (var segment : segments(from, path.segments())) {
            if (path.field() == null) {
                found.add(Place.of(segment));
            } else {
                fields(segment, path.field(), found);
            }
        }
        return found;
    }

    /** The segments that the steps lead to. A segment's own name first means the segment itself. */
    List<Segment> segments(Place from, List<Step> steps) throws ProblemException {
        var found = new ArrayList<Segment>();
        var first = steps.get(0);
        var start = from.segment();
        if (start == null) {
            descend(steps, 0, 0, Integer.MAX_VALUE, found);
            return found;
        }
        int index = segments.indexOf(start);
        if (first.code() != start.code()) {
            int end = groups.end(index, Integer.MAX_VALUE, first.name());
            descend(steps, 0, index + 1, end, found);
        } else if (steps.size() == 1) {
            descend(steps, 0, index, index + 1, found);
        } else {
            int end = groups.end(index, Integer.MAX_VALUE, steps.get(1).name());
            descend(steps, 1, index + 1, end, found);
        }
        return found;
    }

    private void descend(List<Step> steps, int depth, int from, int to, List<Segment> found)
            throws ProblemException {
        var step = steps.get(depth);
        int seen = 0;
        for (int i = from; i < to; i++) {
            var segment = segments.get(i);
            if (segment == null) {
                return;
            }
            if (segment.code() != step.code() || !chosen(segment, step.choice())) {
                continue;
            }
            seen++;
            if (step.index() == Path.ALL || step.index() == seen) {
                if (depth == steps.size() - 1) {
                    found.add(segment);
                } else {
                    int end = groups.end(i, to, steps.get(depth + 1).name());
                    descend(steps, depth + 1, i + 1, end, found);
                }
            }
            if (step.index() == seen) {
                return;
            }
        }
    }

    private boolean chosen(Segment segment, @Nullable Choice choice) throws ProblemException {
        if (choice == null) {
            return true;
        }
        int count = segment.repetitions(texts.delimiters(), choice.first());
        for (int i = 1; i <= count; i++) {
            var rep = segment.rep(choice.first(), i);
            if (says(new Place(segment, rep, choice.second(), choice.third()), choice)) {
                return true;
            }
        }
        return false;
    }

    private boolean says(Place place, Choice choice) throws ProblemException {
        return texts.span(place) != Spans.NONE && texts.value(place).text().equals(choice.text());
    }

    /** Adds the places in one segment. */
    void fields(Segment segment, Field field, List<Place> found) throws ProblemException {
        int count = segment.repetitions(texts.delimiters(), field.number());
        int seen = 0;
        for (int i = 1; i <= count; i++) {
            var choice = field.choice();
            if (choice == null && field.index() != Path.ALL && field.index() != i) {
                continue;
            }
            var rep = segment.rep(field.number(), i);
            if (choice != null) {
                if (!says(new Place(segment, rep, choice.first(), choice.second()), choice)) {
                    continue;
                }
                seen++;
                if (field.index() != Path.ALL && field.index() != seen) {
                    continue;
                }
            }
            var place = new Place(segment, rep, field.component(), field.sub());
            if (texts.span(place) != Spans.NONE) {
                found.add(place);
            }
        }
    }

    /** Numbers below a place: of a segment 5[2].1, of a field 5.1, of a component 2. */
    private void below(Place from, @Nullable Field numbers, List<Place> found)
            throws ProblemException {
        var segment = from.segment();
        if (numbers == null || segment == null) {
            return;
        }
        if (from.repetition() == null) {
            fields(segment, numbers, found);
            return;
        }
        var place = step(from, numbers);
        if (texts.span(place) != Spans.NONE) {
            found.add(place);
        }
    }

    /** Where numbers lead from a field or component, there or not. */
    static Place step(Place from, Field numbers) {
        return from.component() == 0
                ? new Place(
                        from.segment(), from.repetition(), numbers.number(), numbers.component())
                : new Place(from.segment(), from.repetition(), from.component(), numbers.number());
    }
}
