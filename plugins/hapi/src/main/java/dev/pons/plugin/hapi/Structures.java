package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Structure;

/** Reads structures of HAPI's model. */
final class Structures {

    private Structures() {}

    /** The segment itself, or the first one that a group has. */
    static String firstName(Structure structure) throws HL7Exception {
        var at = structure;
        while (at instanceof Group group) {
            at = group.get(group.getNames()[0]);
        }
        return at.getName();
    }

    /** How many fields the version has, whatever the message has. */
    static int fields(AbstractSegment segment) {
        var names = segment.getNames();
        int known = names.length;
        while (known > 0 && names[known - 1] == null) {
            known--; // added for a value of the message
        }
        return known;
    }
}
