package dev.pons.core.language;

import dev.pons.core.config.Mark;

import java.time.Duration;

/**
 * A step that collects messages, of which one is made.
 *
 * @param name by which its groups are found again when the file changes
 * @param number of the step, behind which the one message goes on
 * @param format of what it collects
 */
public record Aggregate(
        String name, String number, Mark mark, String format, Until until, Limit limit) {

    /** The name where the file gives none. */
    public static final String USUAL = "aggregate";

    /**
     * What closes a group, besides a condition on its last message.
     *
     * @param count of messages; 0: any
     * @param after so long after the first message; zero: any time
     * @param endOfPoll the source's poll has ended
     * @param sendsEmpty at the end of a poll without messages, one without any goes on
     * @param words as the file has it
     */
    public record Until(
            int count, Duration after, boolean endOfPoll, boolean sendsEmpty, String words) {}

    /**
     * A group that reaches one of the first two is closed early; a message that would begin one
     * group too many fails.
     */
    public record Limit(int messages, long bytes, int groups) {

        /** Where the file says nothing. */
        public static final Limit USUAL = new Limit(10_000, 16L << 20, 10_000);
    }
}
