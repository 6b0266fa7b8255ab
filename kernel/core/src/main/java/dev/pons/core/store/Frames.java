package dev.pons.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The form of a segment. Numbers are big-endian.
 *
 * <pre>
 * segment  header, key block when it is sealed, frames, and when it is closed the END frame
 * header   magic 8 | 1 plain, 2 sealed, 4 | epoch 8 | made at, ms since 1970, 8 | crc32c of these 4
 * frame    length of payload 4 | crc32c of payload, xor the mask of the epoch 4 | payload
 * sealed   a frame whose payload is: turn 4 | payload, sealed at the frame's offset
 * END      a frame whose payload is: 0 | count of entries 4; never sealed
 * </pre>
 *
 * The mask differs for any two of 2^32 epochs, so that a frame of another segment never fits.
 */
final class Frames {

    static final int HEADER = 32;
    static final int HEAD = 8;
    static final int END = HEAD + 5;

    /** Most bytes of one batch, so that each offset in a segment fits an int. */
    static final int LARGEST = Integer.MAX_VALUE - 4096;

    private static final long MAGIC = 0x504f4e534a524e4cL; // PONSJRNL
    private static final int PLAIN = 1;
    private static final int SEALED = 2;

    private Frames() {}

    /** A bijection, so that no two epochs share one. */
    static int mask(long epoch) {
        var mixed = (int) epoch + 0x9e3779b9;
        mixed = (mixed ^ mixed >>> 16) * 0x7feb352d;
        mixed = (mixed ^ mixed >>> 15) * 0x846ca68b;
        return mixed ^ mixed >>> 16;
    }

    static ByteBuffer header(long epoch, long at, boolean sealed) {
        var header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC).putInt(sealed ? SEALED : PLAIN).putLong(epoch).putLong(at);
        return header.putInt(crc(header.array(), 0, HEADER - 4)).flip();
    }

    static ByteBuffer end(long epoch, int count) {
        var end = ByteBuffer.allocate(END);
        end.putInt(END - HEAD).putInt(0).put((byte) 0).putInt(count);
        return end.putInt(4, crc(end.array(), HEAD, END - HEAD) ^ mask(epoch)).flip();
    }

    /** The count in an END frame; negative: it is none. */
    static int count(byte[] frame, long epoch) {
        var end = ByteBuffer.wrap(frame);
        return end.getInt() == END - HEAD
                        && end.getInt() == (crc(frame, HEAD, END - HEAD) ^ mask(epoch))
                        && end.get() == 0
                ? end.getInt()
                : -1;
    }

    /** Says what is wrong with a header. */
    static void check(byte[] bytes, long epoch, Path path) throws IOException {
        var header = ByteBuffer.wrap(bytes);
        var whole = isWhole(bytes);
        if (whole && header.getLong() == MAGIC && header.getInt() > SEALED) {
            throw new IOException(
                    path + " was written by a newer version of Pons: start that version");
        }
        if (!whole || header.getLong(0) != MAGIC || header.getLong(12) != epoch) {
            throw damaged(path, 0);
        }
    }

    /** The first bytes are a header as it was written. */
    static boolean isWhole(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(HEADER - 4) == crc(bytes, 0, HEADER - 4);
    }

    /** The first bytes are a whole header of a sealed segment. */
    static boolean isSealed(byte[] bytes) {
        var header = ByteBuffer.wrap(bytes);
        return isWhole(bytes) && header.getLong(0) == MAGIC && header.getInt(8) == SEALED;
    }

    static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    static IOException damaged(Path path, long offset) {
        return new IOException(
                "Journal segment "
                        + path
                        + " is damaged at byte "
                        + offset
                        + ": check the disk and put the file back from a copy; without a copy"
                        + " stop the engine, keep the file elsewhere and take it out of the"
                        + " folder: the messages in it are then missing");
    }
}
