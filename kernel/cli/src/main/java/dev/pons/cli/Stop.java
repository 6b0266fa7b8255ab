package dev.pons.cli;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a run, which cuts every pause short. Any thread. */
final class Stop {

    private final CountDownLatch end = new CountDownLatch(1);

    void now() {
        end.countDown();
    }

    /** Waits; true: the whole time is over, false: the run ends. */
    boolean pause(Duration time) throws InterruptedIOException {
        try {
            return !end.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
