package dev.pons.plugin.serial;

import dev.pons.framing.Decoder;
import dev.pons.framing.Frame;
import dev.pons.framing.Framing;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Frames as they come on a line. A line cannot be closed: where nobody knows where the next frame
 * begins, all is skipped until the device is silent for a moment.
 */
final class Incoming {

    /** Whom a frame is for: how long it may be, and how long the device may be silent in it. */
    record Reader(int longest, @Nullable Spool spool, Duration timeout) {}

    /** A pause that stands between two frames, whatever was in front of it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Framing framing;
    private @Nullable Decoder decoder;
    private @Nullable Reader reader;
    private Instant last = Instant.EPOCH;
    private boolean skips;

    Incoming(Framing framing) {
        this.framing = framing;
    }

    /**
     * Takes bytes up to the end of a frame.
     *
     * @return how many were taken
     */
    int feed(byte[] bytes, int from, int count, Reader by, Instant now) {
        last = now;
        if (skips) {
            return count;
        }
        return decoder(by).feed(bytes, from, count);
    }

    private Decoder decoder(Reader by) {
        var current = decoder;
        if (current == null || !current.begun() && !by.equals(reader)) {
            current = framing.decoder(by.longest(), by.spool());
            decoder = current;
            reader = by;
        }
        return current;
    }

    /** The frame that ended with what was fed last; null: none has. */
    @Nullable Frame frame() {
        return decoder == null ? null : ended(decoder.frame());
    }

    /** The frame that a silence ended; null: none. */
    @Nullable Frame tick(Instant now) {
        if (skips && last.plus(PAUSE).isBefore(now)) {
            skips = false;
        }
        var current = decoder;
        var by = reader;
        if (current == null || by == null || !current.begun()) {
            return null;
        }
        var limit = framing.silence().isZero() ? by.timeout() : framing.silence();
        return last.plus(limit).isAfter(now) ? null : ended(current.silent());
    }

    /** The port is gone: the frame that was coming; null: none was. */
    @Nullable Frame broke() {
        var current = decoder;
        var frame = current != null && current.begun() ? current.broke() : null;
        forget();
        return frame;
    }

    private @Nullable Frame ended(@Nullable Frame frame) {
        if (frame != null && frame.end().isLast()) {
            skips = frame.end() != Frame.End.SILENT;
            forget();
        }
        return frame;
    }

    /** A frame is coming. */
    boolean begun() {
        return decoder != null && decoder.begun();
    }

    /** What has begun is for nobody. */
    void forget() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
