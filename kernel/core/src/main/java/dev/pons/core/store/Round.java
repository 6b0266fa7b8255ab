package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/**
 * What one round of the {@link Pruner} goes by.
 *
 * @param now ms
 * @param open ids of unfinished messages, in order
 * @param later ids of messages that went wrong in a later run than their own, in order
 * @param overdrawn bytes by which channels have more than they may; less with each volume that goes
 */
record Round(long now, long[] open, long[] later, Map<String, Long> overdrawn) {

    /** Unfinished messages up to an id. */
    int openUpTo(long id) {
        var at = Arrays.binarySearch(open, id);
        return at >= 0 ? at + 1 : -at - 1;
    }

    boolean isOpen(long message) {
        return Arrays.binarySearch(open, message) >= 0;
    }

    boolean wentWrongLater(long message) {
        return Arrays.binarySearch(later, message) >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(now);
    }

    @Override
    public String toString() {
        return "Round[" + open.length + " open]";
    }
}
