package dev.pons.plugin.mllp;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes of a frame as they come: in memory while they are few, then in the kernel's spool; over the
 * longest length, only their first.
 */
final class Content {

    /** Enough of a message that is too long to tell who sent what, and to answer it. */
    private static final int KEPT = 1 << 16;

    private static final byte[] START = {FrameReader.START, 'M', 'S', 'H', '|'};

    private final int longest;
    private final @Nullable Spool spool;
    private byte[] bytes = {};
    private int kept;
    private long length;
    private Spool.@Nullable Spooled spooled;
    private final Starts starts = new Starts();

    /**
     * @param spool where more than a little goes; null: all of it may be in memory
     */
    Content(int longest, @Nullable Spool spool) {
        this.longest = longest;
        this.spool = spool;
    }

    long length() {
        return length;
    }

    void add(byte[] from, int start, int count) {
        length += count;
        if (length > longest) {
            drop();
            kept = Math.min(kept, KEPT);
            bytes = bytes.length > KEPT ? Arrays.copyOf(bytes, kept) : bytes;
            keep(from, start, Math.min(count, Math.min(longest, KEPT) - kept));
        } else if (isSpooled(count)) {
            spool(from, start, count);
        } else {
            keep(from, start, count);
        }
    }

    private boolean isSpooled(int more) {
        return spooled != null || spool != null && kept + more > KEPT;
    }

    private void spool(byte[] from, int start, int count) {
        var to = spooled;
        if (to == null && spool != null) {
            to = spool.begin();
            spooled = to;
            to.write(bytes, 0, kept);
            starts.look(bytes, 0, kept);
        }
        if (to != null) {
            to.write(from, start, count);
            starts.look(from, start, count);
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
    void drop() {
        if (spooled != null) {
            spooled.close();
            spooled = null;
        }
    }

    /** All of it is in {@link #first}, or the rest is not wanted. */
    boolean isInMemory() {
        return spooled == null;
    }

    /** What is in memory, from the first byte on; the array is given away. */
    byte[] first() {
        return bytes.length == kept ? bytes : Arrays.copyOf(bytes, kept);
    }

    /** Of a spooled one: where the last start block that {@code MSH|} follows is; else negative. */
    long lastStart() {
        return starts.last;
    }

    /** Of a spooled one: all behind a place. */
    Payload from(long place) {
        var to = spooled;
        var all = to == null ? Payload.of(first()) : to.payload();
        return place == 0 ? all : new Rest(all, place);
    }

    /** Finds start blocks that {@code MSH|} follows, over the borders of what comes at once. */
    private static final class Starts {

        private long last = -1;
        private long seen;
        private int matched;

        void look(byte[] bytes, int from, int count) {
            for (int at = from; at < from + count; at++) {
                if (bytes[at] == START[matched]) {
                    matched++;
                } else {
                    matched = bytes[at] == START[0] ? 1 : 0;
                }
                if (matched == START.length) {
                    last = seen + at - from - START.length + 1;
                    matched = 0;
                }
            }
            seen += count;
        }
    }

    /** A payload behind its first bytes. */
    private record Rest(Payload all, long from) implements Payload {

        @Override
        public long size() {
            return all.size() - from;
        }

        @Override
        public InputStream open() throws IOException {
            var in = all.open();
            in.skipNBytes(from);
            return in;
        }
    }
}
