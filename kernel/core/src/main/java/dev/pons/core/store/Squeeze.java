package dev.pons.core.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import dev.pons.core.store.keys.FileKey;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes the stored form of blocks, and their raw form again. Writing: one thread. */
final class Squeeze implements Closeable {

    /**
     * Fast; a higher level gains some percent of a hospital's messages and costs many times more.
     */
    private static final int LEVEL = 1;

    private static final int MOST = 1 << 30;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] packed = new byte[0];
    private byte[] sealed = new byte[0];

    /** The block as it is written at an offset; valid until the next call. */
    ByteBuffer block(byte[] raw, int length, long offset, @Nullable FileKey key) {
        var most = (int) Zstd.compressBound(length) + FileKey.OVERHEAD;
        if (packed.length < most) {
            packed = new byte[most];
            sealed = new byte[most + Blocks.HEAD];
        }
        var size = context.compressByteArray(packed, 0, packed.length, raw, 0, length);
        if (key == null) {
            System.arraycopy(packed, 0, sealed, Blocks.HEAD, size);
        } else {
            size = key.seal(offset, 0, packed, 0, size, sealed, Blocks.HEAD);
        }
        var crc = Frames.crc(sealed, Blocks.HEAD, size) ^ (int) offset;
        ByteBuffer.wrap(sealed).putInt(size).putInt(length).putInt(crc);
        return ByteBuffer.wrap(sealed, 0, Blocks.HEAD + size);
    }

    /** Reads a block; {@code limit} is where the blocks of the file end. */
    static byte[] raw(SegmentFile file, long offset, long limit, @Nullable FileKey key)
            throws IOException {
        var head = ByteBuffer.allocate(Blocks.HEAD);
        if (offset < 0 || offset > limit - Blocks.HEAD) {
            throw Blocks.damaged(file.path(), offset);
        }
        file.read(head, offset);
        var size = head.getInt(0);
        var length = head.getInt(4);
        if (size <= 0 || size > limit - offset - Blocks.HEAD || length < 0 || length > MOST) {
            throw Blocks.damaged(file.path(), offset);
        }
        var stored = ByteBuffer.allocate(size);
        file.read(stored, offset + Blocks.HEAD);
        var bytes = stored.array();
        if (head.getInt(8) != (Frames.crc(bytes, 0, size) ^ (int) offset)) {
            throw Blocks.damaged(file.path(), offset);
        }
        return unpacked(opened(bytes, offset, key, file.path()), length, offset, file.path());
    }

    private static byte[] opened(byte[] bytes, long offset, @Nullable FileKey key, Path path)
            throws IOException {
        if (key == null) {
            return bytes;
        }
        try {
            var length = key.open(offset, 0, bytes, 0, bytes.length, bytes, 0);
            return Arrays.copyOf(bytes, length);
        } catch (IOException e) {
            var damaged = Blocks.damaged(path, offset);
            damaged.addSuppressed(e);
            throw damaged;
        }
    }

    private static byte[] unpacked(byte[] packed, int length, long offset, Path path)
            throws IOException {
        var raw = new byte[length];
        var got = Zstd.decompressByteArray(raw, 0, length, packed, 0, packed.length);
        if (Zstd.isError(got) || got != length) {
            throw Blocks.damaged(path, offset);
        }
        return raw;
    }

    @Override
    public void close() {
        context.close();
    }
}
