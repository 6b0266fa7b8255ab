package dev.pons.core.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** When a channel last took a message. Any thread. */
final class Traffic {

    private final Clock clock;
    private final LongAdder repaired = new LongAdder();
    private volatile long last;

    Traffic(Clock clock) {
        this.clock = clock;
    }

    /** A message was accepted; its source says whether its framing had to be repaired. */
    void in(boolean wasRepaired) {
        last = clock.millis();
        if (wasRepaired) {
            repaired.increment();
        }
    }

    /** Messages whose framing was repaired since the start. */
    long repaired() {
        return repaired.sum();
    }

    /** When the last was accepted since the start. */
    Optional<Instant> lastIn() {
        return last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }
}
