package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Which group of the standard's structure each segment of a message stands in. A segment goes to
 * the nearest place ahead that takes it, or begins a group anew; where several do, one that begins
 * its group is nearer than one behind optional parts of it, and one behind required parts that are
 * not there is none. What fits nowhere stays in the group that is open. One message; one thread.
 */
final class Outline {

    /** A segment that the structure has no place for. */
    static final int NOWHERE = -1;

    /** A repetition of a group; {@code index}: of its slot in the group around it. */
    record Part(Slot slot, @Nullable Part around, int index) {}

    /** Where a segment stands: its group, and the number of its slot there or NOWHERE. */
    record Spot(Part part, int index) {}

    /**
     * A way down from a group to a segment.
     *
     * @param steps numbers of slots
     * @param begins the groups on the way are entered at their beginning: at most optional segments
     *     of it are not there
     * @param leading so is the group that the way starts from
     * @param skips required slots of a group that is entered, or of the one it starts from
     */
    private record Way(List<Integer> steps, boolean begins, boolean leading, boolean skips) {}

    /** A place that takes the segment: a way from a group that is open. */
    private record Goal(Part from, Way way) {}

    private Part part;
    private int at = NOWHERE;

    private Outline(Slot structure) {
        this.part = new Part(structure, null, 0);
    }

    /** The spots of segments with these names, in this order. */
    static List<Spot> of(Slot structure, List<String> names) {
        var outline = new Outline(structure);
        return names.stream().map(outline::next).toList();
    }

    private Spot next(String name) {
        var goal = goal(name);
        if (goal == null) {
            return new Spot(part, NOWHERE);
        }
        part = goal.from();
        for (int step : goal.way().steps()) {
            var slot = part.slot().slots().get(step);
            at = step;
            part = slot.group() ? new Part(slot, part, step) : part;
        }
        return new Spot(part, at);
    }

    private @Nullable Goal goal(String name) {
        Goal later = null;
        int from = at;
        int inner = NOWHERE;
        for (Part open = part; open != null; from = open.index(), open = open.around()) {
            var again = from < 0 ? null : again(open.slot().slots().get(from), from, inner, name);
            if (again != null) {
                return new Goal(open, again);
            }
            var ahead = ahead(open.slot(), from + 1, open.slot().slots().size(), name, true);
            if (ahead != null) {
                return new Goal(open, ahead);
            }
            var middle = ahead(open.slot(), from + 1, open.slot().slots().size(), name, false);
            later = later == null && middle != null ? new Goal(open, middle) : later;
            inner = from;
        }
        return later;
    }

    /** The slot that is filled already, once more; of a group only what was used of it. */
    private static @Nullable Way again(Slot slot, int index, int used, String name) {
        if (!slot.repeats()) {
            return null;
        }
        if (!slot.group()) {
            return slot.name().equals(name) ? new Way(List.of(index), true, true, false) : null;
        }
        var way = ahead(slot, 0, used + 1, name, false);
        return way == null ? null : new Way(joined(index, way), true, true, false);
    }

    /**
     * The first way among these slots: one that begins its groups, or any that skips nothing that a
     * group requires.
     */
    private static @Nullable Way ahead(
            Slot group, int from, int to, String name, boolean beginning) {
        boolean options = true;
        boolean choices = true;
        boolean skips = false;
        for (int i = 0; i < to; i++) {
            var slot = group.slots().get(i);
            boolean first = options || choices && slot.choice();
            if (i >= from) {
                var way = into(slot, i, name, first, skips);
                if (way != null && (way.begins() || !beginning)) {
                    return way;
                }
            }
            options &= !slot.required() && !slot.group();
            choices &= slot.choice();
            skips |= slot.required() && !slot.choice();
        }
        return null;
    }

    private static @Nullable Way into(
            Slot slot, int index, String name, boolean first, boolean skips) {
        if (!slot.group()) {
            return slot.name().equals(name) ? new Way(List.of(index), true, first, skips) : null;
        }
        var way = ahead(slot, 0, slot.slots().size(), name, false);
        if (way == null || way.skips()) {
            return null;
        }
        return new Way(joined(index, way), way.leading(), first && way.leading(), skips);
    }

    private static List<Integer> joined(int index, Way way) {
        var steps = new ArrayList<Integer>();
        steps.add(index);
        steps.addAll(way.steps());
        return steps;
    }
}
