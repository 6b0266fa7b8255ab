package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Outline.Part;
import dev.pons.plugin.hl7v2.Outline.Spot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands below a segment, and where a new one goes, by the standard's structure of the message
 * where it has one, else by {@link Order}. Looked up when first asked for, and again when segments
 * came or went. One message; one thread.
 */
final class Groups {

    private final Segments segments;
    private final Supplier<Optional<Slot>> structure;
    private List<Spot> spots = List.of();
    private final Map<Part, int[]> ranges = new IdentityHashMap<>();
    private int changes = -1;
    private byte @Nullable [] header;

    Groups(Segments segments, Supplier<Optional<Slot>> structure) {
        this.segments = segments;
        this.structure = structure;
    }

    private void look() {
        var all = segments.all();
        var now = all.isEmpty() ? null : all.get(0).data();
        if (changes == segments.changes() && header == now) {
            return;
        }
        changes = segments.changes();
        header = now;
        var names = all.stream().map(Segment::name).toList();
        spots =
                names.lastIndexOf("MSH") > 0
                        ? List.of()
                        : structure.get().map(slot -> Outline.of(slot, names)).orElse(List.of());
        ranges.clear();
        for (int i = 0; i < spots.size(); i++) {
            for (var part = spots.get(i).part(); part != null; part = part.around()) {
                ranges.computeIfAbsent(part, unused -> new int[] {-1, -1});
                var range = ranges.getOrDefault(part, new int[2]);
                range[0] = range[0] < 0 ? i : range[0];
                range[1] = i;
            }
        }
    }

    private boolean begins(Part part, int index) {
        return ranges.getOrDefault(part, new int[] {-1, -1})[0] == index;
    }

    private int last(Part part) {
        return ranges.getOrDefault(part, new int[] {-1, -1})[1];
    }

    /**
     * The index of the first segment after this one that is not below it. A segment that begins a
     * group has all of it, and of those around it that it begins too; another one what follows in
     * its group, as far as {@link Order} says.
     */
    int end(int parent, int limit, String child) {
        if (child.equals(Order.NOTE)) {
            return Order.end(segments, parent, limit, child);
        }
        look();
        if (parent >= spots.size()) {
            return Order.end(segments, parent, limit, child);
        }
        var spot = spots.get(parent);
        if (!begins(spot.part(), parent)) {
            int usual = Order.end(segments, parent, limit, child);
            return Math.min(usual, last(spot.part()) + 1);
        }
        int end = Math.min(limit, last(widest(spot.part(), parent)) + 1);
        for (int i = parent + 1; i < end; i++) {
            var other = spots.get(i);
            if (other.part() == spot.part() && other.index() == spot.index()) {
                return i;
            }
        }
        return end;
    }

    private Part widest(Part own, int index) {
        var part = own;
        while (part.around() != null && begins(part.around(), index)) {
            part = part.around();
        }
        return part;
    }

    /**
     * The index for a new segment of this name, below a parent (its index; 0: anywhere) and before
     * an end.
     */
    int place(int parent, int end, String name) {
        look();
        if (parent < spots.size()) {
            var spot = spots.get(parent);
            var part = spot.part();
            boolean several = parent == 0 && count(part.slot(), name) > 1;
            int after = spot.index();
            while (!several && part != null) {
                var way = way(part.slot(), after + 1, name);
                if (!way.isEmpty()) {
                    return behind(part, way, parent + 1, end);
                }
                after = part.index();
                part = begins(part, parent) ? part.around() : null;
            }
        }
        return Order.place(segments, parent + 1, end, name);
    }

    private static int count(Slot group, String name) {
        int count = 0;
        for (var slot : group.slots()) {
            count += slot.group() ? count(slot, name) : slot.name().equals(name) ? 1 : 0;
        }
        return count;
    }

    /** Numbers of slots down to the first one of this name; empty: there is none. */
    private static List<Integer> way(Slot group, int from, String name) {
        for (int i = from; i < group.slots().size(); i++) {
            var slot = group.slots().get(i);
            if (!slot.group() && slot.name().equals(name)) {
                return List.of(i);
            }
            var below = way(slot, 0, name);
            if (!below.isEmpty()) {
                var way = new ArrayList<Integer>();
                way.add(i);
                way.addAll(below);
                return way;
            }
        }
        return List.of();
    }

    /** Behind the last segment whose slot is not behind the wanted one. */
    private int behind(Part part, List<Integer> wanted, int from, int to) {
        for (int i = Math.min(to, spots.size()); i > from; i--) {
            var spot = spots.get(i - 1);
            var way = spot.index() == Outline.NOWHERE ? new int[0] : from(part, spot);
            if (way.length > 0
                    && Arrays.compare(way, wanted.stream().mapToInt(w -> w).toArray()) <= 0) {
                return i;
            }
        }
        return from;
    }

    /** Numbers of slots from a group down to a segment; none: it is not in this group. */
    private static int[] from(Part part, Spot spot) {
        var way = new ArrayList<Integer>();
        way.add(spot.index());
        for (var at = spot.part(); at != part; at = at.around()) {
            if (at == null) {
                return new int[0];
            }
            way.add(0, at.index());
        }
        return way.stream().mapToInt(w -> w).toArray();
    }
}
