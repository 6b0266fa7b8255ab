package dev.pons.core.store.keys;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Opens what {@link SealedOut} wrote. One thread. */
public final class SealedIn extends InputStream {

    private final InputStream from;
    private final FileKey key;
    private final String name;
    private final byte[] sealed = new byte[SealedOut.PIECE + FileKey.OVERHEAD];
    private final Piece piece = new Piece();
    private long number;

    /** What was opened last. */
    private static final class Piece {
        final byte[] bytes = new byte[SealedOut.PIECE];
        int at;
        int filled;
        boolean last;
    }

    private SealedIn(InputStream from, FileKey key, String name) {
        this.from = from;
        this.key = key;
        this.name = name;
    }

    /**
     * The bytes of a sealed stream; what is given is closed with it, and at an error.
     *
     * @param name begins the words of errors: what it is, and where
     * @throws IOException it is not sealed, or the vault is off
     */
    public static InputStream sealed(InputStream from, Vault vault, String name)
            throws IOException {
        return opened(from, vault, name, false);
    }

    /** The same, or the bytes as they are, if they were written before encryption was on. */
    public static InputStream either(InputStream from, Vault vault, String name)
            throws IOException {
        return opened(from, vault, name, true);
    }

    private static InputStream opened(InputStream from, Vault vault, String name, boolean either)
            throws IOException {
        try {
            var in = new BufferedInputStream(from, SealedOut.PIECE);
            in.mark(8);
            var magic = in.readNBytes(8);
            if (magic.length == 8 && ByteBuffer.wrap(magic).getLong() == SealedOut.MAGIC) {
                return new SealedIn(in, vault.key(in.readNBytes(SealedOut.SALT), name), name);
            }
            if (!either) {
                throw damaged(name);
            }
            in.reset();
            return in;
        } catch (IOException e) {
            from.close();
            throw e;
        }
    }

    private static IOException damaged(String name) {
        return new IOException(
                name
                        + " was changed or cut off after it was encrypted: check the disk and put"
                        + " the file back from a copy");
    }

    @Override
    public int read() throws IOException {
        return more() ? piece.bytes[piece.at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int start, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        var part = Math.min(count, piece.filled - piece.at);
        System.arraycopy(piece.bytes, piece.at, into, start, part);
        piece.at += part;
        return part;
    }

    /** False: the empty piece at the end was reached. */
    private boolean more() throws IOException {
        if (piece.at < piece.filled || piece.last) {
            return !piece.last;
        }
        var length = from.readNBytes(4);
        var size = length.length < 4 ? -1 : ByteBuffer.wrap(length).getInt();
        var whole = size + FileKey.OVERHEAD;
        if (size < 0 || size > SealedOut.PIECE || from.readNBytes(sealed, 0, whole) < whole) {
            throw damaged(name);
        }
        try {
            key.open(number++, 0, sealed, 0, whole, piece.bytes, 0);
        } catch (IOException e) {
            var damaged = damaged(name);
            damaged.addSuppressed(e);
            throw damaged;
        }
        piece.at = 0;
        piece.filled = size;
        piece.last = size == 0;
        return !piece.last;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
