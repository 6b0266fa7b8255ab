package dev.pons.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Goes through the frames of a segment, from one place on. One thread. */
final class FrameScan {

    private static final int CHUNK = 256 << 10;

    private final SegmentFile file;
    private final Code code;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
    private long chunkAt;
    private long next;
    private int length;

    /** How frames are checked and opened. */
    private record Code(int mask, SegmentForm form) {}

    FrameScan(SegmentFile file, long epoch, SegmentForm form, long from) {
        this.file = file;
        this.code = new Code(Frames.mask(epoch), form);
        this.next = from;
    }

    /**
     * Moves to the next frame; false: what stands below the limit is not a whole frame, or nothing.
     */
    boolean next(long limit) throws IOException {
        if (limit - next < Frames.HEAD) {
            return false;
        }
        fill(Frames.HEAD, limit);
        var at = (int) (next - chunkAt);
        var size = chunk.getInt(at);
        if (size <= 0 || size > limit - next - Frames.HEAD) {
            return false;
        }
        fill(Frames.HEAD + size, limit);
        at = (int) (next - chunkAt);
        var crc = Frames.crc(chunk.array(), at + Frames.HEAD, size) ^ code.mask();
        if (chunk.getInt(at + 4) != crc) {
            return false;
        }
        length = size;
        next += Frames.HEAD + size;
        return true;
    }

    /** Where the next frame begins; without a frame yet, where the scan began. */
    long position() {
        return next;
    }

    /** Where the frame begins. */
    long start() {
        return next - length - Frames.HEAD;
    }

    boolean isEnd() {
        return length == Frames.END - Frames.HEAD
                && chunk.get((int) (next - length - chunkAt)) == 0;
    }

    /** The payload, valid until the next move. */
    BytesIn payload(boolean withContent) throws IOException {
        var from = (int) (next - chunkAt) - length;
        return code.form().payload(chunk.array(), from, length, start(), file.path(), withContent);
    }

    /** Bytes of the payload. */
    int length() {
        return length;
    }

    private void fill(int count, long limit) throws IOException {
        if (next >= chunkAt && next + count <= chunkAt + chunk.limit()) {
            return;
        }
        var wanted = Math.max(count, CHUNK);
        if (chunk.capacity() != wanted) {
            chunk = ByteBuffer.allocate(wanted);
        }
        chunk.clear().limit((int) Math.min(wanted, limit - next));
        chunkAt = next;
        file.read(chunk, next);
    }
}
