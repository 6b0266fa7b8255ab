package dev.pons.core.engine;

import java.util.Arrays;

/**
 * Ids of messages whose steps are to run, in the order of the journal: 8 bytes each. Any thread.
 */
final class Waiting {

    private long[] ring = new long[64];
    private int first;
    private int count;

    synchronized void add(long id) {
        if (count == ring.length) {
            var larger = new long[ring.length * 2];
            for (int i = 0; i < count; i++) {
                larger[i] = ring[(first + i) % ring.length];
            }
            ring = larger;
            first = 0;
        }
        ring[(first + count++) % ring.length] = id;
    }

    /** Takes at most so many, oldest first. */
    synchronized long[] take(int most) {
        int n = Math.min(most, count);
        var taken = new long[n];
        for (int i = 0; i < n; i++) {
            taken[i] = ring[(first + i) % ring.length];
        }
        first = (first + n) % ring.length;
        count -= n;
        if (count == 0 && ring.length > 1 << 16) {
            ring = Arrays.copyOf(ring, 64);
            first = 0;
        }
        return taken;
    }

    /** Puts those that were not done back, before all others. */
    synchronized void back(long[] ids) {
        if (ids.length == 0) {
            return;
        }
        var rest = take(count);
        for (long id : ids) {
            add(id);
        }
        for (long id : rest) {
            add(id);
        }
    }

    synchronized int size() {
        return count;
    }
}
