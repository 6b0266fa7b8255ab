package dev.pons.plugin.mllp;

import java.util.Arrays;

/** Bytes of a frame as they come: all of them up to the longest length, then only their first. */
final class Content {

    /** Enough of a message that is too long to tell who sent what, and to answer it. */
    private static final int KEPT = 1 << 16;

    private final int longest;
    private byte[] bytes = {};
    private int kept;
    private long length;

    Content(int longest) {
        this.longest = longest;
    }

    long length() {
        return length;
    }

    void add(byte[] from, int start, int count) {
        length += count;
        if (length > longest) {
            kept = Math.min(kept, KEPT);
            bytes = bytes.length > KEPT ? Arrays.copyOf(bytes, kept) : bytes;
        }
        int room = length > longest ? Math.min(longest, KEPT) - kept : count;
        int some = Math.min(count, Math.max(0, room));
        if (kept + some > bytes.length) {
            int size = kept == 0 ? some : (int) Math.min(longest, Math.max(kept + some, kept * 2L));
            bytes = Arrays.copyOf(bytes, size);
        }
        System.arraycopy(from, start, bytes, kept, some);
        kept += some;
    }

    /** What was kept; the array is given away. */
    byte[] first() {
        return bytes.length == kept ? bytes : Arrays.copyOf(bytes, kept);
    }
}
