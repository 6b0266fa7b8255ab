package dev.pons.plugin.astm;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A parsed path. Without records it is relative: numbers below a record or a field. */
record Path(List<Step> records, @Nullable Field field) {

    /** Index that takes all, as no index does. */
    static final int ALL = 0;

    /** A record, or several. */
    record Step(String name, int index, @Nullable Choice choice) {}

    /** A field (or, in a relative path, the first number), with a component of it or 0. */
    record Field(int number, int index, @Nullable Choice choice, int component) {}

    /**
     * {@code (3.4=GLU)}: the numbers begin at the field of a record or the component of a field.
     */
    record Choice(int first, int second, String text) {}

    boolean relative() {
        return records.isEmpty();
    }
}
