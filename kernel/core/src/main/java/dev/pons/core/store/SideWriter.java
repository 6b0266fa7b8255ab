package dev.pons.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Writes a side file from its first byte to its last. One thread. */
final class SideWriter implements Closeable {

    private final Disk.Target file;
    private final MessageDigest sum = SideFile.sha256();
    private long length;

    /** Makes the file. */
    SideWriter(Disk disk, Path path) throws IOException {
        file = disk.create(path);
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        file.write(ByteBuffer.wrap(bytes, from, count), length);
        sum.update(bytes, from, count);
        length += count;
    }

    long length() {
        return length;
    }

    /** Of all that was written; once. */
    String digest() {
        return SideFile.hex(sum);
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
