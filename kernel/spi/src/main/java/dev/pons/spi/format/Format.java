package dev.pons.spi.format;

import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.osgi.annotation.versioning.ConsumerType;

import java.io.IOException;
import java.util.Map;

/**
 * A format: HL7 v2, X12, DICOM, JSON, delimited text. Only {@link #read} must be written. Called by
 * many threads at the same time, so keep no state but the options. Never call out, never wait.
 */
@ConsumerType
@FunctionalInterface
public interface Format {

    /**
     * Reads a message. Be lazy: most steps touch few places. What no edit touched must be written
     * as it came, byte for byte. The facts tell e.g. {@code charset}. {@code ProblemException}:
     * these bytes are not this format.
     */
    Tree<?> read(Message message) throws ProblemException, IOException;

    /**
     * Tells the author of a channel file, before any message comes, that a path can never be one:
     * {@code IllegalArgumentException} with words and remedy. Without: every path may be one.
     */
    default void check(String path) {}

    /**
     * A value as it must be written inside a text of this format, so that its delimiters stay text
     * ({@code &} becomes {@code \T\}). Literal text of a template is not escaped. Without: as it
     * is.
     */
    default String escape(String value) {
        return value;
    }

    /**
     * What every message is found and told apart by: {@code type}, {@code id}, {@code patient}.
     * More names are allowed. Called for each message before it is stored, so look, do not parse.
     * {@code ProblemException}: this is not the format at all; the sender is told no. Without:
     * none.
     */
    default Map<String, String> identify(Message message) throws ProblemException, IOException {
        return Map.of();
    }

    /**
     * The reply that the standard prescribes for a receipt (ACK, 999, OperationOutcome), also for a
     * request that cannot be read. Without: silence, and the connector says it in its protocol's
     * way.
     */
    default Reply reply(Message request, Receipt receipt) throws ProblemException, IOException {
        return Reply.silence();
    }

    /**
     * What a peer's response to a sent message means; An answer to another message is "unknown".
     * Without: delivered.
     */
    default Delivery judge(Message sent, Message response) throws ProblemException, IOException {
        return Delivery.delivered().with(response);
    }
}
