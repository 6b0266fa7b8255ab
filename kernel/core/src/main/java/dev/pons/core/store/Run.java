package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Segments that were compacted together, by retention class. It never changes: what retention
 * deletes or copies forward makes another run in its place.
 *
 * @param first epoch
 * @param counts of entries, by epoch from the first on, as they were before retention
 * @param volumes one per retention class; larger numbers have what was copied forward
 * @param later messages of earlier runs that went wrong here, in order
 */
record Run(long first, int[] counts, List<Volume> volumes, long[] later) {

    long last() {
        return first + counts.length - 1;
    }

    boolean has(long epoch) {
        return epoch >= first && epoch <= last();
    }

    String name() {
        return name(first, last());
    }

    static String name(long first, long last) {
        return String.format(Locale.ROOT, "%012d-%012d", first, last);
    }

    /** The last id that was given in it; 0: none was. */
    long lastId() {
        for (var i = counts.length - 1; i >= 0; i--) {
            if (counts[i] > 0) {
                return Ids.of(first + i, counts[i] - 1);
            }
        }
        return 0;
    }

    /** Entries behind an id, as they were. */
    long countAfter(long id) {
        var epoch = Ids.epoch(id);
        var sum = 0L;
        for (var i = 0; i < counts.length; i++) {
            if (first + i > epoch) {
                sum += counts[i];
            } else if (first + i == epoch) {
                sum += Math.max(0, counts[i] - Ids.sequence(id) - 1);
            }
        }
        return sum;
    }

    /** One entry; what was copied forward before what is left of it. Null: it is not here. */
    @Nullable Entry read(long id) throws IOException {
        for (var i = volumes.size() - 1; i >= 0; i--) {
            var found = volumes.get(i).read(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The retention class that a message is in; null: it is not here. */
    @Nullable Volume holder(long id) throws IOException {
        for (var i = volumes.size() - 1; i >= 0; i--) {
            var cursor = new VolumeCursor(volumes.get(i), id - 1);
            if (cursor.next() && cursor.id() == id) {
                return volumes.get(i);
            }
        }
        return null;
    }

    /** The largest number of a volume. */
    int lastNumber() {
        return volumes.stream().mapToInt(v -> v.label().number()).max().orElse(0);
    }

    List<Label> labels() {
        return volumes.stream().map(Volume::label).toList();
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
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return "Run[" + name() + ", entries " + countAfter(0) + "]";
    }
}
