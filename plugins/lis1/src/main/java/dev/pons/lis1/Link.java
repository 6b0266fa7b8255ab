package dev.pons.lis1;

import static dev.pons.framing.Frame.words;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One line, both ways. Bytes and time go in; bytes and events come out. It knows no socket, has no
 * thread and no clock. One thread uses it, the one that reads and writes the line: a reply that is
 * read before {@link #written} is called is none.
 *
 * <p>After each call the caller writes what {@link #output} has, says when it is {@link #written},
 * and calls {@link #tick} at the time that {@link #due} names.
 */
public final class Link implements AutoCloseable {

    /** What the receiver has to begin in after it asked to be let in (LIS01-A2, 6.3.5). */
    private static final Duration INTERRUPT = Duration.ofSeconds(15);

    private final Lis1 options;
    private final Upward up;
    private final Wire wire = new Wire();
    private final FrameReader reader;
    private final Incoming incoming;
    private @Nullable Outgoing outgoing;
    private State state = State.NEUTRAL;

    Link(Lis1 options, Upward up, int longest, @Nullable Spool spool) {
        this.options = options;
        this.up = up;
        this.reader = new FrameReader(options.checksum());
        this.incoming = new Incoming(longest, spool);
    }

    /** Bytes came; any number, cut anywhere. */
    public void received(byte[] bytes, int from, int count, Instant now) {
        boolean text = false;
        for (int at = from; at < from + count; at++) {
            text = false;
            if (state.takesFrames()) {
                boolean inside = reader.isInside();
                var heard = reader.next(bytes[at]);
                text = heard == FrameReader.Heard.PART && (bytes[at] & 0xFF) >= ' ';
                if (inside && heard == FrameReader.Heard.EOT) {
                    incoming.judge(Frame.bad(Fault.FORM));
                }
                hear(heard, now);
            } else {
                hear(FrameReader.single(bytes[at]), now);
            }
        }
        if (text && state == State.RECEIVING) {
            wire.wake(now.plus(options.receive())); // a long frame on a slow line
        }
    }

    private void hear(FrameReader.Heard heard, Instant now) {
        switch (heard) {
            case PART -> {}
            case JUNK -> junk();
            case FRAME -> frame(now);
            case ENQ -> asked(now);
            case ACK -> replied(Signal.ACK, now);
            case NAK -> replied(Signal.NAK, now);
            case EOT -> ended(now);
        }
    }

    private void junk() {
        if (state == State.NEUTRAL || state == State.RECEIVING) {
            incoming.junk();
        }
    }

    private void frame(Instant now) {
        var frame = reader.frame();
        if (frame != null && state == State.RECEIVING) {
            on(incoming.judge(frame), now);
        }
    }

    private void asked(Instant now) {
        if (state == State.ENQUIRED && outgoing != null && outgoing.refused()) {
            on(Signal.TOO_OFTEN, now);
        } else {
            boolean anew = state == State.RECEIVING && incoming.isBetween();
            on(anew ? Signal.ENQ_ANEW : Signal.ENQ, now);
        }
    }

    /** ACK or NAK, which are none before what they reply to has left. */
    private void replied(Signal signal, Instant now) {
        if (outgoing == null || wire.isSaying()) {
            return;
        }
        if (state == State.ENQUIRED || state == State.SENDING) {
            boolean last = state == State.SENDING && outgoing.isLast();
            if (signal == Signal.ACK) {
                on(last ? Signal.LAST_ACK : signal, now);
            } else {
                on(outgoing.refused() ? Signal.TOO_OFTEN : signal, now);
            }
        }
    }

    /** The sender ends its transfer; or the receiver acknowledges and wants to send (6.3.5). */
    private void ended(Instant now) {
        var due = wire.due();
        if (state == State.SENDING) {
            if (outgoing != null && !wire.isSaying()) {
                // in the middle of a message it goes on, as it may
                on(outgoing.isLast() ? Signal.LAST_EOT : Signal.ACK, now);
            }
        } else if (state == State.RECEIVING && due != null) {
            var silence = options.receive().minus(Duration.between(now, due));
            on(incoming.ended(silence, options.reply().dividedBy(2)), now);
        } else {
            on(Signal.EOT, now);
        }
    }

    /** The time that {@link #due} named has come; earlier: nothing happens. */
    public void tick(Instant now) {
        if (wire.isDue(now)) {
            on(Signal.TIME, now);
        }
    }

    /** When {@link #tick} is wanted next; null: no timer runs. */
    public @Nullable Instant due() {
        return wire.due();
    }

    /** What is to be written on the line now, once; empty: nothing. */
    public byte[] output() {
        return wire.output();
    }

    /**
     * What {@link #output} gave has left: the time for the reply begins, and what came before is
     * none. To be called after each output that was not empty.
     */
    public void written(Instant now) {
        wire.written(now);
    }

    /** Nobody sends and nothing waits: {@link #send} may be called. */
    public boolean idle() {
        return state == State.NEUTRAL && outgoing == null;
    }

    /**
     * Sends one message, whole records that end with CR; the link cuts it into frames. Ends with
     * one call of {@link Upward#sent} or {@link Upward#failed}, which may come before this returns.
     *
     * @param message readable until then
     * @throws IllegalStateException if the link is not {@link #idle}
     */
    public void send(Payload message, Instant now) {
        if (!idle()) {
            throw new IllegalStateException("the link is " + state + "; wait until it is idle");
        }
        String misfit;
        try {
            misfit = Outgoing.misfit(message);
        } catch (IOException unreadable) {
            up.failed(Failure.NOT_SENT, "the message cannot be read");
            return;
        }
        if (!misfit.isEmpty()) {
            up.failed(Failure.REJECTED, misfit);
            return;
        }
        outgoing = new Outgoing(message, options.frame(), options.attempts());
        on(Signal.SEND, now);
    }

    /**
     * The answer to {@link Upward#message}. Without effect where none waits for it any more.
     *
     * @param kept true: it is durable, and its last frame is acknowledged; false: nothing is kept,
     *     and the frame is refused, which makes the sender repeat it
     */
    public void taken(boolean kept, Instant now) {
        on(kept ? Signal.KEPT : Signal.NOT_KEPT, now);
    }

    /**
     * The line broke: a message on its way ends in {@link Upward#failed}, one that has come half is
     * refused. The link is as new, and may be used on the next line.
     */
    public void lost(Instant now) {
        boolean unknown = state == State.SENDING && outgoing != null && outgoing.isLast();
        var sending = outgoing != null;
        drop();
        on(Signal.LOST, now);
        if (sending) {
            up.failed(
                    unknown ? Failure.UNKNOWN : Failure.NOT_SENT,
                    unknown
                            ? "the line broke before the last frame was acknowledged"
                            : "the line broke before all was sent");
        }
    }

    /** Lets go of what has come and of what is on its way, without a word. */
    @Override
    public void close() {
        drop();
        incoming.drop();
        state = State.NEUTRAL;
    }

    private void drop() {
        wire.clear();
        reader.reset();
        if (outgoing != null) {
            outgoing.close();
            outgoing = null;
        }
    }

    private void on(Signal signal, Instant now) {
        var move = state.on(signal);
        if (move == null) {
            return;
        }
        state = move.to();
        wire.rest();
        act(move.act(), now);
        if (state == State.NEUTRAL && outgoing != null) {
            on(Signal.SEND, now);
        }
    }

    private void act(Act act, Instant now) {
        switch (act) {
            case NOTHING -> {}
            case ENQUIRE -> wire.ask(options.reply(), Control.ENQ);
            case WAIT -> wire.wake(now.plus(options.busy()));
            case YIELD -> wire.wake(now.plus(options.yielding()));
            case ADVANCE -> advance(now);
            case REPEAT -> repeat();
            case FINISH -> finish(now);
            case GIVE_UP -> fail(Failure.NOT_SENT, busy());
            case ABORT -> abort();
            case ABANDON -> abandon();
            case ACCEPT -> accept(now);
            case ACKNOWLEDGE -> reply(Control.ACK, now);
            case REFUSE -> reply(Control.NAK, now);
            case OFFER, OFFER_OPEN -> incoming.offer(up);
            case KEEP -> keep(now);
            case BUSY -> wire.say(Control.NAK);
            case CUT -> incoming.refuse("the sender ended the transfer inside a message", up);
            case SILENT -> incoming.silent(options.receive(), up);
            case BREAK -> incoming.refuse("the line broke inside a message", up);
            case FORGET -> incoming.drop();
        }
    }

    private void reply(byte control, Instant now) {
        wire.say(control);
        wire.wake(now.plus(options.receive()));
    }

    private void accept(Instant now) {
        incoming.begin();
        reader.reset();
        reply(Control.ACK, now);
    }

    private void keep(Instant now) {
        incoming.kept();
        reply(Control.ACK, now);
    }

    private void advance(Instant now) {
        if (outgoing == null) {
            return;
        }
        try {
            var frame = outgoing.next();
            wire.ask(options.reply(), frame.bytes(options.checksum()));
        } catch (IOException unreadable) {
            state = State.NEUTRAL;
            wire.say(Control.EOT);
            fail(Failure.NOT_SENT, "the message cannot be read");
        }
    }

    private void repeat() {
        if (outgoing != null) {
            wire.ask(options.reply(), outgoing.bytes(options.checksum()));
        }
    }

    private void finish(Instant now) {
        wire.say(Control.EOT);
        if (state == State.RESTING) {
            wire.wake(now.plus(INTERRUPT));
        }
        end();
        up.sent();
    }

    private void abort() {
        wire.say(Control.EOT);
        fail(
                Failure.REJECTED,
                "a frame was refused %d times; ".formatted(options.attempts())
                        + "look for noise on the line, and at what the receiver logs");
    }

    private String busy() {
        return "the other side was busy, or wanted to send itself, each of the "
                + options.attempts()
                + " times that it was asked";
    }

    private void abandon() {
        wire.say(Control.EOT);
        var waited = words(options.reply());
        if (outgoing == null || !outgoing.isBegun()) {
            fail(
                    Failure.NOT_SENT,
                    "nobody replied to ENQ for "
                            + waited
                            + "; is the other side on and connected?");
        } else if (outgoing.isLast()) {
            fail(Failure.UNKNOWN, "no reply to the last frame for " + waited);
        } else {
            fail(Failure.NOT_SENT, "no reply to a frame for " + waited + "; more were to follow");
        }
    }

    private void fail(Failure failure, String words) {
        end();
        up.failed(failure, words);
    }

    private void end() {
        if (outgoing != null) {
            outgoing.close();
            outgoing = null;
        }
    }
}
