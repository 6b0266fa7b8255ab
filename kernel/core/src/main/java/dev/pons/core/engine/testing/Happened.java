package dev.pons.core.engine.testing;

import dev.pons.core.engine.testing.Stage.Sent;
import dev.pons.core.language.Surroundings;
import dev.pons.spi.Message;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the messages of one test.
 *
 * @param around formats and tables as the channel knows them
 * @param zone of the channel
 * @param ends of each message, in the order in which they came
 * @param answers to the sender, with their facts, one for each message given; empty: silence
 * @param sent what each destination got
 */
record Happened(
        Surroundings around,
        Instant now,
        ZoneId zone,
        List<End> ends,
        List<Optional<Message>> answers,
        Map<String, List<Sent>> sent) {

    /** How one message ended: {@code routed, dropped, held, refused, failed}, and why. */
    record End(String word, String reason) {}
}
