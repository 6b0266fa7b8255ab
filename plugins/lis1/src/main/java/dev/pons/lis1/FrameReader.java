package dev.pons.lis1;

import dev.pons.lis1.Lis1.Checksum;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Finds frames and single characters in what comes (LIS01-A2, 6.5.1.1). STX begins a frame, even
 * inside another one, whose end was lost then; LF ends it; EOT is never part of it.
 */
final class FrameReader {

    /** What was heard. */
    enum Heard {
        /** Part of a frame. */
        PART,
        ENQ,
        ACK,
        NAK,
        EOT,
        /** {@link #frame} has it. */
        FRAME,
        /** A byte that means nothing here. */
        JUNK
    }

    private static final int SMALL = 256;

    private final Checksum checksum;
    private byte[] bytes = {};

    /** Bytes of the frame since STX; negative: outside of frames. */
    private int count = -1;

    private @Nullable Frame frame;

    FrameReader(Checksum checksum) {
        this.checksum = checksum;
    }

    /** What a character means outside of frames. */
    static Heard single(byte character) {
        return switch (character) {
            case Control.ENQ -> Heard.ENQ;
            case Control.ACK -> Heard.ACK;
            case Control.NAK -> Heard.NAK;
            case Control.EOT -> Heard.EOT;
            default -> Heard.JUNK;
        };
    }

    /** Looks at the next byte. */
    Heard next(byte character) {
        if (character == Control.STX) {
            count = 0;
            return Heard.PART;
        }
        if (count < 0 || character == Control.EOT) {
            count = -1;
            return single(character);
        }
        if (character == Control.LF) {
            frame =
                    count > Frame.LONGEST
                            ? Frame.bad(Fault.LONG)
                            : Frame.of(bytes, count, checksum);
            reset();
            return Heard.FRAME;
        }
        if (count < Frame.LONGEST) {
            add(character);
        }
        count = Math.min(count + 1, Frame.LONGEST + 1);
        return Heard.PART;
    }

    private void add(byte character) {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(Frame.LONGEST, Math.max(SMALL, count * 2)));
        }
        bytes[count] = character;
    }

    /** A frame has begun and has not ended. */
    boolean isInside() {
        return count >= 0;
    }

    /** The frame that ended last. */
    @Nullable Frame frame() {
        return frame;
    }

    /** Outside of frames. */
    void reset() {
        count = -1;
        if (bytes.length > SMALL * 4) {
            bytes = new byte[0];
        }
    }
}
