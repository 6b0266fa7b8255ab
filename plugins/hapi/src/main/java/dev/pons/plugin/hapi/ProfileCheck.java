package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;

import dev.pons.plugin.hapi.Profile.Definition;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One message against a profile: usage R and X, cardinality, lengths, constant values, tables, and
 * what stands in the message and not in the profile. The rules are those of HAPI's own validator
 * (ca.uhn.hl7v2.conf.check), which tells no place below a field and quotes the message. RE, O, C,
 * CE and B allow a value and its absence: a predicate is prose.
 */
final class ProfileCheck {

    private final Profile profile;
    private final Typed message;
    private final CodeTables.Asked tables;
    private final Findings findings;

    ProfileCheck(Profile profile, Typed message, CodeTables.Asked tables, Findings findings) {
        this.profile = profile;
        this.message = message;
        this.tables = tables;
        this.findings = findings;
    }

    void check(Definition definition) throws HL7Exception, ProblemException {
        group(message.message(), definition.root());
    }

    private void add(String code, String path, String words, Element element) {
        findings.add(code, path, words + " (" + profile.at(element) + ")");
    }

    private void group(Group group, Element element) throws HL7Exception, ProblemException {
        var names = Children.names(group, element.parts());
        var known = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            known.addAll(names.get(i));
            var all = new ArrayList<Structure>();
            for (var name : names.get(i)) {
                all.addAll(message.in(group, name));
            }
            children(all, element.parts().get(i));
        }
        for (var name : group.getNames()) {
            if (!known.contains(name)) {
                for (var other : message.in(group, name)) {
                    add("not-allowed", message.path(other), "not in the profile", element);
                }
            }
        }
    }

    private void children(List<Structure> all, Element element)
            throws HL7Exception, ProblemException {
        if (element.usage().forbids()) {
            for (var one : all) {
                add("not-allowed", message.path(one), "usage " + element.usage(), element);
            }
            return;
        }
        cardinality(all.size(), i -> message.path(all.get(i)), element::firstSegment, element);
        for (var one : all) {
            if (one instanceof Group group) {
                group(group, element);
            } else {
                segment((Segment) one, element);
            }
        }
    }

    /**
     * How often it stands.
     *
     * @param path of what stands, counted from 0
     * @param place where it is missed if nothing stands
     */
    private void cardinality(
            int count, IntFunction<String> path, Supplier<String> place, Element element) {
        int least = element.least();
        if (count < least) {
            var words = least == 1 ? "required" : "must stand " + least + " times at least";
            add("missing", count == 0 ? place.get() : path.apply(count - 1), words, element);
        }
        int most = element.max();
        if (most != Element.UNBOUNDED && count > most) {
            var words = "may stand " + (most == 1 ? "once" : most + " times");
            add("value", path.apply(most), words, element);
        }
    }

    private void segment(Segment segment, Element element) throws HL7Exception, ProblemException {
        var fields = element.parts();
        boolean header = segment.getName().equals("MSH");
        for (int i = header ? 2 : 0; i < fields.size(); i++) {
            field(segment, i + 1, fields.get(i));
        }
        for (int field = fields.size() + 1;
                !fields.isEmpty() && field <= segment.numFields();
                field++) {
            if (!Content.repetitions(segment, field).isEmpty()) {
                var path = Spot.of(segment, field, 1).path(message);
                add("not-allowed", path, "not in the profile", element);
            }
        }
    }

    private void field(Segment segment, int field, Element element)
            throws HL7Exception, ProblemException {
        var values = Content.repetitions(segment, field);
        var full = new ArrayList<Spot>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                var spot = Spot.of(segment, field, i + 1);
                full.add(spot);
                value(values.get(i), spot, element);
            }
        }
        if (!element.usage().forbids()) {
            cardinality(
                    full.size(),
                    i -> full.get(i).path(message),
                    () -> Spot.of(segment, field, 1).path(message),
                    element);
        }
    }

    /** A field, a component or a subcomponent with content. */
    private void value(Type value, Spot spot, Element element)
            throws HL7Exception, ProblemException {
        if (element.usage().forbids()) {
            add("not-allowed", spot.path(message), "usage " + element.usage(), element);
            return;
        }
        var limits = element.limits();
        if (limits.length() > 0 || !limits.constant().isEmpty()) {
            var text = Content.encoded(value);
            if (limits.length() > 0 && text.length() > limits.length()) {
                var words = "the length is " + limits.length() + " at most";
                add("too-long", spot.path(message), words, element);
            }
            if (!limits.constant().isEmpty() && !text.equals(limits.constant())) {
                add("value", spot.path(message), "is not the constant value", element);
            }
        }
        if (!limits.table().isEmpty()) {
            boolean whole = !(Content.actual(value) instanceof Composite);
            var code = whole ? spot : spot.part(1);
            tables.check(limits.table(), Content.first(value), code, message, findings);
        }
        parts(value, spot, element);
    }

    private void parts(Type value, Spot spot, Element element)
            throws HL7Exception, ProblemException {
        var wanted = element.parts();
        if (wanted.isEmpty()) {
            return;
        }
        var parts = Content.parts(value);
        for (int i = 0; i < Math.max(parts.size(), wanted.size()); i++) {
            var place = spot.part(i + 1);
            boolean empty = i >= parts.size() || parts.get(i).isEmpty();
            if (i >= wanted.size()) {
                if (!empty) {
                    add("not-allowed", place.path(message), "not in the profile", element);
                }
            } else if (!empty) {
                value(parts.get(i), place, wanted.get(i));
            } else if (wanted.get(i).usage() == Usage.R) {
                add("missing", place.path(message), "required", wanted.get(i));
            }
        }
    }
}
