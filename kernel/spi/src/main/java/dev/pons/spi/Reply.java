package dev.pons.spi;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
    private final Consumer<String> lost;

    private Reply(
            Kind kind,
            Map<String, String> meta,
            Payload body,
            @Nullable InputStream stream,
            Consumer<String> lost) {
        this.kind = kind;
        this.meta = Map.copyOf(meta);
        this.body = body;
        this.stream = stream;
        this.lost = lost;
    }

    private static Reply of(
            Kind kind, Map<String, String> meta, Payload body, @Nullable InputStream stream) {
        return new Reply(kind, meta, body, stream, why -> {});
    }

    /** These bytes and facts ({@code http.status}, {@code http.header.NAME}). */
    public static Reply answer(Message message) {
        return of(Kind.ANSWER, message.meta(), message.body(), null);
    }

    /** An answer whose end is not known yet: read once, while it comes into being. */
    public static Reply stream(InputStream once, Map<String, String> meta) {
        return of(Kind.STREAM, meta, Payload.of(new byte[0]), once);
    }

    /** No answer is wanted (MSH-15/16 = NE), or the format knows none. */
    public static Reply silence() {
        return of(Kind.SILENCE, Map.of(), Payload.of(new byte[0]), null);
    }

    /** Close the line without a word. */
    public static Reply hangUp() {
        return of(Kind.HANG_UP, Map.of(), Payload.of(new byte[0]), null);
    }

    /** For the kernel: a copy that tells when the peer did not get it. */
    public Reply whenLost(Consumer<String> told) {
        return new Reply(kind, meta, body, stream, told);
    }

    /**
     * The source tells that the peer did not get it, since its line is gone: own words, for the
     * record of the message. Returns at once.
     */
    public void lost(String why) {
        lost.accept(why);
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
