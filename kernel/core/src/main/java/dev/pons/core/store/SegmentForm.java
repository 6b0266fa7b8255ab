package dev.pons.core.store;

import dev.pons.core.store.keys.FileKey;
import dev.pons.core.store.keys.KeyBlock;
import dev.pons.core.store.keys.Vault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * How the frames of a segment stand in its file.
 *
 * @param start where the first one begins
 * @param key by which they are sealed; null: they are plain
 * @param sides where the side files stand that its entries name
 */
record SegmentForm(int start, @Nullable FileKey key, SideFolder sides) {

    /** Bytes by which a sealed frame is longer. */
    static final int OVERHEAD = 4 + FileKey.OVERHEAD;

    /** Of a new file. */
    static SegmentForm fresh(Path path, Vault vault) {
        return of(vault.fresh(), path, vault);
    }

    private static SegmentForm of(@Nullable FileKey key, Path path, Vault vault) {
        var sides = new SideFolder(SegmentFile.large(path), vault);
        return new SegmentForm(start(key != null), key, sides);
    }

    /** For the writer of a new file; null: it is plain. */
    @Nullable Seal seal() {
        return key == null ? null : new Seal(key);
    }

    static int start(boolean sealed) {
        return sealed ? Frames.HEADER + KeyBlock.LENGTH : Frames.HEADER;
    }

    /** Of a file that is there; says what is wrong with its header. */
    static SegmentForm read(SegmentFile file, long epoch, Vault vault) throws IOException {
        var header = ByteBuffer.allocate(Frames.HEADER);
        file.read(header, 0);
        Frames.check(header.array(), epoch, file.path());
        if (!Frames.isSealed(header.array())) {
            return of(null, file.path(), vault);
        }
        var block = ByteBuffer.allocate(KeyBlock.LENGTH);
        file.read(block, Frames.HEADER);
        return of(vault.open(block.array(), file.path()), file.path(), vault);
    }

    /** What a new file begins with. */
    ByteBuffer header(long epoch, long at) {
        var header = ByteBuffer.allocate(start);
        header.put(Frames.header(epoch, at, key != null));
        if (key != null) {
            header.put(key.block());
        }
        return header.flip();
    }

    /**
     * The payload of a frame; where it begins in what is given is {@code from}.
     *
     * @param place offset of the frame
     */
    BytesIn payload(byte[] bytes, int from, int length, long place, Path path, boolean withContent)
            throws IOException {
        if (key == null) {
            return new BytesIn(bytes, from, from + length, withContent, sides);
        }
        try {
            var turn = ByteBuffer.wrap(bytes, from, 4).getInt();
            var opened = new byte[Math.max(0, length - OVERHEAD)];
            key.open(place, turn, bytes, from + 4, length - 4, opened, 0);
            return new BytesIn(opened, 0, opened.length, withContent, sides);
        } catch (IOException e) {
            var damaged = Frames.damaged(path, place);
            damaged.addSuppressed(e);
            throw damaged;
        }
    }

    /** Seals the frames of a segment that is written. The committer's thread only. */
    static final class Seal {

        private final FileKey key;
        private byte[] frame = new byte[1 << 12];
        private int turn;

        Seal(FileKey key) {
            this.key = key;
        }

        /** What was written was taken back: its places are written again. */
        void nextTurn() {
            turn++;
        }

        /**
         * A whole frame, sealed.
         *
         * @param at of the payload in what is given
         * @param place offset that the frame will have
         */
        ByteBuffer frame(byte[] bytes, int at, int length, long place, int mask) {
            var size = length + OVERHEAD;
            if (frame.length < Frames.HEAD + size) {
                var grown = Math.min(Integer.MAX_VALUE - 8L, size + (size >> 1L));
                frame = new byte[(int) Math.max(grown, Frames.HEAD + size)];
            }
            var out = ByteBuffer.wrap(frame);
            out.putInt(0, size).putInt(Frames.HEAD, turn);
            key.seal(place, turn, bytes, at, length, frame, Frames.HEAD + 4);
            out.putInt(4, Frames.crc(frame, Frames.HEAD, size) ^ mask);
            return out.limit(Frames.HEAD + size);
        }
    }
}
