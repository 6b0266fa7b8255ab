package dev.pons.shell.console;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * What crosses the console socket, in both directions:
 *
 * <pre>
 * +------+-----------------+---------------+
 * | type | length, int32   | bytes         |
 * | 1 B  | big-endian, 4 B | length B      |
 * +------+-----------------+---------------+
 * </pre>
 *
 * @param type one of the letters below
 * @param bytes not copied; nobody writes to them again
 */
record Frame(char type, byte[] bytes) {

    /** To the server, first: a command line, UTF-8; its result ends the connection. */
    static final char EXECUTE = 'E';

    /** To the server, first: a terminal, UTF-8 {@code term=xterm;cols=80;rows=24}. */
    static final char TERMINAL = 'I';

    /** To the server: what was typed. */
    static final char INPUT = 'i';

    /** To the server: the terminal's new size, {@code cols;rows}. */
    static final char SIZE = 'w';

    /** To the server: nothing more will be typed. */
    static final char END = 'x';

    /** To the client: output. */
    static final char OUTPUT = 'o';

    /** To the client: errors. */
    static final char ERROR = 'e';

    /** To the client, last: the exit code, decimal. */
    static final char EXIT = 'q';

    private static final int HEAD = 5;
    private static final int LONGEST = 1 << 20;

    /** With text, in UTF-8. */
    static Frame of(char type, String text) {
        return new Frame(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as UTF-8. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The next frame; null where the peer ended between two frames. {@code IOException}: it ended
     * within one, or said more than a megabyte at once.
     */
    static @Nullable Frame read(ReadableByteChannel from) throws IOException {
        var head = ByteBuffer.allocate(HEAD);
        if (!fill(head, from)) {
            return null;
        }
        var type = (char) head.get();
        var length = head.getInt();
        if (length < 0 || length > LONGEST) {
            throw new ProtocolException("a frame of " + length + " bytes; at most " + LONGEST);
        }
        var body = ByteBuffer.allocate(length);
        if (length > 0 && !fill(body, from)) {
            throw new EOFException("the line ended within a frame");
        }
        return new Frame(type, body.array());
    }

    /** Writes all of it. */
    void write(WritableByteChannel to) throws IOException {
        var all = ByteBuffer.allocate(HEAD + bytes.length);
        all.put((byte) type).putInt(bytes.length).put(bytes).flip();
        while (all.hasRemaining()) {
            to.write(all);
        }
    }

    /** False: the end, before the first byte. */
    private static boolean fill(ByteBuffer buffer, ReadableByteChannel from) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                if (buffer.position() == 0) {
                    return false;
                }
                throw new EOFException("the line ended within a frame");
            }
        }
        buffer.flip();
        return true;
    }

    /** Type and length; what was typed or printed may be content. */
    @Override
    public String toString() {
        return "Frame[" + type + ", " + bytes.length + " bytes]";
    }
}
