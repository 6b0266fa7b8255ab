package dev.pons.shell.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Frames on their way to the client. Commands put them here and one thread writes them: a thread
 * that is interrupted (Ctrl-C) while it writes to the socket itself would close it.
 */
final class Outbox {

    private static final int CHUNK = 16 << 10;

    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(64);
    private volatile boolean closed;

    /** A stream whose bytes leave as frames of this type. */
    PrintStream stream(char type) {
        return new PrintStream(bytes(type), true, StandardCharsets.UTF_8);
    }

    /** The same, raw; cut into frames of 16 KB, each on its way when {@code write} returns. */
    OutputStream bytes(char type) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                put(new Frame(type, new byte[] {(byte) b}));
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                for (var at = offset; at < offset + length; at += CHUNK) {
                    var end = Math.min(at + CHUNK, offset + length);
                    put(new Frame(type, Arrays.copyOfRange(from, at, end)));
                }
            }
        };
    }

    /** Waits for room; {@code IOException} when the client is gone. */
    void put(Frame frame) throws IOException {
        try {
            while (!frames.offer(frame, 1, TimeUnit.SECONDS)) {
                if (closed) {
                    throw new IOException("the console was closed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while printing");
        }
    }

    /** Writes what comes, until the exit code was written. On the line's writing thread. */
    void writeTo(WritableByteChannel channel) throws IOException, InterruptedException {
        try {
            Frame frame;
            do {
                frame = frames.take();
                frame.write(channel);
            } while (frame.type() != Frame.EXIT);
        } finally {
            closed = true;
        }
    }
}
