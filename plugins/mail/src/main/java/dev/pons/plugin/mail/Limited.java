package dev.pons.plugin.mail;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Takes bytes up to a limit; what is more is counted and let go, so that a server may go on. */
final class Limited extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long most;
    private long count;

    Limited(long most) {
        this.most = most;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) {
        count += length;
        if (count <= most) {
            bytes.write(some, from, length);
        }
    }

    /** All that came. */
    long count() {
        return count;
    }

    /** It is whole. */
    boolean isWhole() {
        return count <= most;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
