package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message in HAPI's model, with what was in it: the model makes segments and groups when it is
 * asked for them. One thread.
 */
final class Typed {

    private final Message message;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Segment, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<Structure> present = Collections.newSetFromMap(new IdentityHashMap<>());

    Typed(Message message) {
        this.message = message;
        present.add(message);
    }

    /** The next one in the message's order. */
    void add(Segment segment) {
        segments.add(segment);
        numbers.put(segment, counts.merge(segment.getName(), 1, Integer::sum));
        Structure at = segment;
        while (present.add(at)) {
            at = at.getParent();
        }
    }

    Message message() {
        return message;
    }

    /** In the message's order. */
    List<Segment> segments() {
        return segments;
    }

    /** What of a name in a group is in the message. */
    List<Structure> in(Group group, String name) throws HL7Exception {
        var there = new ArrayList<Structure>();
        for (var one : group.getAll(name)) {
            if (present.contains(one)) {
                there.add(one);
            }
        }
        return there;
    }

    /** As a channel file writes it: {@code OBX[2]}; of a group its first segment. */
    String path(Structure structure) {
        var segment = structure instanceof Segment one ? one : first(structure);
        int number = numbers.getOrDefault(segment, 1);
        return segment.getName() + (number > 1 ? "[" + number + "]" : "");
    }

    private Segment first(Structure group) {
        return segments.stream()
                .filter(segment -> isBelow(segment, group))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a group that nothing stands in"));
    }

    private boolean isBelow(Structure one, Structure group) {
        for (var at = one; at != message; at = at.getParent()) {
            if (at == group) {
                return true;
            }
        }
        return false;
    }
}
