package dev.pons.plugin.x12;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A parsed path. Without segments it is relative: numbers below a segment or an element. */
record Path(List<Step> segments, @Nullable Element element) {

    /** Index that takes all, as no index does. */
    static final int ALL = 0;

    /** A segment, or several. */
    record Step(String name, int index, @Nullable Choice choice) {}

    /** A element (or, in a relative path, the first number), with a component of it or 0. */
    record Element(int number, int index, @Nullable Choice choice, int component) {}

    /**
     * {@code (1.2=99213)}: the numbers begin at the element of a segment or the component of an
     * element.
     */
    record Choice(int first, int second, String text) {}

    boolean relative() {
        return segments.isEmpty();
    }
}
