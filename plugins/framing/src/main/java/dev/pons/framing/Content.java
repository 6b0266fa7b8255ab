package dev.pons.framing;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Bytes of a message as they come: in memory while they are few, then in the kernel's spool; over
 * the longest length, only their first. For decoders; one thread.
 */
public final class Content implements Sink {

    /** Enough of a message that is too long to tell who sent what, and to answer it. */
    private static final int KEPT = 1 << 16;

    private final int longest;
    private final @Nullable Spool spool;
    private byte[] bytes = {};
    private int kept;
    private long length;
    private Spool.@Nullable Spooled spooled;

    /**
     * Begins empty.
     *
     * @param longest how many bytes are kept as a message
     * @param spool where more than a little goes; null: all of it may be in memory
     */
    public Content(int longest, @Nullable Spool spool) {
        this.longest = longest;
        this.spool = spool;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void add(byte[] from, int start, int count) {
        length += count;
        if (length > longest) {
            drop();
            kept = Math.min(kept, KEPT);
            bytes = bytes.length > KEPT ? Arrays.copyOf(bytes, kept) : bytes;
            boolean follows = kept == length - count; // else some in between went to the spool
            keep(from, start, follows ? Math.min(count, Math.min(longest, KEPT) - kept) : 0);
        } else if (spooled != null || spool != null && kept + count > KEPT) {
            spool(from, start, count);
        } else {
            keep(from, start, count);
        }
    }

    private void spool(byte[] from, int start, int count) {
        var to = spooled;
        if (to == null && spool != null) {
            to = spool.begin();
            spooled = to;
            to.write(bytes, 0, kept);
        }
        if (to != null) {
            to.write(from, start, count);
        }
    }

    private void keep(byte[] from, int start, int count) {
        int some = Math.max(0, count);
        if (kept + some > bytes.length) {
            int size = kept == 0 ? some : (int) Math.min(longest, Math.max(kept + some, kept * 2L));
            bytes = Arrays.copyOf(bytes, size);
        }
        System.arraycopy(from, start, bytes, kept, some);
        kept += some;
    }

    /** Lets go of what was spooled. */
    public void drop() {
        if (spooled != null) {
            spooled.close();
            spooled = null;
        }
    }

    /** All that was kept; the array is given away. */
    public Payload payload() {
        var to = spooled;
        return to == null
                ? Payload.of(bytes.length == kept ? bytes : Arrays.copyOf(bytes, kept))
                : to.payload();
    }
}
