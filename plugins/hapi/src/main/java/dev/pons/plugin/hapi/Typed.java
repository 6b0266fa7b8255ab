package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message in HAPI's model, with what was in it: the model makes segments and groups when it is
 * asked for them. One thread.
 */
final class Typed {

    private final Message message;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Segment, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Of each segment and group of the message its first segment. */
    private final Map<Structure, Segment> firsts = new IdentityHashMap<>();

    Typed(Message message) {
        this.message = message;
    }

    /** The next one in the message's order. */
    void add(Segment segment) {
        segments.add(segment);
        numbers.put(segment, counts.merge(segment.getName(), 1, Integer::sum));
        Structure at = segment;
        while (at != message && firsts.putIfAbsent(at, segment) == null) {
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
            if (firsts.containsKey(one)) {
                there.add(one);
            }
        }
        return there;
    }

    /** As a channel file writes it: {@code OBX[2]}; of a group its first segment. */
    String path(Structure structure) {
        var segment = firsts.get(structure);
        if (segment == null) {
            throw new IllegalStateException("what is not in the message has no place there");
        }
        int number = numbers.getOrDefault(segment, 1);
        return segment.getName() + (number > 1 ? "[" + number + "]" : "");
    }
}
