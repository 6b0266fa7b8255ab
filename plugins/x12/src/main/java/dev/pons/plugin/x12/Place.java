package dev.pons.plugin.x12;

import org.jspecify.annotations.Nullable;

/**
 * A handle on a node: the message, a segment, a repetition of an element, or a component. It has no
 * offsets, so edits elsewhere do not disturb it. 0: not so deep.
 */
record Place(
        @Nullable Segment segment, int element, @Nullable Repetition repetition, int component) {

    static final Place MESSAGE = new Place(null, 0, null, 0);

    static Place of(Segment segment) {
        return new Place(segment, 0, null, 0);
    }

    Place component(int number) {
        return new Place(segment, element, repetition, number);
    }

    /** Elements of ISA have no parts. */
    boolean opaque() {
        return segment != null && segment.opaque();
    }

    /** See {@link Isa#fixed}. */
    boolean fixed() {
        return opaque() && Isa.fixed(element);
    }

    boolean removed() {
        return segment != null && segment.gone() || repetition != null && repetition.gone();
    }
}
