package dev.pons.core.store;

import dev.pons.core.store.keys.KeyBlock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The form of a file in the archive. Numbers are big-endian.
 *
 * <pre>
 * file       header, key block when it is encrypted, blocks, directory, footer
 * header     magic 8 | format 4 | 1 when it is encrypted, else 0, 4 | made at, ms since 1970, 8 | 0 4 | crc32c of these 4
 * block      length as stored 4 | length 4 | crc32c as stored, xor the low half of its offset 4 | bytes: zstd, then sealed
 * directory  a block: for each block its offset 8 | what it begins with 8 | where its content begins 8
 * footer     magic 8 | offset of the directory 8 | number of blocks 4 | crc32c of these 4
 * </pre>
 *
 * A block is sealed at its offset; no offset is ever written twice.
 */
final class Blocks {

    static final int HEADER = 32;
    static final int HEAD = 12;
    static final int FOOTER = 24;
    static final int LINE = 24;

    /** Bytes of a block before it is compressed. */
    static final int SIZE = 64 << 10;

    private static final long MAGIC = 0x504f4e5341524348L; // PONSARCH
    private static final int FORMAT = 1;

    private Blocks() {}

    static ByteBuffer header(boolean encrypted, long at) {
        var header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC).putInt(FORMAT).putInt(encrypted ? 1 : 0).putLong(at).putInt(0);
        return header.putInt(Frames.crc(header.array(), 0, HEADER - 4)).flip();
    }

    /** It is encrypted. */
    static boolean check(byte[] bytes, Path path) throws IOException {
        var header = ByteBuffer.wrap(bytes);
        var whole = header.getInt(HEADER - 4) == Frames.crc(bytes, 0, HEADER - 4);
        if (!whole || header.getLong() != MAGIC) {
            throw damaged(path, 0);
        }
        if (header.getInt() > FORMAT) {
            throw new IOException(
                    path + " was written by a newer version of Pons: start that version");
        }
        return header.getInt() != 0;
    }

    /** Where the first block begins. */
    static int start(boolean encrypted) {
        return encrypted ? HEADER + KeyBlock.LENGTH : HEADER;
    }

    static ByteBuffer footer(long directory, int blocks) {
        var footer = ByteBuffer.allocate(FOOTER).putLong(MAGIC).putLong(directory).putInt(blocks);
        return footer.putInt(Frames.crc(footer.array(), 0, FOOTER - 4)).flip();
    }

    static void checkFooter(ByteBuffer footer, Path path, long at) throws IOException {
        if (footer.getLong(0) != MAGIC
                || footer.getInt(FOOTER - 4) != Frames.crc(footer.array(), 0, FOOTER - 4)) {
            throw damaged(path, at);
        }
    }

    static IOException damaged(Path path, long offset) {
        return new IOException(
                "Content file "
                        + path
                        + " is damaged at byte "
                        + offset
                        + ": check the disk and put the file back from a copy; the other files"
                        + " are not affected");
    }
}
