package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Reads a content once, forwards, and knows where it is. */
final class Input implements Closeable {

    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final long size;
    private final long most;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long end;

    /** Behind the last byte of {@code most} the reading ends as a limit. */
    Input(Content content, long most) throws IOException {
        this.in = content.open();
        this.size = content.size() < 0 ? Long.MAX_VALUE : content.size();
        this.most = most;
    }

    /** Where the next byte is. */
    long position() {
        return end - (to - from);
    }

    /** Where the content ends; {@code Long.MAX_VALUE}: not known. */
    long size() {
        return size;
    }

    /** Whether there is no further byte. */
    boolean atEnd() throws IOException, RefusedException {
        return !has(1);
    }

    /** Whether there are so many bytes; at most the buffer's. */
    boolean has(int count) throws IOException, RefusedException {
        while (to - from < count) {
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            int read = read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    private int read(byte[] into, int at, int length) throws IOException, RefusedException {
        int read;
        try {
            read = in.read(into, at, length);
        } catch (ZipException wrong) {
            throw new RefusedException(
                    Reason.MALFORMED, "what is here is not deflated", 0, position());
        } catch (EOFException shorter) {
            throw new RefusedException(
                    Reason.MALFORMED, "the deflated data set ends too early", 0, position());
        }
        if (read > 0) {
            end += read;
            if (end > most) {
                throw new RefusedException(
                        Reason.LIMIT,
                        "the inflated data set is longer than " + most + " bytes",
                        0,
                        position());
            }
        }
        return read;
    }

    /** The next bytes, which stay; asked for no more than {@link #has} found. */
    byte[] peek(int count) {
        return java.util.Arrays.copyOfRange(buffer, from, from + count);
    }

    /** Takes bytes; null would be none: there are fewer. */
    byte[] take(int count, int tag) throws IOException, RefusedException {
        var bytes = new byte[count];
        int done = Math.min(count, to - from);
        System.arraycopy(buffer, from, bytes, 0, done);
        from += done;
        while (done < count) {
            int read = read(bytes, done, count - done);
            if (read < 0) {
                throw ended(tag);
            }
            done += read;
        }
        return bytes;
    }

    /** Passes over bytes. */
    void skip(long count, int tag) throws IOException, RefusedException {
        long done = Math.min(count, to - from);
        from += (int) done;
        if (done < count && size < Long.MAX_VALUE) {
            long skipped = in.skip(count - done);
            end += skipped;
            done += skipped;
        }
        while (done < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - done));
            if (read < 0) {
                throw ended(tag);
            }
            from = 0;
            to = 0;
            done += read;
        }
    }

    private RefusedException ended(int tag) {
        return new RefusedException(Reason.MALFORMED, "the content ends in a value", tag, end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
