package dev.pons.core.store;

import dev.pons.core.store.keys.FileKey;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a file of {@link Blocks}, front to end. It counts when {@link #finish} returned. */
final class BlockWriter implements Closeable {

    private final Disk.Target file;
    private final Squeeze squeeze;
    private final @Nullable FileKey key;
    private final BytesOut directory = new BytesOut(1024);
    private long offset;
    private int blocks;

    /** Begins the file; what a failure before left of it is replaced. */
    BlockWriter(Disk disk, Path path, Squeeze squeeze, @Nullable FileKey key, long at)
            throws IOException {
        this.squeeze = squeeze;
        this.key = key;
        disk.delete(path);
        file = disk.create(path);
        put(Blocks.header(key != null, at));
        if (key != null) {
            put(ByteBuffer.wrap(key.block()));
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        var count = bytes.remaining();
        file.write(bytes, offset);
        offset += count;
    }

    /** Adds a block that begins with this id or place. */
    void add(byte[] raw, int length, long first, long content) throws IOException {
        directory.fixed64(offset);
        directory.fixed64(first);
        directory.fixed64(content);
        blocks++;
        put(squeeze.block(raw, length, offset, key));
    }

    /** Writes the directory, syncs and closes; the length of the file. */
    long finish() throws IOException {
        var at = offset;
        put(squeeze.block(directory.array(), directory.size(), offset, key));
        put(Blocks.footer(at, blocks));
        file.force();
        file.close();
        return offset;
    }

    /** Frees the file; without {@link #finish} it is worth nothing. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
