package dev.pons.core.store;

import dev.pons.core.store.keys.SealedOut;
import dev.pons.core.store.keys.Vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Writes a side file from its first byte to its last, sealed when encryption is on. One thread. */
final class SideWriter implements Closeable {

    private final Disk.Target file;
    private final OutputStream out;
    private final MessageDigest sum = SideFile.sha256();
    private long length;
    private boolean ended;

    /** Makes the file. */
    SideWriter(Disk disk, Path path, Vault vault) throws IOException {
        file = disk.create(path);
        var plain = new Plain(file);
        out = vault.isOn() ? SealedOut.to(plain, vault) : plain;
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
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

    /** No more will come; from now on it can be read. */
    void end() throws IOException {
        if (!ended) {
            ended = true;
            out.close();
        }
    }

    void force() throws IOException {
        end();
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Plain extends OutputStream {

        private final Disk.Target file;
        private long at;

        Plain(Disk.Target file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(ByteBuffer.wrap(bytes, from, count), at);
            at += count;
        }
    }
}
