package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.primitive.ID;
import ca.uhn.hl7v2.model.primitive.IS;

import dev.pons.spi.ProblemException;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How values are written, by the rules of HAPI for primitive types, and which codes they are, by
 * tables of the site: of ID and IS by the table that the model names, of coded elements by the
 * coding system that stands with the code ({@code HL70001}). One message.
 */
final class DataTypes {

    private static final Map<String, String> WORDS =
            Map.of(
                    "NM", "a number has digits, a sign and a point, and no more",
                    "SI", "a set id is a number without a sign",
                    "DT", "a date is YYYYMMDD, or YYYYMM, or YYYY",
                    "TM", "a time of day is HHMMSS, or HHMM, or HH",
                    "DTM", "a time is YYYYMMDDHHMMSS, from the left as far as it is known",
                    "TSComponentOne",
                            "a time is YYYYMMDDHHMMSS, from the left as far as it is known",
                    "ID", "a code has 200 characters at most",
                    "IS", "a code has 200 characters at most",
                    "FT", "a formatted text has 32000 characters at most",
                    "NULLDT", "the field is withdrawn");

    private static final Set<String> CODED = Set.of("CE", "CF", "CNE", "CWE");
    private static final Pattern SYSTEM = Pattern.compile("HL7\\d{4}");

    /** Fields, components and subcomponents; what HAPI nests deeper is written as one of these. */
    private static final int LEVELS = 3;

    private final Model model;
    private final Typed message;
    private final CodeTables.Asked tables;
    private final String version;

    DataTypes(Model model, Typed message, CodeTables.Asked tables) {
        this.model = model;
        this.message = message;
        this.tables = tables;
        this.version = message.message().getVersion();
    }

    void check(Findings findings) throws HL7Exception, ProblemException {
        for (var segment : message.segments()) {
            boolean header = segment.getName().equals("MSH");
            for (int field = header ? 3 : 1; field <= segment.numFields(); field++) {
                field(segment, field, findings);
            }
        }
    }

    private void field(Segment segment, int field, Findings findings)
            throws HL7Exception, ProblemException {
        int repetition = 0;
        for (var value : Content.repetitions(segment, field)) {
            repetition++;
            if (!value.isEmpty()) {
                value(Content.actual(value), Spot.of(segment, field, repetition), findings);
            }
        }
    }

    private void value(Type value, Spot spot, Findings findings)
            throws HL7Exception, ProblemException {
        if (value instanceof Primitive primitive) {
            var text = primitive.getValue();
            if (text != null && !text.isEmpty()) {
                primitive(primitive, text, spot, findings);
            }
        } else if (value instanceof Composite composite) {
            var parts = composite.getComponents();
            for (int i = 0; i < parts.length; i++) {
                value(Content.actual(parts[i]), spot.part(i + 1), findings);
            }
            coded(composite, parts, spot, findings);
        }
    }

    private void primitive(Primitive value, String text, Spot spot, Findings findings)
            throws HL7Exception, ProblemException {
        for (var rule : model.rules(version, value)) {
            if (rule.apply(rule.correct(text)).length > 0) {
                findings.add("value", spot.path(message), words(value.getName()));
            }
        }
        if (tables.any()) {
            int table = value instanceof ID id ? id.getTable() : 0;
            table = value instanceof IS is ? is.getTable() : table;
            if (table > 0) {
                tables.check(String.valueOf(table), text, spot, message, findings);
            }
        }
    }

    private static String words(String type) {
        return WORDS.getOrDefault(type, "the text is none of its data type " + type);
    }

    /** A code, and the alternate one, of a table of HL7. */
    private void coded(Composite value, Type[] parts, Spot spot, Findings findings)
            throws ProblemException {
        if (!tables.any() || !CODED.contains(value.getName())) {
            return;
        }
        for (int code = 0; code < 6 && code + 2 < parts.length; code += 3) {
            var system = Content.first(parts[code + 2]);
            if (SYSTEM.matcher(system).matches()) {
                var text = Content.first(parts[code]);
                tables.check(system, text, spot.part(code + 1), message, findings);
            }
        }
    }
}
