package dev.pons.core.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long what is kept of a channel's messages, ms; {@link #EVER}: it is never deleted.
 *
 * @param content bytes of messages and answers
 * @param metadata everything else that is known of a message
 * @param errors both, for messages that went wrong, if it is longer
 * @param bytes the most that the channel takes in the archive; the oldest goes first
 */
public record Retention(long content, long metadata, long errors, long bytes) {

    /** Never deleted, or no limit of bytes. */
    public static final long EVER = Long.MAX_VALUE;

    /** Nothing is ever deleted. */
    public static final Retention FOREVER = new Retention(EVER, EVER, EVER, EVER);

    private static final Pattern NAME = Pattern.compile("([0-9]{1,9})h(?:-([0-9]{1,9})h)?");
    private static final long HOUR = 3_600_000;

    /** How long messages are found, as the name of a class of the index; empty: for ever. */
    String name() {
        if (metadata == EVER) {
            return "";
        }
        var hours = (metadata + HOUR - 1) / HOUR + "h";
        return errors <= metadata || errors == EVER
                ? hours
                : hours + "-" + (errors + HOUR - 1) / HOUR + "h";
    }

    /** What a name says; empty: nothing ends. */
    static Optional<Retention> named(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        var metadata = Long.parseLong(match.group(1)) * HOUR;
        var errors = match.group(2) == null ? metadata : Long.parseLong(match.group(2)) * HOUR;
        return Optional.of(new Retention(metadata, metadata, errors, EVER));
    }

    /** How long content is kept. */
    long content(boolean wrong) {
        return Math.min(wrong ? errors : content, metadata(wrong));
    }

    /** How long anything is kept. */
    long metadata(boolean wrong) {
        return wrong ? Math.max(errors, metadata) : metadata;
    }

    /** The shortest of its periods. */
    long shortest() {
        return Math.min(Math.min(content, metadata), errors);
    }
}
