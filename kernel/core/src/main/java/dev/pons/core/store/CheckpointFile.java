package dev.pons.core.store;

import dev.pons.core.store.Store.Checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Keeps one checkpoint: magic 8, id 8, crc32c of the id and the state 4, state. */
final class CheckpointFile {

    private static final long MAGIC = 0x504f4e5343484b31L; // PONSCHK1
    private static final int HEAD = 20;

    private CheckpointFile() {}

    /** On disk when it returns. {@code IOException}: the one before is still there. */
    static void write(Path folder, Checkpoint checkpoint, Disk disk) throws IOException {
        var next = folder.resolve("checkpoint.next");
        var head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putLong(checkpoint.upTo());
        head.putInt(crc(checkpoint.upTo(), ByteBuffer.wrap(checkpoint.state()))).flip();
        disk.delete(next);
        try (var file = disk.create(next)) {
            file.write(head, 0);
            file.write(ByteBuffer.wrap(checkpoint.state()), HEAD);
            file.force();
        }
        FailPoint.CHECKPOINT_WRITTEN.pass();
        disk.rename(next, folder.resolve("checkpoint"));
        disk.sync(folder);
        FailPoint.CHECKPOINT_KEPT.pass();
    }

    static Optional<Checkpoint> read(Path folder) throws IOException {
        var file = folder.resolve("checkpoint");
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || in.getLong() != MAGIC) {
            throw damaged(file);
        }
        var upTo = in.getLong();
        if (in.getInt() != crc(upTo, in.duplicate())) {
            throw damaged(file);
        }
        var state = new byte[in.remaining()];
        in.get(state);
        return Optional.of(new Checkpoint(upTo, state));
    }

    private static int crc(long upTo, ByteBuffer state) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(upTo).flip());
        crc.update(state);
        return (int) crc.getValue();
    }

    private static IOException damaged(Path file) {
        return new IOException(
                "The checkpoint "
                        + file
                        + " is damaged: check the disk and take the file away; the engine then"
                        + " reads the whole journal at its start");
    }
}
