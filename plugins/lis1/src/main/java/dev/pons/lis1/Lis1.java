package dev.pons.lis1;

import dev.pons.spi.Spool;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Range;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The link between an analyzer and a computer, CLSI LIS01-A2 section 6 (ASTM E1381-02 section 6),
 * as options of a connector. All defaults are the standard's; {@code lis1: host} names the role
 * alone.
 */
@Doc("The link of laboratory analyzers: CLSI LIS01-A2, LIS1-A, ASTM E1381")
public record Lis1(
        @Doc("Who yields when both begin at once: the host. This side is the host, or an analyzer")
                Role role,
        @Doc("Longest text of a frame that is sent, in bytes; longer records go in several frames")
                @Default("240")
                @Range(min = 1, max = 63993)
                int frame,
        @Doc("Checksums of frames: required, optional (sent; may be missing in what comes), none")
                @Default("required")
                Checksum checksum,
        @Doc("How often a frame, or the question whether it may send, is sent before it gives up")
                @Default("6")
                @Range(min = 1, max = 100)
                int attempts,
        @Doc("How long an answer to a question or frame may take") @Default("15s") Duration reply,
        @Doc("How long the next frame may take before what came is thrown away") @Default("30s")
                Duration receive,
        @Doc("How long it waits to ask again when the other side is busy") @Default("10s")
                Duration busy,
        @Doc(
                        "How long it waits to ask again when both began at once; 0s: 1s for an"
                                + " analyzer and 20s for a host, as the standard says")
                @Default("0s")
                Duration contention) {

    /** Which end of the line this is (LIS01-A2, 6.2.7). */
    public enum Role {
        /** The analyzer asks again first. */
        ANALYZER(Duration.ofSeconds(1)),
        /** The computer system yields. */
        HOST(Duration.ofSeconds(20));

        private final Duration contention;

        Role(Duration contention) {
            this.contention = contention;
        }
    }

    /** The two digits behind a frame (LIS01-A2, 6.3.3). */
    public enum Checksum {
        /** Sent, and a frame without them is refused. */
        REQUIRED,
        /** Sent; a frame without them is taken, one with wrong ones is refused. */
        OPTIONAL,
        /** Not sent, and not looked at. */
        NONE
    }

    /** Checks what the bounds of single options do not say. */
    public Lis1 {
        positive("reply", reply);
        positive("receive", receive);
        positive("busy", busy);
        if (contention.isNegative()) {
            throw new IllegalArgumentException("option \"contention\" is 0s or longer");
        }
    }

    private static void positive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("option \"" + name + "\" is longer than 0s");
        }
    }

    /** How long this side waits after contention. */
    Duration yielding() {
        return contention.isZero() ? role.contention : contention;
    }

    /**
     * The state of one line.
     *
     * @param longest a message that comes may have so many bytes
     * @param spool where more than a little of it goes; null: all of it may be in memory
     */
    public Link link(Upward up, int longest, @Nullable Spool spool) {
        return new Link(this, up, longest, spool);
    }
}
