package dev.pons.plugin.mllp;

import dev.pons.spi.Payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes MLLP frames; {@link FrameReader} has the picture. */
final class FrameWriter {

    /** More goes out from where it stands, piece by piece. */
    private static final int LARGE = 1 << 20;

    private static final int CHUNK = 64 << 10;

    private FrameWriter() {}

    /** A content in the form in which it is looked at and written: in memory if it is small. */
    static Payload ready(Payload content) throws IOException {
        return content.size() > LARGE ? content : new Whole(content.toBytes());
    }

    /** The content has no end block in it, which would end its frame too early. */
    static boolean fits(Payload content) throws IOException {
        if (content instanceof Whole whole) {
            return fits(whole.bytes, whole.bytes.length);
        }
        try (var in = content.open()) {
            var chunk = new byte[CHUNK];
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                if (!fits(chunk, got)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One frame, flushed. */
    static void write(OutputStream out, Payload content) throws IOException {
        if (content instanceof Whole whole) {
            write(out, whole.bytes);
            return;
        }
        try (var in = content.open()) {
            out.write(FrameReader.START);
            in.transferTo(out);
            out.write(FrameReader.END);
            out.write(FrameReader.CR);
            out.flush();
        }
    }

    private static final class Whole implements Payload {

        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static boolean fits(byte[] content, int length) {
        for (int i = 0; i < length; i++) {
            if (content[i] == FrameReader.END) {
                return false;
            }
        }
        return true;
    }

    /** One frame, flushed. */
    static void write(OutputStream out, byte[] content) throws IOException {
        out.write(FrameReader.START);
        out.write(content);
        out.write(FrameReader.END);
        out.write(FrameReader.CR);
        out.flush();
    }
}
