package dev.pons.plugin.hl7v2;

/**
 * Ranges of bytes as one number: begin in the upper half, end (exclusive) in the lower one; so that
 * looking for a place makes no object. {@link #NONE}: not there.
 */
final class Spans {

    static final long NONE = -1;

    private Spans() {}

    static long of(int from, int to) {
        return (long) from << 32 | to;
    }

    static int from(long span) {
        return (int) (span >>> 32);
    }

    static int to(long span) {
        return (int) span;
    }

    static int length(long span) {
        return to(span) - from(span);
    }

    /** The part with this number, counted from 1; an undefined delimiter (0) makes one part. */
    static long part(byte[] bytes, long span, byte delimiter, int number) {
        int from = from(span);
        int to = to(span);
        if (delimiter == 0) {
            return number == 1 ? span : NONE;
        }
        for (int left = number; left > 1; left--) {
            from = next(bytes, from, to, delimiter) + 1;
            if (from > to) {
                return NONE;
            }
        }
        return of(from, next(bytes, from, to, delimiter));
    }

    /** How many parts there are; at least one. */
    static int count(byte[] bytes, long span, byte delimiter) {
        if (delimiter == 0) {
            return 1;
        }
        int count = 1;
        for (int i = from(span); i < to(span); i++) {
            if (bytes[i] == delimiter) {
                count++;
            }
        }
        return count;
    }

    static boolean has(byte[] bytes, long span, byte delimiter) {
        return delimiter != 0 && next(bytes, from(span), to(span), delimiter) < to(span);
    }

    /** Where this byte stands, or the end. */
    static int next(byte[] bytes, int from, int to, byte wanted) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    /** Where the line ends: at its CR or LF, or at the end. */
    static int line(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\r' && bytes[i] != '\n') {
            i++;
        }
        return i;
    }
}
