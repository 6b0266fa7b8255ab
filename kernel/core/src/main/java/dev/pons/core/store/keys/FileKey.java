package dev.pons.core.store.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one file: random, used for nothing else, and wrapped by the master key in the {@link
 * #block} that stands in the file. Any thread.
 *
 * <p>Each piece of the file is sealed by AES-256-GCM under a nonce that is its place. The pair of
 * place and turn must never come twice for a file: a place that is written again, after a failed
 * write was taken back, has the next turn.
 */
public final class FileKey {

    /** Bytes by which a sealed piece is longer: the tag that shows every change. */
    public static final int OVERHEAD = Crypt.TAG;

    private final SecretKeySpec secret;
    private final byte[] block;

    FileKey(byte[] secret, byte[] block) {
        this.secret = new SecretKeySpec(secret, "AES");
        this.block = block;
    }

    /** What the header of a new file must hold: {@link KeyBlock#LENGTH} bytes. */
    public byte[] block() {
        return block.clone();
    }

    /**
     * Seals a piece; gives the length of what it wrote, which is {@link #OVERHEAD} more.
     *
     * @param place of the piece in its file: an offset or a number
     * @param turn 0, or how often the place was written before
     */
    public int seal(
            long place, int turn, byte[] from, int at, int length, byte[] into, int intoAt) {
        try {
            return Crypt.ready(Cipher.ENCRYPT_MODE, secret, nonce(place, turn))
                    .doFinal(from, at, length, into, intoAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /**
     * Opens what was sealed; gives the length of what it wrote. {@code IOException}: it was
     * changed, or stood elsewhere; the caller says of which file.
     */
    public int open(long place, int turn, byte[] from, int at, int length, byte[] into, int intoAt)
            throws IOException {
        try {
            return Crypt.ready(Cipher.DECRYPT_MODE, secret, nonce(place, turn))
                    .doFinal(from, at, length, into, intoAt);
        } catch (GeneralSecurityException e) {
            throw new IOException("it was changed after it was sealed", e);
        }
    }

    private static byte[] nonce(long place, int turn) {
        return ByteBuffer.allocate(Crypt.NONCE).putInt(turn).putLong(place).array();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "FileKey";
    }
}
