package dev.pons.core.engine;

import java.time.Instant;
import java.util.Optional;

/** What an alert looks at: a channel as a whole, or one destination of it. */
interface Sight {

    /** Whether its peer can be reached, or its source is open. */
    enum Reach {
        UP,
        /** Nothing has shown it yet. */
        UNKNOWN,
        DOWN,
        /** A person stopped or paused it. */
        BY_ORDER
    }

    String channel();

    /** Empty: the channel as a whole. */
    String destination();

    long queued();

    long held();

    /** When the oldest that waits was accepted. */
    Optional<Instant> oldest();

    Reach reach();

    /** When {@link #reach} became so. */
    Instant stateSince();

    /** When a message last came, or was last delivered, since the start. */
    Optional<Instant> last();

    /** The reason of its state; empty when well. */
    String why();

    /** {@code the peer cannot be reached}. */
    String downWords();

    /** {@code nothing was delivered}. */
    String idleWords();
}
