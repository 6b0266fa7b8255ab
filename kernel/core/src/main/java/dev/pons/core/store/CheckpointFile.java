package dev.pons.core.store;

import dev.pons.core.store.Store.Checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Keeps one checkpoint: magic 8, id 8, crc32c of the id and the state 4, state. The state goes
 * through as a stream and is never in memory as a whole.
 */
final class CheckpointFile {

    private static final long MAGIC = 0x504f4e5343484b31L; // PONSCHK1
    private static final int HEAD = 20;
    private static final int CHUNK = 1 << 16;

    private CheckpointFile() {}

    /**
     * Replaces the one before, durably; gives the length. One thread at a time. {@code
     * IOException}: the one before is still there.
     */
    static long write(Path folder, long upTo, Store.State state, Disk disk) throws IOException {
        var next = folder.resolve("checkpoint.next");
        long length;
        disk.delete(next);
        try (var file = disk.create(next)) {
            var crc = crc(upTo);
            var body = new Body(file);
            var to = new BufferedOutputStream(new CheckedOutputStream(body, crc), CHUNK);
            state.write(to);
            to.flush();
            length = body.at;
            var head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putLong(upTo);
            file.write(head.putInt((int) crc.getValue()).flip(), 0);
            file.force();
        }
        FailPoint.CHECKPOINT_WRITTEN.pass();
        disk.rename(next, folder.resolve("checkpoint"));
        disk.sync(folder);
        FailPoint.CHECKPOINT_KEPT.pass();
        return length;
    }

    /** What follows the head. */
    private static final class Body extends OutputStream {

        private final Disk.Target file;
        private long at = HEAD;

        Body(Disk.Target file) {
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

    /** Reads it through once to compare the sum, then gives it from its beginning. */
    static Optional<Checkpoint> read(Path folder) throws IOException {
        var file = folder.resolve("checkpoint");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            long upTo = check(file, channel);
            channel.position(HEAD);
            var state = new BufferedInputStream(Channels.newInputStream(channel), CHUNK);
            return Optional.of(new Checkpoint(upTo, state));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static long check(Path file, FileChannel channel) throws IOException {
        if (channel.size() < HEAD) {
            throw damaged(file);
        }
        var head = ByteBuffer.allocate(HEAD);
        fill(channel, head);
        head.flip();
        long magic = head.getLong();
        long upTo = head.getLong();
        var crc = crc(upTo);
        var chunk = ByteBuffer.allocate(CHUNK);
        while (fill(channel, chunk)) {
            crc.update(chunk.flip());
            chunk.clear();
        }
        crc.update(chunk.flip());
        if (magic != MAGIC || head.getInt() != (int) crc.getValue()) {
            throw damaged(file);
        }
        return upTo;
    }

    /** False: the end came first. */
    private static boolean fill(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                return false;
            }
        }
        return true;
    }

    private static CRC32C crc(long upTo) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(upTo).flip());
        return crc;
    }

    private static IOException damaged(Path file) {
        return new IOException(
                "The checkpoint "
                        + file
                        + " is damaged: check the disk and take the file away; the engine then"
                        + " reads the whole journal at its start");
    }
}
