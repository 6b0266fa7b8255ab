package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A state that somebody is told of when it begins and when it ends.
 *
 * @param kind {@code queue}, {@code oldest}, {@code down}, {@code idle}, {@code held}, {@code
 *     broken}, {@code drift}, {@code index-lag}, {@code journal}, {@code disk}
 * @param channel empty: the engine itself
 * @param destination empty: the channel as a whole
 * @param what is the case, in one line without content
 * @param why the last error in our words; may be empty
 * @param type what to type
 * @param since when it began
 * @param until when it ended; empty: it is still so
 * @param to the target that is told; empty: the console only
 * @param begun when its beginning was told
 * @param ended when its end was told
 * @param lost notices of it that were given up
 */
public record AlertView(
        String kind,
        String channel,
        String destination,
        String what,
        String why,
        String type,
        Instant since,
        Optional<Instant> until,
        String to,
        Optional<Instant> begun,
        Optional<Instant> ended,
        int lost) {}
