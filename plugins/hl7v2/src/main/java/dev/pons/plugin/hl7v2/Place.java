package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

/**
 * A handle on a node: the message, a segment, a repetition of a field, a component or a
 * subcomponent. It has numbers and no offsets, so edits elsewhere do not disturb it. 0: not so
 * deep.
 */
record Place(@Nullable Segment segment, @Nullable Rep repetition, int component, int sub) {

    static final Place MESSAGE = new Place(null, null, 0, 0);

    static Place of(Segment segment) {
        return new Place(segment, null, 0, 0);
    }

    /**
     * True for MSH-1, MSH-2 and their like in batch headers, which have no parts and no escapes.
     */
    boolean opaque() {
        return segment != null && repetition != null && repetition.field < 3 && segment.isHeader();
    }

    boolean removed() {
        return segment != null && segment.gone() || repetition != null && repetition.gone;
    }
}
