package dev.pons.core.store;

import dev.pons.core.store.Store.Checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** Replaces the one before; gives the length. One thread at a time. */
    static long write(Path folder, long upTo, Store.State state) throws IOException {
        var next = folder.resolve("checkpoint.next");
        long length;
        try (var channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var crc = crc(upTo);
            channel.position(HEAD);
            var to =
                    new BufferedOutputStream(
                            new CheckedOutputStream(Channels.newOutputStream(channel), crc), CHUNK);
            state.write(to);
            to.flush();
            length = channel.position();
            var head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putLong(upTo);
            head.putInt((int) crc.getValue()).flip();
            channel.position(0);
            while (head.hasRemaining()) {
                channel.write(head);
            }
            channel.force(true);
        }
        FailPoint.CHECKPOINT_WRITTEN.pass();
        Files.move(
                next,
                folder.resolve("checkpoint"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Disk.syncFolder(folder);
        FailPoint.CHECKPOINT_KEPT.pass();
        return length;
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
