package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A destination at this moment.
 *
 * @param name in the channel file
 * @param type e.g. {@code mllp}
 * @param state of it
 * @param since when the state began
 * @param reason why it is not well, in our words
 * @param lastOut when a message was last delivered
 * @param queued deliveries that wait, those that are being sent included
 * @param held deliveries that wait for a person
 * @param oldest when the oldest that waits was accepted
 * @param nextTry when a destination that is down tries again
 * @param pace how fast it may be sent to, by whose order, and about when what waits is done, in our
 *     words; empty: there is nothing to say
 */
public record DestinationView(
        String name,
        String type,
        DestinationState state,
        Instant since,
        String reason,
        Optional<Instant> lastOut,
        long queued,
        long held,
        Optional<Instant> oldest,
        Optional<Instant> nextTry,
        String pace) {}
