package dev.pons.plugin.file.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/** The body of an answer (RFC 9112, section 6); it ends where the answer does. */
final class Body extends InputStream {

    private static final int LONGEST_LINE = 4096;

    private final InputStream in;
    private final boolean chunked;

    /** Of the body, or of a chunk; negative: until the line ends. */
    private long left;

    private boolean begun;
    private boolean done;

    private Body(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
        this.done = !chunked && left == 0;
    }

    static Body none() {
        return new Body(InputStream.nullInputStream(), false, 0);
    }

    static Body of(InputStream in, Map<String, String> headers) throws IOException {
        var coding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (coding.endsWith("chunked")) {
            return new Body(in, true, 0);
        }
        var length = headers.get("content-length");
        if (length == null) {
            return new Body(in, false, -1);
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new IOException("the length of the answer is no number");
        }
        return new Body(in, false, Long.parseLong(length));
    }

    /** All of it was read, and the line goes on behind it. */
    boolean isRead() {
        return done && left == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (chunked && !done && left == 0) {
            chunk();
        }
        if (done) {
            return -1;
        }
        var most = left < 0 ? count : (int) Math.min(count, left);
        var read = in.read(bytes, from, most);
        if (read < 0) {
            return end();
        }
        if (left > 0) {
            left -= read;
            done = !chunked && left == 0;
        }
        return read;
    }

    private int end() throws EOFException {
        if (left >= 0) {
            throw new EOFException("the answer is cut");
        }
        done = true;
        return -1;
    }

    /** RFC 9112, section 7.1. */
    private void chunk() throws IOException {
        if (begun && !Answer.line(in, LONGEST_LINE).isEmpty()) {
            throw new IOException("a chunk does not end where it should");
        }
        begun = true;
        var size = Answer.line(in, LONGEST_LINE).replaceFirst("[ ;].*$", "");
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("a chunk has no size");
        }
        left = Long.parseLong(size, 16);
        if (left > 0) {
            return;
        }
        for (var most = 100; !Answer.line(in, LONGEST_LINE).isEmpty(); most--) {
            if (most == 0) {
                throw new IOException("the answer does not end");
            }
        }
        done = true;
    }
}
