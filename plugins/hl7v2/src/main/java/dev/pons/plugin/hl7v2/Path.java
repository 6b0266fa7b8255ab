package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A parsed path. Without segments it is relative: numbers below a segment, a field or a component.
 */
record Path(List<Step> segments, @Nullable Field field) {

    /** Index that takes all, as no index does. */
    static final int ALL = 0;

    /** A segment, or several. */
    record Step(String name, int code, int index, @Nullable Choice choice) {}

    /** A field (or, in a relative path, the first number), with what is below. */
    record Field(int number, int index, @Nullable Choice choice, int component, int sub) {}

    /**
     * {@code (3.1=PDF)}: the numbers begin at the field of a segment or the component of a field.
     */
    record Choice(int first, int second, int third, String text) {}

    boolean relative() {
        return segments.isEmpty();
    }
}
