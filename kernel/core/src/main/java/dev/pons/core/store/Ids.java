package dev.pons.core.store;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Stable ids: the epoch of a journal segment (40 bits) and the sequence of an entry in it (24
 * bits), never a file offset. Written {@code 17-48213}: epoch, then sequence; larger is later.
 */
public final class Ids {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})-([0-9]{1,8})");
    private static final int SEQUENCE_BITS = 24;

    /** The most entries that one segment can hold. */
    public static final int MOST_PER_SEGMENT = 1 << SEQUENCE_BITS;

    private Ids() {}

    /** The id of an entry. */
    public static long of(long epoch, int sequence) {
        return epoch << SEQUENCE_BITS | sequence;
    }

    /** Its segment. */
    public static long epoch(long id) {
        return id >>> SEQUENCE_BITS;
    }

    /** Its place in the segment, from 0. */
    public static int sequence(long id) {
        return (int) (id & (MOST_PER_SEGMENT - 1));
    }

    /** As people see it. */
    public static String text(long id) {
        return epoch(id) + "-" + sequence(id);
    }

    /** What a person typed; empty: not an id. */
    public static OptionalLong parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        var sequence = Long.parseLong(match.group(2));
        return sequence >= MOST_PER_SEGMENT
                ? OptionalLong.empty()
                : OptionalLong.of(of(Long.parseLong(match.group(1)), (int) sequence));
    }
}
