package dev.pons.core.store.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Seals a stream, in pieces of 64 KB. Closing ends it and does not close what is below; without
 * that it cannot be read to its end.
 *
 * <pre>
 * stream  magic 8 | salt 16 | pieces, the last of them empty
 * piece   length 4 | bytes, sealed at the number of the piece
 * </pre>
 */
public final class SealedOut extends OutputStream {

    static final long MAGIC = 0x504f4e535345414cL; // PONSSEAL
    static final int PIECE = 64 << 10;
    static final int SALT = 16;

    private final OutputStream to;
    private final FileKey key;
    private final byte[] piece = new byte[PIECE];
    private final byte[] sealed = new byte[4 + PIECE + FileKey.OVERHEAD];
    private int filled;
    private long number;

    private SealedOut(OutputStream to, FileKey key) {
        this.to = to;
        this.key = key;
    }

    /** Begins a stream with a key of its own; the vault must be on. */
    public static SealedOut to(OutputStream to, Vault vault) throws IOException {
        var salt = Crypt.random(SALT);
        to.write(ByteBuffer.allocate(8).putLong(MAGIC).array());
        to.write(salt);
        return new SealedOut(to, vault.key(salt, "What is written"));
    }

    @Override
    public void write(int one) throws IOException {
        if (filled == PIECE) {
            flushPiece();
        }
        piece[filled++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (var at = from; at < from + count; ) {
            if (filled == PIECE) {
                flushPiece();
            }
            var part = Math.min(from + count - at, PIECE - filled);
            System.arraycopy(bytes, at, piece, filled, part);
            filled += part;
            at += part;
        }
    }

    private void flushPiece() throws IOException {
        ByteBuffer.wrap(sealed).putInt(filled);
        var length = key.seal(number++, 0, piece, 0, filled, sealed, 4);
        to.write(sealed, 0, 4 + length);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            flushPiece();
        }
        flushPiece();
        to.flush();
    }
}
