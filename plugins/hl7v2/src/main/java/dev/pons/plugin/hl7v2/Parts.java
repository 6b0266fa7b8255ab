package dev.pons.plugin.hl7v2;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Parts of a message: MSH and what is kept, and one segment with what stands below it. */
final class Parts {

    private Parts() {}

    static List<Payload> of(Hl7v2Tree tree, String by, List<String> keep) throws ProblemException {
        var elements = tree.find(Place.MESSAGE, by);
        var groups = new ArrayList<Set<Segment>>();
        var grouped = segments();
        for (var element : elements) {
            if (element.repetition() != null) {
                throw new ProblemException(
                        Problem.of("value", "a message is split by segments, as OBR").at(by));
            }
            var group = segments(tree.group(element));
            groups.add(group);
            grouped.addAll(group);
        }
        boolean messages = elements.stream().allMatch(Parts::isMessage);
        var kept = messages ? segments() : kept(tree, keep, grouped);
        var parts = new ArrayList<Payload>();
        for (var group : groups) {
            var wanted = segments();
            wanted.addAll(kept);
            wanted.addAll(group);
            parts.add(tree.only(wanted));
        }
        return parts;
    }

    /** The messages of a batch, and the batches of a file, are whole without it. */
    private static boolean isMessage(Place element) {
        return element.segment() != null && element.segment().isHeader();
    }

    private static Set<Segment> kept(Hl7v2Tree tree, List<String> keep, Set<Segment> grouped)
            throws ProblemException {
        if (keep.isEmpty()) {
            var rest = segments(tree.children(Place.MESSAGE));
            rest.removeAll(grouped);
            return rest;
        }
        var kept = segments(tree.find(Place.MESSAGE, "MSH"));
        for (var path : keep) {
            kept.addAll(segments(tree.find(Place.MESSAGE, path)));
        }
        return kept;
    }

    private static Set<Segment> segments() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Set<Segment> segments(List<Place> places) {
        var all = segments();
        for (var place : places) {
            if (place.segment() != null) {
                all.add(place.segment());
            }
        }
        return all;
    }
}
