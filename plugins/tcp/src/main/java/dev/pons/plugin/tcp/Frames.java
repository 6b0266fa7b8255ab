package dev.pons.plugin.tcp;

import dev.pons.framing.Decoder;
import dev.pons.framing.Frame;
import dev.pons.spi.net.Connection;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Frames as they come on a connection. What follows a frame stays in the connection's stream, where
 * the next version of the plugin finds it. Between frames it holds no memory to speak of.
 */
final class Frames {

    /** As large as the kernel's buffer: what one system call brings. */
    private static final int CHUNK = 8192;

    private final Connection line;
    private final Decoder decoder;
    private final Supplier<Instant> limit;
    private boolean over;

    /**
     * @param limit until when bytes are waited for inside a frame, from now on
     */
    Frames(Connection line, Decoder decoder, Supplier<Instant> limit) {
        this.line = line;
        this.decoder = decoder;
        this.limit = limit;
    }

    /**
     * The next frame, waited for inside of it only. Null: what came is used up and no frame has
     * begun, or the line is {@link #isOver() over}.
     */
    @Nullable Frame next() throws IOException {
        Frame frame = null;
        byte[] chunk = {};
        while (frame == null && !over && (line.in().available() > 0 || decoder.begun())) {
            chunk = room(chunk);
            frame = read(chunk);
        }
        over |= frame != null && frame.end().isLast();
        return frame;
    }

    /**
     * The next frame, waited for. {@code SocketTimeoutException}: none has begun; {@code
     * EOFException}: none will.
     */
    Frame await() throws IOException {
        var chunk = new byte[CHUNK];
        Frame frame = null;
        while (frame == null) {
            frame = read(chunk);
            if (frame == null && over) {
                throw new EOFException("the peer has left");
            }
        }
        return frame;
    }

    private byte[] room(byte[] chunk) throws IOException {
        int wanted = decoder.begun() ? CHUNK : Math.min(CHUNK, line.in().available());
        return chunk.length < wanted ? new byte[wanted] : chunk;
    }

    /** One piece of the stream; null: no frame ends in it. */
    private @Nullable Frame read(byte[] chunk) throws IOException {
        var in = line.in();
        if (in.available() == 0) {
            line.deadline(limit.get());
        }
        in.mark(chunk.length);
        int got;
        try {
            got = in.read(chunk, 0, chunk.length);
        } catch (SocketTimeoutException e) {
            var frame = decoder.silent();
            if (frame == null) {
                throw e;
            }
            return frame;
        } catch (IOException e) {
            over = true;
            return decoder.broke();
        }
        if (got < 0) {
            over = true;
            return decoder.left();
        }
        int taken = decoder.feed(chunk, 0, got);
        if (taken < got) {
            in.reset();
            in.skipNBytes(taken);
        }
        return decoder.frame();
    }

    /** The peer has left, or nobody knows where the next frame begins. */
    boolean isOver() {
        return over;
    }

    /** The peer left between two frames: what it sent that was no frame; null: nothing. */
    @Nullable Frame rest() {
        return over ? null : decoder.left();
    }

    /** Lets go of a frame that has begun. */
    void close() {
        decoder.close();
    }
}
