package dev.pons.core.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;

/** A state with its reason and its beginning; one log line per change. Any thread. */
final class Status<S extends Enum<S>> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.pons.state");

    private final String what;
    private final Clock clock;
    private volatile Now<S> now;

    /** What is the case, why and since when. */
    record Now<S>(S state, String reason, Instant since) {}

    Status(String what, S first, Clock clock) {
        this.what = what;
        this.clock = clock;
        this.now = new Now<>(first, "", clock.instant());
    }

    Now<S> now() {
        return now;
    }

    S state() {
        return now.state();
    }

    /**
     * The state is this from now on; the same state with another reason is told too, but keeps its
     * beginning.
     */
    synchronized void set(S state, String reason) {
        var before = now;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        replace(state, reason);
        tell(state, reason);
    }

    /**
     * The same, but another reason of the same state is not told: for reasons that may be another
     * one at each attempt.
     */
    synchronized void become(S state, String reason) {
        boolean begins = now.state() != state;
        replace(state, reason);
        if (begins) {
            tell(state, reason);
        }
    }

    private void replace(S state, String reason) {
        var since = now.state() == state ? now.since() : clock.instant();
        now = new Now<>(state, reason, since);
    }

    private void tell(S state, String reason) {
        if (reason.isEmpty()) {
            LOG.info("{} {}", what, state);
        } else {
            LOG.warn("{} {}: {}", what, state, reason);
        }
    }
}
