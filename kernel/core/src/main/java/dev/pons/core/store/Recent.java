package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest entries, in memory, within a budget of bytes. The committer adds, any thread looks;
 * nobody waits.
 */
final class Recent {

    private static final int PLACES = 1 << 16;
    private static final int OVERHEAD = 256;

    private final AtomicReferenceArray<@Nullable Kept> places = new AtomicReferenceArray<>(PLACES);
    private final long[] order = new long[PLACES];
    private final long budget;
    private long bytes;
    private long first;
    private long next;

    private record Kept(long id, Entry entry, long size) {}

    Recent(long budget) {
        this.budget = budget;
    }

    /** The committer only; ids rise. */
    void add(long id, Entry entry) {
        var size = (long) EntryEncoder.expected(entry) + OVERHEAD;
        if (size > budget) {
            return;
        }
        while (next - first == PLACES || bytes + size > budget && next > first) {
            drop(order[(int) (first++ % PLACES)]);
        }
        var before = places.getAndSet(place(id), new Kept(id, entry, size));
        bytes += size - (before == null ? 0 : before.size());
        order[(int) (next++ % PLACES)] = id;
    }

    /** Null: not among them. */
    @Nullable Entry get(long id) {
        var kept = places.get(place(id));
        return kept != null && kept.id() == id ? kept.entry() : null;
    }

    private void drop(long id) {
        var kept = places.get(place(id));
        if (kept != null && kept.id() == id) {
            places.set(place(id), null);
            bytes -= kept.size();
        }
    }

    private static int place(long id) {
        return (int) (id & (PLACES - 1));
    }
}
