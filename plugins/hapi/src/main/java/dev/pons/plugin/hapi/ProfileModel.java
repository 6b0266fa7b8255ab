package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;

import dev.pons.plugin.hapi.Element.Kind;
import dev.pons.plugin.hapi.Profile.Definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a profile is about messages as HAPI's model has them: what could never fit is told when
 * the profile is read. Segments that the version does not have, and fields behind its last one, may
 * stand in it. One thread.
 */
final class ProfileModel {

    private static final Set<String> TIMES = Set.of("TS", "DTM", "ST");

    private final Model model;
    private final String version;
    private final ProfileFaults faults;

    ProfileModel(Model model, Profile profile, ProfileFaults faults) {
        this.model = model;
        this.version = profile.version();
        this.faults = faults;
    }

    void check(Definition definition) {
        try {
            var structure = model.structure(version, definition.header(version));
            var message = model.message(version, structure);
            group(message, definition.root(), structure);
        } catch (HL7Exception unknown) {
            faults.add(definition.root().line(), "HL7 " + version + " has no such message");
        }
    }

    private void group(Group group, Element element, String structure) throws HL7Exception {
        var names = Children.names(group, element.parts());
        for (int i = 0; i < names.size(); i++) {
            var child = element.parts().get(i);
            if (child.kind() == Kind.SEGMENT) {
                segment(group, child, names.get(i));
            } else if (names.get(i).isEmpty()) {
                faults.add(
                        child.line(),
                        "HL7 "
                                + version
                                + (structure.isEmpty() ? "" : " " + structure)
                                + " has no group "
                                + child.name()
                                + " here; "
                                + groups(group));
            } else if (group.get(names.get(i).get(0)) instanceof Group inner) {
                group(inner, child, structure);
            }
        }
    }

    private static String groups(Group group) throws HL7Exception {
        var groups = new ArrayList<String>();
        for (var name : group.getNames()) {
            if (group.isGroup(name)) {
                groups.add(name);
            }
        }
        return groups.isEmpty() ? "there is none" : "there is " + String.join(", ", groups);
    }

    /** One that stands elsewhere, or that the version does not have, is made for the comparison. */
    private void segment(Group group, Element element, List<String> names) throws HL7Exception {
        if (!element.name().matches("[A-Z][A-Z0-9]{2}")) {
            faults.add(element.line(), "the name of a segment is three capitals, as PID");
            return;
        }
        var root = (AbstractGroup) model.message(version, "");
        var made =
                names.isEmpty()
                        ? root.get(root.addNonstandardSegment(element.name()))
                        : group.get(names.get(0));
        if (made instanceof GenericSegment || !(made instanceof AbstractSegment segment)) {
            return;
        }
        int known = Structures.fields(segment);
        for (int field = 1; field <= Math.min(known, element.parts().size()); field++) {
            type(
                    element.name() + "-" + field,
                    element.parts().get(field - 1),
                    segment.getField(field, 0));
        }
    }

    private void type(String path, Element element, Type type) {
        if (element.usage().forbids() || type instanceof Varies) {
            return;
        }
        if (!isSame(type.getName(), element.limits().datatype())) {
            faults.add(
                    element.line(),
                    path
                            + " is "
                            + type.getName()
                            + " in HL7 "
                            + version
                            + ", and not "
                            + element.limits().datatype());
        } else if (type instanceof Composite composite) {
            var parts = composite.getComponents();
            for (int i = 0; i < Math.min(parts.length, element.parts().size()); i++) {
                type(path + "." + (i + 1), element.parts().get(i), parts[i]);
            }
        } else if (!element.parts().isEmpty()) {
            faults.add(
                    element.line(),
                    path + " has parts here, and " + type.getName() + " has none; remove them");
        }
    }

    /** HAPI has names of its own for a time's first component, and for each CM of old versions. */
    private static boolean isSame(String type, String written) {
        var name = written.toUpperCase(Locale.ROOT);
        return type.equalsIgnoreCase(name)
                || type.equals("TSComponentOne") && TIMES.contains(name)
                || type.startsWith("CM_") && name.equals("CM");
    }
}
