package dev.pons.http;

import java.util.function.LongSupplier;

/** Lets so many through in a second, and no more at once than that. Any thread. */
final class Rate {

    private static final double SECOND = 1e9;

    private final int most;
    private final LongSupplier nanos;
    private double left;
    private long last;

    /**
     * @param most in a second; 0: any number
     */
    Rate(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
        this.left = most;
        this.last = nanos.getAsLong();
    }

    /** One more may pass. */
    synchronized boolean passes() {
        if (most == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - last) / SECOND * most);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
