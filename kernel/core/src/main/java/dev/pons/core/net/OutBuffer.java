package dev.pons.core.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A buffer that is written when it is full or flushed; made when it is needed. */
final class OutBuffer extends OutputStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Where bytes go. */
    @FunctionalInterface
    interface Drain {

        /** Takes all of them. */
        void write(ByteBuffer bytes) throws IOException;
    }

    private final int size;
    private final Drain drain;
    private ByteBuffer waiting = NOTHING;

    OutBuffer(int size, Drain drain) {
        this.size = size;
        this.drain = drain;
    }

    /** Needs no memory until something is written again. Nothing waits. */
    void rest() {
        waiting = NOTHING;
    }

    private ByteBuffer room() throws IOException {
        if (waiting == NOTHING) {
            waiting = ByteBuffer.allocate(size);
        } else if (!waiting.hasRemaining()) {
            flush();
        }
        return waiting;
    }

    @Override
    public void write(int b) throws IOException {
        room().put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            var room = room();
            int some = Math.min(end - at, room.remaining());
            room.put(bytes, at, some);
            at += some;
        }
    }

    @Override
    public void flush() throws IOException {
        waiting.flip();
        try {
            drain.write(waiting);
        } finally {
            waiting.clear();
        }
    }
}
