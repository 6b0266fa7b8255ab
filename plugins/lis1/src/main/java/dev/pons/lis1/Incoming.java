package dev.pons.lis1;

import static dev.pons.framing.Frame.words;

import dev.pons.spi.Problem;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What comes in one transfer: which frames are accepted, and what they make (LIS01-A2, 6.3.2). */
final class Incoming {

    private final int longest;
    private final @Nullable Spool spool;
    private Records records;
    private Trouble trouble = new Trouble();

    /** The frame of this transfer that was accepted last. */
    private @Nullable Frame accepted;

    /** The frame with which a message was whole, until it is acknowledged. */
    private @Nullable Frame offered;

    /** The frame that came last was refused, and was not repeated. */
    private boolean refused;

    Incoming(int longest, @Nullable Spool spool) {
        this.longest = longest;
        this.spool = spool;
        this.records = new Records(longest, spool);
    }

    /** A transfer begins: its first frame has the number 1. */
    void begin() {
        accepted = null;
        refused = false;
    }

    /** A byte came that is no frame and has no meaning. */
    void junk() {
        trouble.junk();
    }

    /** What a frame means. */
    Signal judge(Frame frame) {
        if (accepted != null && frame.isSame(accepted)) {
            return Signal.SAME_FRAME;
        }
        var fault = fault(frame);
        refused = fault != Fault.NONE || records.areTooLong();
        if (refused) {
            trouble.bad(fault);
            return Signal.BAD_FRAME;
        }
        if (offered != null) {
            return Signal.LAST_FRAME;
        }
        records.add(frame);
        if (records.areTooLong()) {
            refused = true;
            return Signal.BAD_FRAME;
        }
        if (records.areMessage()) {
            offered = frame;
            return Signal.LAST_FRAME;
        }
        accepted = frame;
        return Signal.FRAME;
    }

    private Fault fault(Frame frame) {
        if (frame.fault() != Fault.NONE) {
            return frame.fault();
        }
        int expected = accepted == null ? 1 : (accepted.number() + 1) % 8;
        if (frame.number() != expected) {
            return Fault.NUMBER;
        }
        return offered == null || frame.isSame(offered) ? Fault.NONE : Fault.OTHER;
    }

    /** Whole messages came in this transfer, and nothing behind them. */
    boolean isBetween() {
        return accepted != null && offered == null && records.length() == 0;
    }

    /**
     * What EOT means.
     *
     * @param silence how long nothing came; as long as it waits for a reply, the sender gives up
     */
    Signal ended(Duration silence, Duration patience) {
        return records.areWhole() && !refused && offered == null && silence.compareTo(patience) < 0
                ? Signal.WHOLE_EOT
                : Signal.EOT;
    }

    /** Hands the message up. */
    void offer(Upward up) {
        up.message(records.payload(), trouble.repaired(records.completed(), !records.areMessage()));
    }

    /** The message is durable. */
    void kept() {
        accepted = offered == null ? accepted : offered;
        drop();
    }

    /**
     * Throws away what came, and says so if there was anything that nobody has decided on.
     *
     * @param why how it ended, in front of what came till then
     */
    void refuse(String why, Upward up) {
        boolean any = offered == null && (records.length() > 0 || trouble.hasBadFrames());
        if (any) {
            up.refused(records.payload(), problem(why));
        }
        drop();
    }

    private Problem problem(String why) {
        return records.areTooLong()
                ? Problem.of(
                        "too-long",
                        "the message has more bytes than max-size allows (%d); ".formatted(longest)
                                + "its sender was refused")
                : Problem.of(
                        "malformed",
                        "%s after %d bytes%s".formatted(why, records.length(), trouble.frames()));
    }

    /** The same for silence. */
    void silent(Duration limit, Upward up) {
        refuse("no frame for " + words(limit) + " inside a transfer", up);
    }

    /** Lets go of what came. */
    void drop() {
        records.drop();
        records = new Records(longest, spool);
        trouble = new Trouble();
        offered = null;
        refused = false;
    }
}
