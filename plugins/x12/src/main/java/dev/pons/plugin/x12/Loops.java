package dev.pons.plugin.x12;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands below what, without any implementation guide: ISA, GS and ST up to their trailers; HL
 * by HL-1 and HL-2; and the segments that usually begin a loop, by level. A segment stands below
 * the last one before it that begins a loop of a higher level.
 */
final class Loops {

    /** Of segments that begin no loop. */
    static final int NO_LOOP = 99;

    private static final int ENVELOPE = 3;
    private static final int HIERARCHY = 4;

    private static final Map<String, Integer> LEVELS = new HashMap<>();

    static {
        LEVELS.putAll(Map.of("ISA", 1, "GS", 2, "ST", ENVELOPE));
        List.of("HL", "PLB", "AK9").forEach(name -> LEVELS.put(name, HIERARCHY));
        List.of("CLM", "INS", "ENT", "AK2").forEach(name -> LEVELS.put(name, 5));
        List.of("HD", "EB", "EQ", "IK3", "AK3", "IK5", "AK5").forEach(name -> LEVELS.put(name, 6));
        List.of("LX", "SBR", "COB", "IK4", "AK4").forEach(name -> LEVELS.put(name, 7));
        List.of("CLP", "SVD", "LIN", "RMR").forEach(name -> LEVELS.put(name, 8));
        LEVELS.put("SVC", 9);
        List.of("NM1", "N1").forEach(name -> LEVELS.put(name, 10));
    }

    private static final Map<String, String> TRAILERS =
            Map.of("SE", "ST", "GE", "GS", "IEA", "ISA");

    private final List<Segment> all;
    private final Delimiters own;
    private final int[] levels;
    private final int[] parents;
    private final int[] firsts;
    private final int[] nexts;

    Loops(List<Segment> all, Delimiters own) {
        this.all = all;
        this.own = own;
        this.levels = new int[all.size()];
        this.parents = filled(all.size());
        this.firsts = filled(all.size());
        this.nexts = filled(all.size());
        new Reader().read();
        var lasts = filled(all.size());
        for (int i = 0; i < parents.length; i++) {
            int parent = parents[i];
            if (parent >= 0) {
                if (lasts[parent] < 0) {
                    firsts[parent] = i;
                } else {
                    nexts[lasts[parent]] = i;
                }
                lasts[parent] = i;
            }
        }
    }

    private static int[] filled(int size) {
        var none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    /** Goes through the segments once with the loops that are open. */
    private final class Reader {

        private final ArrayDeque<Integer> open = new ArrayDeque<>();
        private final Map<String, Integer> hierarchy = new HashMap<>();

        void read() {
            for (int i = 0; i < all.size(); i++) {
                var segment = all.get(i);
                levels[i] = level(segment);
                var header = TRAILERS.get(segment.name());
                if (header != null) {
                    trailer(i, header);
                } else if (levels[i] == NO_LOOP) {
                    parents[i] = open.isEmpty() ? -1 : open.peek();
                } else {
                    loop(i, segment);
                }
            }
        }

        /** SBR begins a loop inside a claim only; else it is about the subscriber of its HL. */
        private int level(Segment segment) {
            boolean subscriber =
                    segment.is("SBR") && open.stream().noneMatch(i -> all.get(i).is("CLM"));
            return subscriber ? NO_LOOP : LEVELS.getOrDefault(segment.name(), NO_LOOP);
        }

        private void trailer(int i, String header) {
            int wanted = LEVELS.getOrDefault(header, NO_LOOP);
            close(wanted + 1);
            if (!open.isEmpty() && all.get(open.peek()).is(header)) {
                parents[i] = open.pop();
            } else {
                parents[i] = open.isEmpty() ? -1 : open.peek();
            }
        }

        private void close(int level) {
            while (!open.isEmpty() && levels[open.peek()] >= level) {
                open.pop();
            }
        }

        private void loop(int i, Segment segment) {
            close(levels[i]);
            parents[i] = open.isEmpty() ? -1 : open.peek();
            if (segment.is("ST")) {
                hierarchy.clear();
            }
            if (segment.is("HL")) {
                parents[i] = hierarchy.getOrDefault(segment.said(own, 2), parents[i]);
                hierarchy.put(segment.said(own, 1), i);
            }
            open.push(i);
        }
    }

    int level(int index) {
        return levels[index];
    }

    /** -1: none. */
    int parent(int index) {
        return parents[index];
    }

    boolean isEnvelope(int index) {
        return levels[index] <= ENVELOPE;
    }

    /**
     * Segments of a name below another one: of ISA, GS and ST all, of a loop those that no inner
     * loop has, of another segment those that follow it in its loop up to the next of its own name.
     */
    List<Segment> below(int index, String name) {
        var found = new ArrayList<Segment>();
        if (levels[index] == NO_LOOP) {
            for (int i = nexts[index];
                    i >= 0 && levels[i] == NO_LOOP && !all.get(i).is(all.get(index).name());
                    i = nexts[i]) {
                add(i, name, found);
            }
        } else if (isEnvelope(index)) {
            int end = end(index);
            for (int i = index + 1; i < end; i++) {
                add(i, name, found);
            }
        } else {
            for (int i = firsts[index]; i >= 0; i = nexts[i]) {
                add(i, name, found);
            }
        }
        return found;
    }

    private void add(int index, String name, List<Segment> found) {
        if (all.get(index).is(name)) {
            found.add(all.get(index));
        }
    }

    /** A segment with all that stands below it, by index. */
    List<Integer> group(int index) {
        var group = new ArrayList<Integer>();
        var open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty()) {
            int one = open.pop();
            group.add(one);
            for (int i = firsts[one]; i >= 0; i = nexts[i]) {
                open.push(i);
            }
        }
        Collections.sort(group);
        return group;
    }

    /** The index behind the last segment below this one, trailer included. */
    int end(int index) {
        var group = group(index);
        return group.get(group.size() - 1) + 1;
    }

    /**
     * The index for a new segment below another one: a loop behind all loops there, another segment
     * before the first of them; in an envelope before its trailer.
     */
    int place(int index, String name) {
        if (isEnvelope(index)) {
            int last = end(index) - 1;
            return TRAILERS.containsKey(all.get(last).name()) ? last : last + 1;
        }
        if (LEVELS.containsKey(name)) {
            return end(index);
        }
        int at = index + 1;
        while (at < all.size() && parents[at] == index && levels[at] == NO_LOOP) {
            at++;
        }
        return at;
    }
}
