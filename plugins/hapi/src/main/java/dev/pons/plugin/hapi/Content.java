package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;

import java.util.ArrayList;
import java.util.List;

/** Reads values of HAPI's model. */
final class Content {

    private static final EncodingCharacters STANDARD = new EncodingCharacters('|', null);

    private Content() {}

    /** The repetitions of a field, up to the last one with a value. */
    static List<Type> repetitions(Segment segment, int field) throws HL7Exception {
        if (field > segment.numFields()) {
            return List.of();
        }
        var all = List.of(segment.getField(field));
        int last = all.size();
        while (last > 0 && all.get(last - 1).isEmpty()) {
            last--;
        }
        return all.subList(0, last);
    }

    /** A field whose type depends on the message is of the type that it has there. */
    static Type actual(Type type) {
        return type instanceof Varies varies && varies.getData() != null ? varies.getData() : type;
    }

    /**
     * Components of a field, or subcomponents of a component, with those that the version does not
     * have; of a primitive type, itself first.
     */
    static List<Type> parts(Type type) {
        var actual = actual(type);
        var parts = new ArrayList<Type>();
        if (actual instanceof Composite composite) {
            parts.addAll(List.of(composite.getComponents()));
        } else {
            parts.add(actual);
        }
        var extra = actual.getExtraComponents();
        for (int i = 0; i < extra.numComponents(); i++) {
            parts.add(extra.getComponent(i));
        }
        return parts;
    }

    /** The text of a primitive, of a composite that of its first part; empty: none. */
    static String first(Type type) {
        var actual = actual(type);
        if (actual instanceof Composite composite) {
            return composite.getComponents().length == 0 ? "" : first(composite.getComponents()[0]);
        }
        var value = actual instanceof Primitive primitive ? primitive.getValue() : null;
        return value == null ? "" : value;
    }

    /** As it is written with the standard's delimiters, without those at its end. */
    static String encoded(Type type) {
        return PipeParser.encode(type, STANDARD);
    }
}
