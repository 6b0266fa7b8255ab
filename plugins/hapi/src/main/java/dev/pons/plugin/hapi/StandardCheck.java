package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;

import java.util.List;

/**
 * One message against HAPI's model of its version: segments and groups that must be there, their
 * places, required fields, repetitions and, if asked, lengths. Further fields and components are
 * none of its faults, as receivers pass over them (HL7 v2.5, section 2.8), nor are segments whose
 * names begin with Z.
 */
final class StandardCheck {

    private final Typed message;
    private final boolean lengths;
    private final Findings findings;

    StandardCheck(Typed message, boolean lengths, Findings findings) {
        this.message = message;
        this.lengths = lengths;
        this.findings = findings;
    }

    void check() throws HL7Exception {
        if (message.message() instanceof GenericMessage) {
            for (var segment : message.segments()) {
                segment(segment);
            }
        } else {
            group(message.message());
        }
    }

    private void group(Group group) throws HL7Exception {
        var names = group.getNames();
        for (int i = 0; i < names.length; i++) {
            int end = i;
            while (group.isChoiceElement(names[i])
                    && end + 1 < names.length
                    && group.isChoiceElement(names[end + 1])) {
                end++;
            }
            boolean there = false;
            boolean required = false;
            for (int k = i; k <= end; k++) {
                var all = message.in(group, names[k]);
                there |= !all.isEmpty();
                required |= group.isRequired(names[k]);
                children(group, names[k], all);
            }
            if (required && !there) {
                missing(group, names[i]);
            }
            i = end;
        }
    }

    private void children(Group group, String name, List<Structure> all) throws HL7Exception {
        boolean stray =
                group instanceof AbstractGroup known && known.getNonStandardNames().contains(name);
        for (var one : all) {
            if (one instanceof Group inner) {
                group(inner);
            } else if (one instanceof Segment segment) {
                if (stray && !(segment instanceof GenericSegment)) {
                    findings.add(
                            "value",
                            message.path(segment),
                            "the message has no place for this segment here");
                }
                segment(segment);
            }
        }
    }

    private void missing(Group group, String name) throws HL7Exception {
        var child = group.get(name);
        findings.add(
                "missing",
                Structures.firstName(child),
                (child instanceof Group ? "a group " + name : "this segment")
                        + " is required in "
                        + group.getName());
    }

    private void segment(Segment segment) throws HL7Exception {
        if (segment instanceof GenericSegment) {
            if (!segment.getName().startsWith("Z")) {
                findings.add("value", message.path(segment), "the version has no such segment");
            }
            return;
        }
        boolean header = segment.getName().equals("MSH");
        int known = Structures.fields((AbstractSegment) segment);
        for (int field = header ? 3 : 1; field <= known; field++) {
            field(segment, field);
        }
    }

    private void field(Segment segment, int field) throws HL7Exception {
        var written = Content.repetitions(segment, field);
        if (written.isEmpty()) {
            if (segment.isRequired(field)) {
                findings.add(
                        "missing",
                        Spot.of(segment, field, 1).path(message),
                        "the field is required");
            }
            return;
        }
        int most = segment.getMaxCardinality(field);
        if (most > 0 && written.size() > most) {
            findings.add(
                    "value",
                    Spot.of(segment, field, most + 1).path(message),
                    "the field may stand " + (most == 1 ? "once" : most + " times"));
        }
        int longest = segment.getLength(field);
        for (int i = 0; lengths && longest > 0 && i < written.size(); i++) {
            if (Content.encoded(written.get(i)).length() > longest) {
                findings.add(
                        "too-long",
                        Spot.of(segment, field, i + 1).path(message),
                        "the length is " + longest + " at most");
            }
        }
    }
}
