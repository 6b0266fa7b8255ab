package dev.pons.core.engine;

import java.time.Duration;
import java.util.Arrays;

/**
 * Ids of messages whose steps are to run, in the order of the journal: 8 bytes each; and how many
 * were taken and are on their way. Any thread.
 */
final class Waiting {

    private long[] ring = new long[64];
    private int first;
    private int count;
    private int onTheirWay;
    private int marks;
    private boolean standing;

    /** Stands in the line where a poll ended; no id. */
    private static final long MARK = 0;

    synchronized void add(long id) {
        append(id);
    }

    private void append(long id) {
        room();
        ring[(first + count++) % ring.length] = id;
    }

    private void room() {
        if (count == ring.length) {
            var larger = new long[ring.length * 2];
            for (int i = 0; i < count; i++) {
                larger[i] = ring[(first + i) % ring.length];
            }
            ring = larger;
            first = 0;
        }
    }

    /** A poll ended behind those that wait. */
    synchronized void mark() {
        append(MARK);
        marks++;
    }

    /** The end of a poll is the next, and all before it are where they belong: takes it. */
    synchronized boolean takeMark() {
        if (standing || !isMarked() || onTheirWay > 0) {
            return false;
        }
        remove(1);
        marks--;
        return true;
    }

    /** The end of a poll is the next. */
    synchronized boolean isMarked() {
        return count > 0 && ring[first] == MARK;
    }

    /** None is taken until {@link #goOn}: what goes before them is not known yet. */
    synchronized void stand() {
        standing = true;
    }

    /** These go before all others, which may be taken again. */
    synchronized void goOn(long... ids) {
        first(ids);
        standing = false;
    }

    /**
     * Takes at most so many, oldest first, and none behind the end of a poll; each is given {@link
     * #back} or {@link #arrived}.
     */
    synchronized long[] take(int most) {
        var taken = remove(standing ? 0 : beforeMark(most));
        onTheirWay += taken.length;
        return taken;
    }

    private int beforeMark(int most) {
        int n = marks == 0 ? most : 0;
        while (n < most && n < count && ring[(first + n) % ring.length] != MARK) {
            n++;
        }
        return n;
    }

    private long[] remove(int most) {
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

    /** So many more are on their way, that were not taken from here. */
    synchronized void leave(int many) {
        onTheirWay += many;
    }

    /** So many of those on their way are where they belong. */
    synchronized void arrived(int many) {
        onTheirWay -= many;
        notifyAll();
    }

    /** Puts taken ones that were not done back, before all others. */
    synchronized void back(long[] ids) {
        first(ids);
        arrived(ids.length);
    }

    /** Adds some before all others. */
    synchronized void first(long... ids) {
        for (int i = ids.length - 1; i >= 0; i--) {
            room();
            first = (first == 0 ? ring.length : first) - 1;
            ring[first] = ids[i];
            count++;
        }
    }

    /** Some can be taken, or the end of a poll can. */
    synchronized boolean any() {
        return count > 0 && !standing && !(isMarked() && onTheirWay > 0);
    }

    /** None is on its way. */
    synchronized boolean isQuiet() {
        return onTheirWay == 0;
    }

    /** Waits until none is on its way; false: not within the time. */
    synchronized boolean awaitQuiet(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (onTheirWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Those that wait and those that are on their way. */
    synchronized int size() {
        return count - marks + onTheirWay;
    }
}
