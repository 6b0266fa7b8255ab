package dev.pons.framing;

/**
 * Bytes that are looked for in a stream, byte by byte, in time that does not depend on what comes
 * (Knuth, Morris, Pratt 1977).
 */
final class Mark {

    private final byte[] bytes;

    /** How much is still matched when the byte behind so many does not fit. */
    private final int[] back;

    private int matched;

    Mark(byte[] bytes) {
        this.bytes = bytes;
        this.back = new int[bytes.length + 1];
        int k = 0;
        for (int i = 1; i < bytes.length; i++) {
            while (k > 0 && bytes[i] != bytes[k]) {
                k = back[k];
            }
            k += bytes[i] == bytes[k] ? 1 : 0;
            back[i + 1] = k;
        }
    }

    /** True: they are complete with this byte. {@link #reset} follows. */
    boolean next(byte b) {
        while (matched > 0 && bytes[matched] != b) {
            matched = back[matched];
        }
        matched += bytes[matched] == b ? 1 : 0;
        return matched == bytes.length;
    }

    void reset() {
        matched = 0;
    }

    byte first() {
        return bytes[0];
    }

    /** How many of the last bytes may be its beginning. */
    int matched() {
        return matched;
    }

    byte[] bytes() {
        return bytes;
    }
}
