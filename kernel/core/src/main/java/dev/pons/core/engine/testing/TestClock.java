package dev.pons.core.engine.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Stands still for whoever submits a message, so that steps see the time that the test says, and
 * goes on for everybody else, so that what has to wait ends.
 */
final class TestClock extends Clock {

    private volatile Instant now;
    private final long begin = System.nanoTime();
    private final ThreadLocal<Boolean> still = ThreadLocal.withInitial(() -> false);

    TestClock(Instant now) {
        this.now = now;
    }

    /** Stands still on this thread from now on. */
    void stand() {
        still.set(true);
    }

    /** So much time passes. One thread. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return still.get() ? now : now.plusNanos(System.nanoTime() - begin);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
