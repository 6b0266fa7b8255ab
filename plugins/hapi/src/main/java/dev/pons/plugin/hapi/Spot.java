package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.model.Segment;

/**
 * A place in a message, counted from 1.
 *
 * @param component 0: the whole field
 * @param sub 0: the whole component
 */
record Spot(Segment segment, int field, int repetition, int component, int sub) {

    static Spot of(Segment segment, int field, int repetition) {
        return new Spot(segment, field, repetition, 0, 0);
    }

    /** A component of a field, a subcomponent of a component; below that, the same place. */
    Spot part(int number) {
        if (component == 0) {
            return new Spot(segment, field, repetition, number, 0);
        }
        return sub == 0 ? new Spot(segment, field, repetition, component, number) : this;
    }

    /** As a channel file writes it: {@code PID-3[2].4.1}. */
    String path(Typed message) {
        return message.path(segment)
                + "-"
                + field
                + (repetition > 1 ? "[" + repetition + "]" : "")
                + (component > 0 ? "." + component : "")
                + (sub > 0 ? "." + sub : "");
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return segment.getName() + "-" + field;
    }
}
