package dev.pons.core.store.keys;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where a file keeps its wrapped key: two slots in two sectors of the disk, so that a crash while
 * one is written leaves the other.
 *
 * <pre>
 * block  slot 512 | slot 512
 * slot   magic 8 | generation 4 | id of the master key 8 | nonce 12 | wrapped key 48 | crc32c of these 4 | zeros
 * </pre>
 */
public final class KeyBlock {

    /** Bytes in the header of a file. */
    public static final int LENGTH = 1024;

    private static final int SLOT = LENGTH / 2;
    private static final int USED = 8 + 4 + 8 + Crypt.NONCE + Crypt.KEY + Crypt.TAG;
    private static final long MAGIC = 0x504f4e534b455931L; // PONSKEY1

    private record Slot(int at, int generation, long master, byte[] nonce, byte[] wrapped) {}

    private KeyBlock() {}

    static byte[] make(MasterKey master, byte[] fileKey) {
        var block = new byte[LENGTH];
        put(block, 0, 1, master, fileKey);
        return block;
    }

    private static void put(
            byte[] block, int at, int generation, MasterKey master, byte[] fileKey) {
        var nonce = Crypt.random(Crypt.NONCE);
        var slot = ByteBuffer.wrap(block, at, SLOT).slice();
        slot.putLong(MAGIC).putInt(generation).putLong(master.id());
        slot.put(nonce).put(master.wrap(fileKey, nonce));
        slot.putInt(crc(block, at));
    }

    private static int crc(byte[] block, int at) {
        var crc = new CRC32C();
        crc.update(block, at, USED);
        return (int) crc.getValue();
    }

    private static @Nullable Slot slot(byte[] block, int at) {
        var in = ByteBuffer.wrap(block, at, SLOT).slice();
        if (in.getLong(0) != MAGIC || in.getInt(USED) != crc(block, at)) {
            return null;
        }
        in.position(8);
        var nonce = new byte[Crypt.NONCE];
        var wrapped = new byte[Crypt.KEY + Crypt.TAG];
        var slot = new Slot(at, in.getInt(), in.getLong(), nonce, wrapped);
        in.get(nonce).get(wrapped);
        return slot;
    }

    private static @Nullable Slot newest(byte[] block) {
        var first = slot(block, 0);
        var second = slot(block, SLOT);
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.generation() > second.generation() ? first : second;
    }

    /** The file's key, by whichever of the keys wrapped it. */
    static byte[] open(byte[] block, MasterKey.Given given, Path file) throws IOException {
        if (newest(block) == null) {
            throw damaged(file);
        }
        for (var at = 0; at < LENGTH; at += SLOT) {
            var slot = slot(block, at);
            var master = slot == null ? null : master(slot.master(), given);
            if (slot != null && master != null) {
                return unwrapped(slot, master, file);
            }
        }
        throw new IOException(
                file
                        + " was encrypted under another master key: give that key, or give it as"
                        + " the old one beside the new (second line of etc/master.key, or"
                        + " PONS_MASTER_KEY_OLD)");
    }

    private static byte[] unwrapped(Slot slot, MasterKey master, Path file) throws IOException {
        try {
            return master.unwrap(slot.wrapped(), slot.nonce());
        } catch (IOException e) {
            var damaged = damaged(file);
            damaged.addSuppressed(e);
            throw damaged;
        }
    }

    private static IOException damaged(Path file) {
        return new IOException(
                "The key in the header of "
                        + file
                        + " is damaged: check the disk and put the file back from a copy");
    }

    private static @Nullable MasterKey master(long id, MasterKey.Given given) {
        if (given.key().isPresent() && given.key().get().id() == id) {
            return given.key().get();
        }
        return given.old().isPresent() && given.old().get().id() == id ? given.old().get() : null;
    }

    /**
     * Wraps the key of a file by the current master key, if an older one does; first the free slot,
     * synced, then the other is emptied. False: nothing was to be done.
     */
    static boolean rewrap(FileChannel channel, long at, MasterKey.Given given, Path file)
            throws IOException {
        var bytes = ByteBuffer.allocate(LENGTH);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("The header of " + file + " is cut off");
            }
        }
        var block = bytes.array();
        var current = given.key().orElseThrow();
        var newest = newest(block);
        var other = newest == null ? null : slot(block, SLOT - newest.at());
        if (newest != null && newest.master() == current.id() && other == null) {
            return false;
        }
        var fileKey = open(block, given, file);
        try {
            var keep = newest == null ? 0 : newest.at();
            if (newest == null || newest.master() != current.id()) {
                keep = SLOT - keep;
                Arrays.fill(block, keep, keep + SLOT, (byte) 0);
                put(block, keep, newest == null ? 1 : newest.generation() + 1, current, fileKey);
                write(channel, ByteBuffer.wrap(block, keep, SLOT), at + keep);
            }
            write(channel, ByteBuffer.allocate(SLOT), at + SLOT - keep);
            return true;
        } finally {
            Arrays.fill(fileKey, (byte) 0);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        var place = at;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
        channel.force(false);
    }
}
