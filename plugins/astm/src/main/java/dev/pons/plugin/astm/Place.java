package dev.pons.plugin.astm;

import org.jspecify.annotations.Nullable;

/**
 * A handle on a node: the message, a record, a repeat of a field, or a component. It has no
 * offsets, so edits elsewhere do not disturb it. 0: not so deep.
 */
record Place(@Nullable AstmRecord record, int field, @Nullable Repeat repeat, int component) {

    static final Place MESSAGE = new Place(null, 0, null, 0);

    static Place of(AstmRecord record) {
        return new Place(record, 0, null, 0);
    }

    Place component(int number) {
        return new Place(record, field, repeat, number);
    }

    /** The type of a record and the delimiters of the header have no parts and are never set. */
    boolean opaque() {
        return record != null && record.opaque(field);
    }

    boolean removed() {
        return record != null && record.gone() || repeat != null && repeat.gone();
    }
}
