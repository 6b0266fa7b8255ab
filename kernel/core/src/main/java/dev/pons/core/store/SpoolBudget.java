package dev.pons.core.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that all connections together hold in memory while they read large messages; who finds it
 * used up writes to disk. Any thread.
 */
final class SpoolBudget {

    private final long budget;
    private final AtomicLong used = new AtomicLong();

    SpoolBudget(long budget) {
        this.budget = budget;
    }

    boolean take(long bytes) {
        while (true) {
            var now = used.get();
            if (now + bytes > budget) {
                return false;
            }
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
