package dev.pons.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One message: its bytes and some small facts about them. Immutable; any thread may use it. It
 * caches no parsed view, so it keeps no plugin alive: content is read through {@code
 * Document.open(message, run)}.
 *
 * <p>Facts that sources give by custom: {@code peer}, {@code charset}, {@code repaired} (what was
 * wrong in the framing, own words), {@code file}, {@code http.method}, {@code http.query.NAME},
 * {@code http.header.NAME}. They are content: never log a value.
 */
public final class Message {

    private final Payload body;
    private final String format;
    private final Map<String, String> meta;

    private Message(Payload body, String format, Map<String, String> meta) {
        this.body = body;
        this.format = format;
        this.meta = Map.copyOf(meta);
    }

    /** A message in the channel's format, without facts. */
    public static Message of(Payload body) {
        return new Message(body, "", Map.of());
    }

    /** A message in the channel's format, without facts. The array is not copied. */
    public static Message of(byte[] body) {
        return of(Payload.of(body));
    }

    /** A message in the channel's format, with facts. The array is not copied. */
    public static Message of(byte[] body, Map<String, String> meta) {
        return new Message(Payload.of(body), "", meta);
    }

    /** A message in the channel's format, with facts. */
    public static Message of(Payload body, Map<String, String> meta) {
        return new Message(body, "", meta);
    }

    /** The bytes. */
    public Payload body() {
        return body;
    }

    /**
     * The name of its format; empty = the one that the channel names for this place. A name
     * survives a swap of the format's plugin.
     */
    public String format() {
        return format;
    }

    /** All facts. */
    public Map<String, String> meta() {
        return meta;
    }

    /** One fact. */
    public Optional<String> meta(String name) {
        return Optional.ofNullable(meta.get(name));
    }

    /** A copy with one fact more, or another value of it. */
    public Message with(String name, String value) {
        var copy = new TreeMap<>(meta);
        copy.put(name, value);
        return new Message(body, format, copy);
    }

    /** A copy with other bytes, in the same format. */
    public Message withBody(Payload other) {
        return new Message(other, format, meta);
    }

    /** A copy with other bytes in another format. */
    public Message withBody(Payload other, String otherFormat) {
        return new Message(other, otherFormat, meta);
    }

    /** Size and names of facts; never content. */
    @Override
    public String toString() {
        return "Message["
                + body.size()
                + " bytes"
                + (format.isEmpty() ? "" : ", " + format)
                + ", "
                + new TreeMap<>(meta).keySet()
                + "]";
    }
}
