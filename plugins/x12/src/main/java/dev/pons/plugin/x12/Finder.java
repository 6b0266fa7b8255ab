package dev.pons.plugin.x12;

import dev.pons.plugin.x12.Path.Choice;
import dev.pons.plugin.x12.Path.Element;
import dev.pons.plugin.x12.Path.Step;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Follows paths. */
final class Finder {

    private final Segments segments;
    private final Texts texts;

    Finder(Segments segments, Texts texts) {
        this.segments = segments;
        this.texts = texts;
    }

    /** Every place at a path, in the message's order. */
    List<Place> all(Place from, Path path) throws ProblemException {
        var found = new ArrayList<Place>();
        var element = path.element();
        if (path.relative()) {
            below(from, element, found);
            return found;
        }
        for (var segment : segments(from, path.segments())) {
            if (element == null) {
                found.add(Place.of(segment));
            } else {
                elements(segment, element, found);
            }
        }
        return found;
    }

    /** The segments that the steps lead to. A segment's own name first means the segment itself. */
    List<Segment> segments(Place from, List<Step> steps) throws ProblemException {
        var start = from.segment();
        var first = steps.get(0);
        if (start == null) {
            return descend(pick(segments.all(), first), steps, 1);
        }
        return first.name().equals(start.name())
                ? descend(pick(List.of(start), first), steps, 1)
                : descend(List.of(start), steps, 0);
    }

    private List<Segment> descend(List<Segment> from, List<Step> steps, int depth)
            throws ProblemException {
        var found = from;
        for (var step : steps.subList(depth, steps.size())) {
            var next = new ArrayList<Segment>();
            for (var parent : found) {
                int index = segments.indexOf(parent);
                next.addAll(pick(segments.loops().below(index, step.name()), step));
            }
            found = next;
        }
        return found;
    }

    private List<Segment> pick(List<Segment> among, Step step) throws ProblemException {
        var found = new ArrayList<Segment>();
        int seen = 0;
        for (var segment : among) {
            if (segment.name().equals(step.name()) && chosen(segment, step.choice())) {
                seen++;
                if (step.index() == Path.ALL || step.index() == seen) {
                    found.add(segment);
                }
                if (step.index() == seen) {
                    break;
                }
            }
        }
        return found;
    }

    private boolean chosen(Segment segment, @Nullable Choice choice) throws ProblemException {
        if (choice == null) {
            return true;
        }
        int element = choice.first();
        for (var repetition : segment.repetitions(segments.delimiters(), element)) {
            if (says(new Place(segment, element, repetition, choice.second()), choice)) {
                return true;
            }
        }
        return false;
    }

    private boolean says(Place place, Choice choice) throws ProblemException {
        return texts.exists(place) && texts.value(place).text().equals(choice.text());
    }

    /** Adds the places in one segment. */
    void elements(Segment segment, Element element, List<Place> found) throws ProblemException {
        var choice = element.choice();
        int seen = 0;
        for (var repetition : segment.repetitions(segments.delimiters(), element.number())) {
            var whole = new Place(segment, element.number(), repetition, 0);
            if (choice != null && !says(whole.component(choice.first()), choice)) {
                continue;
            }
            seen++;
            var place = whole.component(element.component());
            if ((element.index() == Path.ALL || element.index() == seen) && texts.exists(place)) {
                found.add(place);
            }
            if (element.index() == seen) {
                return;
            }
        }
    }

    /** Numbers below a place: of a segment 5[2].1, of an element 2. */
    private void below(Place from, @Nullable Element numbers, List<Place> found)
            throws ProblemException {
        var segment = from.segment();
        if (numbers == null || segment == null) {
            return;
        }
        if (from.repetition() == null) {
            elements(segment, numbers, found);
            return;
        }
        var place = from.component(numbers.number());
        if (from.component() == 0 && texts.exists(place)) {
            found.add(place);
        }
    }
}
