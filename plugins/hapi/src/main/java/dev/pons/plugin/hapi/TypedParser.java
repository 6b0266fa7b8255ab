package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/** HAPI's parser, which tells where each segment stands, and goes on behind a bad one. */
final class TypedParser extends PipeParser {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9]{1,3}");

    private @Nullable Typed typed;
    private @Nullable Findings findings;

    TypedParser(HapiContext context) {
        super(context);
    }

    /** Reads segments with the standard's delimiters into a message. */
    Typed read(Message message, List<String> lines, Findings found) throws HL7Exception {
        var into = new Typed(message);
        typed = into;
        findings = found;
        try {
            parse(message, String.join("\r", lines));
            return into;
        } finally {
            typed = null;
            findings = null;
        }
    }

    /** Called by HAPI for each segment, in the order of the message. */
    @Override
    public void parse(Segment segment, String text, EncodingCharacters delimiters, int repetition)
            throws HL7Exception {
        if (typed == null || findings == null) {
            super.parse(segment, text, delimiters, repetition);
            return;
        }
        typed.add(segment);
        try {
            super.parse(segment, told(segment, text), delimiters, repetition);
        } catch (HL7Exception | RuntimeException broken) {
            // its words may hold content
            findings.add("malformed", typed.path(segment), "HAPI cannot read this segment");
        }
    }

    /** Without the name of a data type that is none: HAPI looks for a class of that name. */
    private String told(Segment segment, String text) throws HL7Exception {
        return switch (segment.getName()) {
            case "OBX" -> told(segment, text, 2, 5);
            case "MFE" -> told(segment, text, 5, 4);
            default -> text;
        };
    }

    private String told(Segment segment, String text, int type, int value) throws HL7Exception {
        var fields = text.split("\\|", -1);
        if (typed == null || findings == null || fields.length <= Math.min(type, value)) {
            return text;
        }
        var named = fields.length > type ? fields[type].strip() : "";
        boolean valued = fields.length > value && !fields[value].replaceAll("[~^&]", "").isEmpty();
        if (named.isEmpty()) {
            if (valued && segment.getName().equals("OBX")) {
                findings.add(
                        "missing",
                        typed.path(segment) + "-2",
                        "the data type is required where OBX-5 has a value");
            }
            return text;
        }
        if (isType(named, typed.message().getVersion())) {
            return text;
        }
        findings.add(
                "value", typed.path(segment) + "-" + type, "the version has no such data type");
        fields[type] = "";
        return String.join("|", fields);
    }

    private boolean isType(String name, String version) throws HL7Exception {
        return TYPE.matcher(name).matches() && getFactory().getTypeClass(name, version) != null;
    }
}
