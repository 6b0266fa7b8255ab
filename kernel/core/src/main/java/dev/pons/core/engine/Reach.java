package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Retry;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a peer can be reached, when it was last, and when it is tried again. Any thread. */
final class Reach {

    private final Clock clock;
    private int failures;
    private @Nullable Instant nextTry;
    private volatile @Nullable Instant lastOut;

    Reach(Clock clock) {
        this.clock = clock;
    }

    synchronized void well() {
        failures = 0;
        nextTry = null;
    }

    synchronized boolean isWell() {
        return failures == 0;
    }

    /**
     * It failed once more; gives the pause until the next try. Lanes that fail during a pause
     * learned the same as the one that began it.
     */
    synchronized Duration failed(Retry retry) {
        var now = clock.instant();
        if (nextTry != null && now.isBefore(nextTry)) {
            return Duration.between(now, nextTry);
        }
        failures++;
        var pause = Pause.after(failures, retry);
        nextTry = now.plus(pause);
        return pause;
    }

    /** No pause is to be kept at this moment. */
    synchronized boolean mayTry() {
        return nextTry == null || !clock.instant().isBefore(nextTry);
    }

    synchronized Optional<Instant> nextTry() {
        return Optional.ofNullable(nextTry);
    }

    /** A message was delivered. */
    void delivered() {
        lastOut = clock.instant();
    }

    Optional<Instant> lastOut() {
        return Optional.ofNullable(lastOut);
    }
}
