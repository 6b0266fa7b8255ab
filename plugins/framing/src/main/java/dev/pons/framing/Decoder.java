package dev.pons.framing;

import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. It is fed with pieces of any size and keeps no more than the
 * frame that is coming; each byte is looked at once. Frames without content are none. One thread.
 */
public final class Decoder {

    private final Cutter cutter;
    private final int longest;
    private final @Nullable Spool spool;
    private @Nullable Content content;
    private @Nullable Frame ready;
    private long skipped;

    Decoder(Cutter cutter, int longest, @Nullable Spool spool) {
        this.cutter = cutter;
        this.longest = longest;
        this.spool = spool;
    }

    /**
     * Takes bytes up to the end of a frame, which {@link #frame} has then.
     *
     * @return how many were taken; the others belong to what follows: feed them again
     */
    public int feed(byte[] bytes, int from, int count) {
        int at = from;
        int to = from + count;
        while (at < to && ready == null) {
            var into = content();
            at = cutter.cut(bytes, at, to, into);
            skipped += cutter.skipped();
            var end = cutter.ended();
            if (end != null) {
                ended(end, into);
            } else if (into.length() > (long) longest * Rule.PATIENT_TIMES) {
                ready = made(Frame.End.ENDLESS, into);
            }
        }
        return at - from;
    }

    private Content content() {
        var into = content == null ? new Content(longest, spool) : content;
        content = into;
        return into;
    }

    private void ended(Frame.End end, Content into) {
        boolean empty = end == Frame.End.COMPLETE && into.length() == 0;
        if (!empty) {
            ready = made(end, into);
        }
        cutter.next();
    }

    private Frame made(Frame.End end, Content into) {
        content = null;
        var repaired =
                skipped == 0 || end == Frame.End.JUNK
                        ? ""
                        : skipped + " bytes in front of the message skipped";
        skipped = 0;
        boolean tooLong = end == Frame.End.COMPLETE && into.length() > longest;
        return new Frame(
                tooLong ? Frame.End.TOO_LONG : end,
                into.payload(),
                into.length(),
                repaired,
                into::drop);
    }

    /** The frame that ended with what was fed last, to be closed after use; null: none has. */
    public @Nullable Frame frame() {
        var some = ready;
        ready = null;
        return some;
    }

    /** A frame has begun and has not ended. */
    public boolean begun() {
        return content != null && content.length() > 0 || cutter.inside();
    }

    /**
     * The peer has ended the stream in good order.
     *
     * @return what that makes of the frame that has begun, or of bytes that were no frame; null:
     *     neither
     */
    public @Nullable Frame left() {
        if (begun()) {
            return broken(cutter.left());
        }
        if (skipped > 0) {
            long bytes = skipped;
            skipped = 0;
            return new Frame(Frame.End.JUNK, content().payload(), bytes, "", () -> {});
        }
        return null;
    }

    /**
     * The stream broke: what has begun is not whole, whatever ends a frame otherwise.
     *
     * @return as {@link #left}
     */
    public @Nullable Frame broke() {
        return begun() ? broken(Frame.End.LEFT) : left();
    }

    /** The peer is silent for too long inside a frame; null: none has begun. */
    public @Nullable Frame silent() {
        return begun() ? broken(cutter.silent()) : null;
    }

    private Frame broken(Frame.End end) {
        var into = content();
        cutter.release(into);
        return made(end, into);
    }

    /** Lets go of a frame that has begun. */
    public void close() {
        if (content != null) {
            content.drop();
            content = null;
        }
    }
}
