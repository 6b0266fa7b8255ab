package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peer's answers as a flow, for conditions and reply steps. Where there is no answer, nothing is
 * at any path. Any thread.
 *
 * @param around its format is that of the answers
 */
public record Answers(Surroundings around, ZoneId zone) {

    /** Named so in conditions and steps. */
    static final String OUTCOME = "outcome";

    private static final Format NOTHING = message -> new Nothing(message.body());

    /**
     * One answer.
     *
     * @param id of the message that was sent
     * @param answer null: there was none
     * @param variables of the message
     * @param outcome {@code delivered, rejected, retry, unknown}
     */
    public Flow flow(
            String id,
            @Nullable Message answer,
            Map<String, String> variables,
            String outcome,
            Instant now) {
        var flow =
                answer == null
                        ? flow(id, Message.of(new byte[0]), Surroundings.of("", none()), now)
                        : flow(id, answer, around, now);
        variables.forEach(flow::let);
        flow.let(OUTCOME, outcome);
        return flow;
    }

    private Flow flow(String id, Message message, Surroundings of, Instant now) {
        return new Flow(id, message, of, now, zone, new Given());
    }

    private static Formats none() {
        return name -> Optional.of(NOTHING);
    }

    /** The answer is of the format that it should be. */
    public static boolean readable(Flow answer) {
        try {
            answer.read();
            return true;
        } catch (ProblemException | RuntimeException e) {
            return false;
        }
    }

    /** No answer: a root and nothing below. */
    private record Nothing(Payload body) implements Tree<Nothing> {

        @Override
        public Nothing root() {
            return this;
        }

        @Override
        public String name(Nothing node) {
            return "";
        }

        @Override
        public Value value(Nothing node) {
            return Value.empty();
        }

        @Override
        public List<Nothing> children(Nothing node) {
            return List.of();
        }

        @Override
        public List<Nothing> find(Nothing from, String path) {
            return List.of();
        }

        @Override
        public void set(Nothing node, Value value) {
            throw new UnsupportedOperationException("there is no answer");
        }

        @Override
        public Nothing insert(Nothing parent, int index, String name) {
            throw new UnsupportedOperationException("there is no answer");
        }

        @Override
        public void remove(Nothing node) {
            throw new UnsupportedOperationException("there is no answer");
        }

        @Override
        public Payload write() {
            return body;
        }
    }
}
