package dev.pons.plugin.dicom.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stretch of a content; what comes before it is skipped, which files do by seeking. */
record Part(Content of, long from, long size) implements Content {

    @Override
    public InputStream open() throws IOException {
        var in = of.open();
        try {
            in.skipNBytes(from);
        } catch (IOException shorter) {
            in.close();
            throw shorter;
        }
        return new Bounded(in, size);
    }

    @Override
    public Content part(long start, long length) {
        return new Part(of, from + start, length);
    }

    /** Ends after a number of bytes. */
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(into, at, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the content became shorter");
            }
            left -= count;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
