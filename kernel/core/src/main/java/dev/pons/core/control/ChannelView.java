package dev.pons.core.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A channel at this moment.
 *
 * @param name of its file, without {@code .yaml}
 * @param description from the file
 * @param version counts the versions of the file that ran
 * @param state of the whole
 * @param since when the state began
 * @param reason why it is not well, in one line; empty when well
 * @param lastIn when a message was last accepted
 * @param lastOut when a message was last delivered
 * @param queued deliveries that wait, over all destinations
 * @param held messages and deliveries that wait for a person
 * @param oldest when the oldest that waits was accepted
 * @param peers peers connected to its source
 * @param source e.g. {@code mllp 127.0.0.1:2575}
 * @param repaired messages whose framing was repaired since the start
 * @param destinations in the order of the file
 * @param problems of a changed file that was not taken, with file, line and column; empty: the file
 *     is what runs
 * @param warnings of the version that runs: what is doubtful in its file, with line and column
 */
public record ChannelView(
        String name,
        String description,
        long version,
        ChannelState state,
        Instant since,
        String reason,
        Optional<Instant> lastIn,
        Optional<Instant> lastOut,
        long queued,
        long held,
        Optional<Instant> oldest,
        int peers,
        String source,
        long repaired,
        List<DestinationView> destinations,
        List<String> problems,
        List<String> warnings) {}
