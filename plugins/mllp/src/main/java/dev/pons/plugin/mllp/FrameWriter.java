package dev.pons.plugin.mllp;

import java.io.IOException;
import java.io.OutputStream;

/** Writes MLLP frames; {@link FrameReader} has the picture. */
final class FrameWriter {

    private FrameWriter() {}

    /** The content has no end block in it, which would end its frame too early. */
    static boolean fits(byte[] content) {
        for (byte b : content) {
            if (b == FrameReader.END) {
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
