package dev.pons.core.engine.testing;

import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.CodeTable;
import dev.pons.core.store.Entry.Remembered;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file with tests of one channel.
 *
 * @param channel its name
 * @param now what the channel's clock says when a message comes
 * @param references what {@code ${kind:name}} stands for, by {@code kind:name}
 * @param tables code tables in place of the site's, by name
 * @param remembered what channels remember before the first message
 */
record TestFile(
        String channel,
        Instant now,
        Map<String, String> references,
        Map<String, CodeTable> tables,
        List<Remembered> remembered,
        List<Case> cases) {

    /** One test. */
    record Case(
            String name,
            Mark mark,
            List<Given> given,
            Map<String, List<Answer>> answers,
            Expect expect) {}

    /**
     * A message that comes, or something else that happens.
     *
     * @param facts what the source says of it
     * @param passes so much time passes instead; zero: none
     * @param pollEnds the source's poll ends instead
     */
    record Given(byte[] body, Map<String, String> facts, Duration passes, boolean pollEnds) {

        /** A message. */
        Given(byte[] body, Map<String, String> facts) {
            this(body, facts, Duration.ZERO, false);
        }

        boolean isMessage() {
            return passes.isZero() && !pollEnds;
        }
    }

    /**
     * What a peer answers to one attempt.
     *
     * @param outcome {@code delivered, rejected, retry, unknown}; empty: as the format judges the
     *     reply
     * @param reply null: the format's own yes
     */
    record Answer(String outcome, byte @Nullable [] reply) {}

    /**
     * What must be.
     *
     * @param ends how each message ends; empty: nothing is asked
     * @param reason a text that its reason contains
     * @param answer to the sender: a condition, a text, or {@code none}
     * @param deliveries what each destination gets; empty list: nothing
     * @param remembered what is remembered afterwards, by table and key
     */
    record Expect(
            List<String> ends,
            Optional<String> reason,
            Optional<Yaml> answer,
            Map<String, List<Yaml>> deliveries,
            Map<String, Map<String, Map<String, String>>> remembered) {}
}
