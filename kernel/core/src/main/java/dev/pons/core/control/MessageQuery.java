package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Which messages; empty parts do not restrict.
 *
 * @param channel its name
 * @param state of the message
 * @param control the sender's id (MSH-10)
 * @param patient id of the patient
 * @param type of the message ({@code ADT^A01}), or its start ({@code ADT})
 * @param from accepted at or after
 * @param until accepted before
 * @param text somewhere in the bytes as they came; slow, bounded by {@code limit} pages of the
 *     journal
 * @param before id: only older ones, for the next page
 * @param limit at most so many
 */
public record MessageQuery(
        Optional<String> channel,
        Optional<MessageState> state,
        Optional<String> control,
        Optional<String> patient,
        Optional<String> type,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text,
        Optional<String> before,
        int limit) {

    /** The newest. */
    public static MessageQuery newest(int limit) {
        var no = Optional.<String>empty();
        return new MessageQuery(
                no,
                Optional.empty(),
                no,
                no,
                no,
                Optional.empty(),
                Optional.empty(),
                no,
                no,
                limit);
    }
}
