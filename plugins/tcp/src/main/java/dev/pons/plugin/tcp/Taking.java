package dev.pons.plugin.tcp;

import dev.pons.framing.Frame;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Receipt;
import dev.pons.spi.Spool;
import dev.pons.spi.net.Connection;

import java.time.Instant;

/** Messages of one connection, on its thread: submitted one after the other, and answered. */
final class Taking {

    private final TcpSource.Options options;
    private final Intake intake;
    private final Connection line;
    private final Frames frames;
    private final Outgoing out;

    Taking(TcpSource.Options options, Spool spool, Intake intake, Connection line) {
        this.options = options;
        this.intake = intake;
        this.line = line;
        this.out = new Outgoing(line, options.framing().encoder());
        var silence = options.framing().silence();
        var limit = silence.isZero() ? options.timeout() : silence;
        this.frames =
                new Frames(
                        line,
                        options.framing().decoder(options.maxSize(), spool),
                        () -> Instant.now().plus(limit));
    }

    /** Takes what came, up to one message. False: hang up. */
    boolean next() throws Exception {
        var frame = frames.next();
        boolean goesOn = frame == null || taken(frame);
        return goesOn && !frames.isOver();
    }

    /** The peer has left, or sent what no message follows. */
    boolean isOver() {
        return frames.isOver();
    }

    /** Something is still to be written on the line. */
    boolean owes() {
        return out.owes();
    }

    /** The line ends, rests, or goes to the next version, with nothing owed on it. */
    void end() throws InterruptedException {
        try {
            if (line.isOpen()) {
                if (!out.settle()) {
                    line.close();
                }
                return;
            }
            var rest = frames.rest();
            if (rest != null) {
                taken(rest);
            }
        } finally {
            frames.close();
        }
    }

    private boolean taken(Frame frame) throws InterruptedException {
        try (frame) {
            var message = message(frame);
            if (frame.end() == Frame.End.COMPLETE) {
                return answered(intake.submit(message));
            }
            var problem = frame.problem(options.maxSize(), options.timeout());
            var receipt = intake.refuse(message, problem);
            boolean expected =
                    frame.end() == Frame.End.TOO_LONG || frame.end() == Frame.End.ENDLESS;
            return (!expected || answered(receipt)) && !frame.end().isLast();
        }
    }

    private Message message(Frame frame) {
        var message = Message.of(frame.content()).with("peer", line.peer());
        if (line.subject().isPresent()) {
            message = message.with("tls.subject", line.subject().get());
        }
        return frame.repaired().isEmpty() ? message : message.with("repaired", frame.repaired());
    }

    /** False: hang up. A peer that gets neither answer nor a closed line would wait for ever. */
    private boolean answered(Receipt receipt) throws InterruptedException {
        boolean known = receipt.kept() || receipt.refused();
        return switch (options.answer().with()) {
            case NONE -> known;
            case BYTES -> known && bytes(receipt.kept());
            case FORMAT -> format(receipt, known);
        };
    }

    private boolean bytes(boolean yes) {
        var bytes = yes ? options.answer().yesBytes() : options.answer().noBytes();
        return bytes.length > 0 && out.write(bytes);
    }

    private boolean format(Receipt receipt, boolean known) throws InterruptedException {
        var reply = receipt.reply();
        if (reply.speaks()) {
            out.write(reply);
        } else if (reply.hangsUp() || !known) {
            return false;
        }
        var later = receipt.later();
        if (later.isPresent()) {
            out.second(later.get());
        }
        return true;
    }
}
