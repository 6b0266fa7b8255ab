package dev.pons.plugin.hapi;

import java.util.List;

/**
 * What a profile says of one element of a message. Immutable.
 *
 * @param min counts with usage R only (HL7 v2.5, section 2.12.6.4)
 * @param max {@link #UNBOUNDED}: as often as it likes
 * @param line of the profile
 * @param parts of a group its groups and segments, of a segment its fields, of these their
 *     components, and so on; none: the profile says nothing of them
 */
record Element(
        Kind kind,
        String name,
        Usage usage,
        int min,
        int max,
        Limits limits,
        int line,
        List<Element> parts) {

    static final int UNBOUNDED = -1;

    /** As the elements of the XML are called. */
    enum Kind {
        STATIC_DEF("HL7v2xStaticDef"),
        GROUP("SegGroup"),
        SEGMENT("Segment"),
        FIELD("Field"),
        COMPONENT("Component"),
        SUB_COMPONENT("SubComponent");

        final String tag;

        Kind(String tag) {
            this.tag = tag;
        }
    }

    /**
     * What is said of a value; each may be empty.
     *
     * @param length 0: as long as it likes
     */
    record Limits(String datatype, int length, String table, String constant) {}

    /** The same with these below. */
    Element with(List<Element> below) {
        return new Element(kind, name, usage, min, max, limits, line, List.copyOf(below));
    }

    /** How often it must stand. */
    int least() {
        return usage == Usage.R ? Math.max(1, min) : 0;
    }

    /** The name of the first segment in it. */
    String firstSegment() {
        var at = this;
        while (at.kind == Kind.GROUP && !at.parts.isEmpty()) {
            at = at.parts.get(0);
        }
        return at.name;
    }
}
