package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Retry;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a peer can be reached, when it was last, and when it is tried again. Any thread. */
final class Reach {

    /** Different messages that the peer did not take, one after the other: it is down. */
    private static final int IN_A_ROW = 5;

    private final Clock clock;
    private final Pace pace;
    private int failures;
    private int inARow;
    private long last;
    private @Nullable Instant nextTry;
    private volatile @Nullable Instant lastOut;

    Reach(Clock clock) {
        this.clock = clock;
        this.pace = new Pace(clock);
    }

    /** How fast it may be sent to. */
    Pace pace() {
        return pace;
    }

    synchronized void well() {
        failures = 0;
        inARow = 0;
        nextTry = null;
    }

    /**
     * The peer could be reached and did not take this message now. True: it takes none, since so
     * many different ones in a row were not taken, or since it was down before; {@link #failed}
     * follows.
     */
    synchronized boolean tried(long message) {
        if (message != last) {
            last = message;
            inARow++;
        }
        return failures > 0 || inARow >= IN_A_ROW;
    }

    synchronized boolean isWell() {
        return failures == 0;
    }

    /**
     * It failed once more; gives the pause until the next try, at least the one that was asked for.
     * Lanes that fail during a pause learned the same as the one that began it.
     */
    synchronized Duration failed(Retry retry, Duration asked) {
        var now = clock.instant();
        if (nextTry != null && now.isBefore(nextTry)) {
            return Duration.between(now, nextTry);
        }
        failures++;
        var own = Pause.after(failures, retry);
        var pause = asked.compareTo(own) > 0 ? asked : own;
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
        var now = clock.instant();
        lastOut = now;
        pace.delivered(now.toEpochMilli());
    }

    Optional<Instant> lastOut() {
        return Optional.ofNullable(lastOut);
    }
}
