package dev.pons.core.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages; empty parts do not restrict. Begin with {@link #newest} or {@link #oldest} and
 * narrow it.
 *
 * @param channel its name
 * @param state of the message
 * @param control the sender's id (MSH-10)
 * @param patient id of the patient
 * @param type of the message ({@code ADT^A01}), or its start ({@code ADT})
 * @param from accepted at or after
 * @param until accepted before
 * @param text words in the bytes as they came
 * @param index values by the names that the channel's {@code index:} gave them; all must fit
 * @param page where to begin, and how many
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
        Map<String, String> index,
        Page page) {

    /**
     * A part of what fits, in the order of ids.
     *
     * @param oldestFirst else the newest first
     * @param start id that the page begins behind, in that order: {@link MessagePage#next} of the
     *     page before; empty: the first page
     * @param limit at most so many
     */
    public record Page(boolean oldestFirst, Optional<String> start, int limit) {}

    /** All, the newest first. */
    public static MessageQuery newest(int limit) {
        return all(new Page(false, Optional.empty(), limit));
    }

    /** All, the oldest first: for acts on many, page by page. */
    public static MessageQuery oldest(int limit) {
        return all(new Page(true, Optional.empty(), limit));
    }

    private static MessageQuery all(Page page) {
        var no = Optional.<String>empty();
        var never = Optional.<Instant>empty();
        return new MessageQuery(no, Optional.empty(), no, no, no, never, never, no, Map.of(), page);
    }

    /** The page that begins behind an id. */
    public MessageQuery startingAt(Optional<String> start) {
        var next = new Page(page.oldestFirst(), start, page.limit());
        return new MessageQuery(
                channel, state, control, patient, type, from, until, text, index, next);
    }

    /** Only of a channel. */
    public MessageQuery ofChannel(Optional<String> name) {
        return new MessageQuery(
                name, state, control, patient, type, from, until, text, index, page);
    }

    /** Only in a state. */
    public MessageQuery inState(Optional<MessageState> now) {
        return new MessageQuery(
                channel, now, control, patient, type, from, until, text, index, page);
    }

    /** Only with the sender's id. */
    public MessageQuery withControl(Optional<String> id) {
        return new MessageQuery(channel, state, id, patient, type, from, until, text, index, page);
    }

    /** Only of a patient. */
    public MessageQuery withPatient(Optional<String> id) {
        return new MessageQuery(channel, state, control, id, type, from, until, text, index, page);
    }

    /** Only of a type. */
    public MessageQuery ofType(Optional<String> name) {
        return new MessageQuery(
                channel, state, control, patient, name, from, until, text, index, page);
    }

    /** Only accepted at or after the first and before the second. */
    public MessageQuery between(Optional<Instant> first, Optional<Instant> second) {
        return new MessageQuery(
                channel, state, control, patient, type, first, second, text, index, page);
    }

    /** Only with words in their bytes. */
    public MessageQuery withText(Optional<String> words) {
        return new MessageQuery(
                channel, state, control, patient, type, from, until, words, index, page);
    }

    /** Only with a value under a name of the channel's {@code index:}. */
    public MessageQuery withIndex(String name, String value) {
        var values = new LinkedHashMap<>(index);
        values.put(name, value);
        return new MessageQuery(
                channel, state, control, patient, type, from, until, text, values, page);
    }
}
