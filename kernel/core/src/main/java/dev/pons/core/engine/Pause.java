package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between attempts. */
final class Pause {

    private static final int DOUBLINGS = 20;

    private Pause() {}

    /**
     * Before the attempt that follows {@code failures} failed ones: doubled each time, at most the
     * longest; jitter takes away up to a quarter.
     */
    static Duration after(int failures, Retry retry) {
        long first = Math.max(1, retry.first().toMillis());
        long longest = Math.max(first, retry.longest().toMillis());
        int doublings = Math.min(Math.max(0, failures - 1), DOUBLINGS);
        long pause = first > longest >> doublings ? longest : first << doublings;
        if (retry.jitter()) {
            pause -= ThreadLocalRandom.current().nextLong(pause / 4 + 1);
        }
        return Duration.ofMillis(Math.max(1, pause));
    }
}
