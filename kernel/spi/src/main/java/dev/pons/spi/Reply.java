package dev.pons.spi;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a source tells its peer: an answer, a stream, nothing, or a closed line. Made by the kernel
 * and by formats. A source needs two questions: {@link #speaks()} and {@link #hangsUp()}; if
 * neither is true it keeps silent and the line stays.
 */
public final class Reply {

    /** For the kernel; may grow. */
    public enum Kind {
        ANSWER,
        STREAM,
        SILENCE,
        HANG_UP
    }

    private final Kind kind;
    private final Map<String, String> meta;
    private final Payload body;
    private final @Nullable InputStream stream;

    private Reply(Kind kind, Map<String, String> meta, Payload body, @Nullable InputStream stream) {
        this.kind = kind;
        this.meta = Map.copyOf(meta);
        this.body = body;
        this.stream = stream;
    }

    /** These bytes and facts ({@code http.status}, {@code http.header.NAME}). */
    public static Reply answer(Message message) {
        return new Reply(Kind.ANSWER, message.meta(), message.body(), null);
    }

    /** An answer whose end is not known yet: read once, while it comes into being. */
    public static Reply stream(InputStream once, Map<String, String> meta) {
        return new Reply(Kind.STREAM, meta, Payload.of(new byte[0]), once);
    }

    /** No answer is wanted (MSH-15/16 = NE), or the format knows none. */
    public static Reply silence() {
        return new Reply(Kind.SILENCE, Map.of(), Payload.of(new byte[0]), null);
    }

    /** Close the line without a word. */
    public static Reply hangUp() {
        return new Reply(Kind.HANG_UP, Map.of(), Payload.of(new byte[0]), null);
    }

    /** There are bytes to send. */
    public boolean speaks() {
        return kind == Kind.ANSWER || kind == Kind.STREAM;
    }

    /** The line must be closed. */
    public boolean hangsUp() {
        return kind == Kind.HANG_UP;
    }

    /** The exact case. */
    public Kind kind() {
        return kind;
    }

    /**
     * The bytes to send, to be read once and closed. Blocks while a stream has none yet; {@code
     * IOException}: it broke off.
     */
    public InputStream open() throws IOException {
        return stream == null ? body.open() : stream;
    }

    /** All bytes to send, for protocols that need them whole. A stream is waited for. */
    public byte[] toBytes() throws IOException {
        try (var in = open()) {
            return in.readAllBytes();
        }
    }

    /** One fact of the answer. */
    public Optional<String> meta(String name) {
        return Optional.ofNullable(meta.get(name));
    }

    /** All facts of the answer. */
    public Map<String, String> meta() {
        return meta;
    }
}
