package dev.pons.core.engine;

/** How many were delivered in the last minute. Any thread; times in milliseconds. */
final class Lately {

    private static final int PARTS = 12;
    private static final long PART = 5000;

    private final long[] counts = new long[PARTS];
    private final long[] parts = new long[PARTS];
    private long began = Long.MIN_VALUE;

    /** One was delivered. */
    synchronized void one(long now) {
        long part = now / PART;
        int at = Math.floorMod(part, PARTS);
        if (parts[at] != part) {
            parts[at] = part;
            counts[at] = 0;
        }
        counts[at]++;
        began = began == Long.MIN_VALUE ? now : began;
    }

    /** Deliveries per second; 0: none, or nothing can be said yet. */
    synchronized double perSecond(long now) {
        long newest = now / PART;
        long count = 0;
        for (int i = 0; i < PARTS; i++) {
            count += parts[i] <= newest && parts[i] > newest - PARTS ? counts[i] : 0;
        }
        long whole = (PARTS - 1) * PART + Math.floorMod(now, PART);
        long span = began == Long.MIN_VALUE ? 0 : Math.min(now - began, whole);
        return span < PART ? 0 : count * 1000.0 / span;
    }
}
