package dev.pons.cli;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One message between start block (0x0B) and end block (0x1C, 0x0D): HL7 Transport Specification
 * MLLP, Release 1.
 */
final class Mllp {

    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte CR = 0x0D;

    private Mllp() {}

    static void write(OutputStream out, byte[] message) throws IOException {
        out.write(frame(message));
        out.flush();
    }

    /** The message with the bytes around it. */
    static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = CR;
        return frame;
    }

    /**
     * The next message; null where the peer closed between two. Bytes between frames are skipped.
     */
    static byte @Nullable [] read(InputStream in) throws IOException {
        int next = in.read();
        while (next >= 0 && next != START) {
            next = in.read();
        }
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        next = in.read();
        while (next >= 0 && next != END) {
            message.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new IOException("the peer closed in the middle of a message");
        }
        return message.toByteArray();
    }
}
