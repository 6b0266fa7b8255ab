package dev.pons.lis1;

import dev.pons.lis1.Lis1.Checksum;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A message on its way out, cut into frames: each record ends one, with its CR; a record that is
 * longer than a frame goes on in the next (LIS01-A2, 6.3.1.1).
 */
final class Outgoing {

    private final Payload message;
    private final int longest;
    private final int attempts;
    private @Nullable InputStream in;
    private @Nullable Frame frame;
    private boolean last;

    /** How often what was sent last was not accepted. */
    private int refusals;

    /**
     * A message that fits.
     *
     * @param longest text of a frame
     * @param attempts how often something is sent
     */
    Outgoing(Payload message, int longest, int attempts) {
        this.message = message;
        this.longest = longest;
        this.attempts = attempts;
    }

    /** Why a message cannot be sent, as a sentence; empty: it can. */
    static String misfit(Payload message) throws IOException {
        if (message.size() == 0) {
            return "the message is empty";
        }
        long at = 0;
        try (var all = new BufferedInputStream(message.open())) {
            for (int next = all.read(); next >= 0; next = all.read()) {
                if (Control.isRestricted(next)) {
                    return "the message has the control character 0x%02X at byte %d, "
                                    .formatted(next, at)
                            + "which the link reserves: "
                            + (next == Control.LF
                                    ? "end records with CR alone"
                                    : "remove it in a step");
                }
                at++;
            }
        }
        return "";
    }

    /** The next frame. */
    Frame next() throws IOException {
        var from = in;
        if (from == null) {
            from = new BufferedInputStream(message.open());
            in = from;
        }
        var text = new byte[Math.min(longest, 256)];
        int count = 0;
        int next = from.read();
        boolean ended = false;
        while (next >= 0 && !ended && count < longest) {
            if (count == text.length) {
                text = Arrays.copyOf(text, Math.min(longest, count * 2));
            }
            text[count++] = (byte) next;
            ended = next == Control.CR;
            from.mark(1);
            next = from.read();
        }
        from.reset();
        last = next < 0;
        refusals = 0;
        int number = frame == null ? 1 : (frame.number() + 1) % 8;
        var made = new Frame(number, Arrays.copyOf(text, count), ended || last, Fault.NONE);
        frame = made;
        return made;
    }

    /** The frame that was sent last, as it goes over the line. */
    byte[] bytes(Checksum checksum) {
        return frame == null ? new byte[0] : frame.bytes(checksum);
    }

    /** A frame was sent, not only ENQ. */
    boolean isBegun() {
        return frame != null;
    }

    /** The frame that was sent last is the last one. */
    boolean isLast() {
        return last;
    }

    /**
     * What was sent last was not accepted.
     *
     * @return true: often enough
     */
    boolean refused() {
        refusals++;
        return refusals >= attempts;
    }

    /** Lets go of it. */
    void close() {
        if (in != null) {
            try {
                in.close();
            } catch (IOException e) {
                in = null; // it was read as far as it was wanted
            }
        }
    }
}
