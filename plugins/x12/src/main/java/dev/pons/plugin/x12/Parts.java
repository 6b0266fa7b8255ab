package dev.pons.plugin.x12;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parts of a message: the envelope of an element, what stands above it, the element with what
 * stands below it, and what is kept. Other transaction sets, levels and loops belong to other
 * parts.
 */
final class Parts {

    private static final int FREE = -1;

    private final X12Tree tree;
    private final List<Segment> all;
    private final Loops loops;
    private final int[] owners;
    private final Set<Integer> kept = new HashSet<>();

    private Parts(X12Tree tree) {
        this.tree = tree;
        this.all = tree.segments().all();
        this.loops = tree.segments().loops();
        this.owners = new int[all.size()];
        Arrays.fill(owners, FREE);
    }

    static List<Payload> of(X12Tree tree, String by, List<String> keep) throws ProblemException {
        return new Parts(tree).of(by, keep);
    }

    private List<Payload> of(String by, List<String> keep) throws ProblemException {
        var elements = new ArrayList<Integer>();
        for (var place : tree.find(Place.MESSAGE, by)) {
            if (place.repetition() != null || place.segment() == null) {
                throw new ProblemException(
                        Problem.of("value", "a message is split by segments, as ST or CLM").at(by));
            }
            elements.add(tree.segments().indexOf(place.segment()));
        }
        for (int i = 0; i < elements.size(); i++) {
            for (int index : loops.group(elements.get(i))) {
                owners[index] = owners[index] == FREE ? i : owners[index];
            }
        }
        for (var path : keep) {
            for (var place : tree.find(Place.MESSAGE, path)) {
                if (place.segment() != null) {
                    kept.add(tree.segments().indexOf(place.segment()));
                }
            }
        }
        var parts = new ArrayList<Payload>();
        for (int i = 0; i < elements.size(); i++) {
            parts.add(tree.only(part(i, elements.get(i), keep.isEmpty())));
        }
        return parts;
    }

    /** From the beginning of its interchange to the end of it. */
    private List<Segment> part(int number, int element, boolean others) {
        var above = new HashSet<Integer>();
        int top = element;
        for (int at = element; at >= 0; at = loops.parent(at)) {
            above.add(at);
            top = at;
        }
        var wanted = new ArrayList<Segment>();
        int end = loops.end(top);
        for (int i = top; i < end; i++) {
            if (takes(i, number, element, above, others)) {
                wanted.add(all.get(i));
            }
        }
        return wanted;
    }

    private boolean takes(int index, int number, int element, Set<Integer> above, boolean others) {
        if (owners[index] != FREE) {
            return owners[index] == number || above.contains(index);
        }
        if (above.contains(index)) {
            return true;
        }
        if (isTrailer(index)) {
            return above.contains(loops.parent(index));
        }
        if (kept.contains(index) && isInside(index, above)) {
            return true;
        }
        return others && !isElsewhere(index, element, above);
    }

    /** In the element's own transaction set, group and interchange. */
    private boolean isInside(int index, Set<Integer> above) {
        for (int at = index; at >= 0; at = loops.parent(at)) {
            if (loops.isEnvelope(at) && !above.contains(at)) {
                return false;
            }
        }
        return true;
    }

    private boolean isTrailer(int index) {
        var name = all.get(index).name();
        return name.equals("SE") || name.equals("GE") || name.equals("IEA");
    }

    /** In a loop of a higher level that the element is not in. */
    private boolean isElsewhere(int index, int element, Set<Integer> above) {
        for (int at = index; at >= 0 && !above.contains(at); at = loops.parent(at)) {
            boolean level = all.get(at).is("HL") && all.get(element).is("HL");
            if (level || loops.level(at) < loops.level(element)) {
                return true;
            }
        }
        return false;
    }
}
