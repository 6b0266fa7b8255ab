package dev.pons.spi.format;

import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.osgi.annotation.versioning.ConsumerType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * Tells the author of a channel file what is doubtful with a path that {@link #check} lets
     * pass, in words with the remedy: a place that the standard has not, and a peer may send all
     * the same. Empty, as without: nothing is.
     */
    default Optional<String> doubt(String path) {
        return Optional.empty();
    }

    /**
     * The path of a place, for people, from the names on the way to it from the root: {@code PID},
     * {@code 5}, {@code 1} is {@code PID-5.1}. Without: slashes between, as {@link Tree} has them.
     */
    default String path(List<String> names) {
        return String.join("/", names);
    }

    /**
     * What a path is from the current element, inside the steps of {@code each: element}: {@code
     * OBX-5} within {@code OBX} is that of the current OBX. Empty text: the element itself. Empty:
     * the path is not about it, but about the whole message. Without: what is left of the path
     * behind the element's, if it begins so.
     */
    default Optional<String> within(String element, String path) {
        return Paths.within(element, path);
    }

    /**
     * One message for each element at a path, without the other elements; see {@link Splits}.
     * {@code keep}: paths of what else each gets; empty: all that is outside of the elements.
     */
    default List<Payload> split(Message message, String by, List<String> keep)
            throws ProblemException, IOException {
        return Splits.of(this, message, by, keep);
    }

    /**
     * Messages as one of this format, in order, each as it is: what the standard has for many (a
     * batch with its counts, rows under one header, an array). Of none: one without any. {@code
     * envelope} is what a header around them is made of. The character set is that of the first
     * one's facts, and the result gets these. {@code ProblemException}: they do not fit together,
     * in words that say how the last one differs; with the code {@code unsupported} also for none:
     * as without, this format joins no messages.
     */
    default Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        throw new ProblemException(Problem.of("unsupported", "this format joins no messages"));
    }

    /**
     * A new message of this format, with the header that its standard asks for. {@code
     * IllegalArgumentException}: what is asked for is none, in words for the author of the channel;
     * called once at validation. Empty, as without: this format makes none.
     */
    default Optional<Payload> fresh(Fresh wanted) {
        return Optional.empty();
    }

    /**
     * What is wrong with a message by the format's standard, with places; for channels that ask.
     * Without: that it can be read.
     */
    default List<Problem> validate(Message message) throws ProblemException, IOException {
        identify(message);
        read(message);
        return List.of();
    }

    /** The formats, by name, that {@link #convert} knows this one as. Without: none. */
    default Set<String> converts() {
        return Set.of();
    }

    /**
     * This format's message as one of another, or the other way round; {@code from} or {@code to}
     * is this one, the other one of {@link #converts()}. Called where a channel says so.
     */
    default Payload convert(Message message, String from, String to)
            throws ProblemException, IOException {
        throw new ProblemException(Problem.of("unsupported", "no conversion to " + to));
    }

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
     * The answer that the standard has for taking a message over, apart from the one for its result
     * (HL7: the accept acknowledgment, where MSH-15 or MSH-16 stands). It goes first and may be
     * silence; {@link #reply} follows when the result is known, and of a message that is not kept
     * only where this one is silent. Empty, as without: there is one answer, {@link #reply}.
     */
    default Optional<Reply> accept(Message request, Receipt receipt)
            throws ProblemException, IOException {
        return Optional.empty();
    }

    /**
     * A peer's response to what a channel made of the request, as the answer to the request ({@code
     * acknowledge: { reply-of: ... }}): where it names the message that it answers, that is the
     * request. All else stays as the peer wrote it. Without: as it is.
     */
    default Reply relay(Message request, Message response) throws ProblemException, IOException {
        return Reply.answer(response);
    }

    /**
     * What a peer's response to a sent message means; An answer to another message is "unknown".
     * Without: delivered.
     */
    default Delivery judge(Message sent, Message response) throws ProblemException, IOException {
        return Delivery.delivered().with(response);
    }
}
