package dev.pons.core.store;

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
