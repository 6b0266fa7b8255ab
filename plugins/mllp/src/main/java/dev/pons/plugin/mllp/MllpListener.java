package dev.pons.plugin.mllp;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Spool;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import java.io.EOFException;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes messages over MLLP, one after the other per connection, each answered before the next; a
 * second answer follows when it is known.
 */
final class MllpListener implements Listener {

    /** Options of the source. */
    @Name("mllp")
    @Doc("Takes HL7 v2 messages over MLLP")
    public record Options(
            @Doc("Where to listen: a port, or host:port") Listen listen,
            @Doc("Longest message taken; a longer one is refused with an answer")
                    @Default("16MB")
                    @Range(min = 1024, max = 1073741824)
                    int maxFrame,
            @Doc("Longest silence of the peer inside a message") @Default("30s")
                    Duration timeout) {}

    private final Options options;
    private final Ports ports;
    private final Spool spool;

    MllpListener(Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
        this.spool = Spool.of(context);
    }

    @Override
    public void start(Intake intake) throws Exception {
        ports.listen(options.listen(), line -> serve(line, intake));
    }

    private void serve(Connection line, Intake intake) throws Exception {
        var frames =
                new FrameReader(
                        line.in(),
                        options.maxFrame(),
                        spool,
                        () -> line.deadline(Instant.now().plus(options.timeout())));
        var out = new Outgoing(line);
        try {
            while (line.ready()) {
                if (frames.begins() && !next(frames, line, out, intake)) {
                    line.close();
                    return;
                }
            }
            if (line.isOpen()) {
                out.settle();
            }
        } catch (EOFException leftBetweenMessages) {
            line.close();
        }
    }

    private boolean next(FrameReader frames, Connection line, Outgoing out, Intake intake)
            throws Exception {
        try (var frame = frames.read()) {
            return take(frame, line, out, intake);
        }
    }

    /** False: hang up. */
    private boolean take(Frame frame, Connection line, Outgoing out, Intake intake)
            throws Exception {
        if (frame.broken().length > 0) {
            intake.refuse(
                    message(Payload.of(frame.broken()), frame, line),
                    incomplete("a new message began inside a message", frame.broken().length));
        }
        var message = message(frame.content(), frame, line);
        return switch (frame.end()) {
            case COMPLETE -> answer(intake.submit(message), out);
            case TOO_LONG -> answer(intake.refuse(message, tooLong(frame)), out);
            case ENDLESS -> {
                answer(intake.refuse(message, tooLong(frame)), out);
                yield false;
            }
            case LEFT -> {
                intake.refuse(
                        message, incomplete("connection ended inside a message", frame.length()));
                yield false;
            }
            case SILENT -> {
                var silence = "no byte for " + Frame.words(options.timeout()) + " inside a message";
                intake.refuse(message, incomplete(silence, frame.length()));
                yield false;
            }
        };
    }

    private static Message message(Payload content, Frame frame, Connection line) {
        var message = Message.of(content).with("peer", line.peer());
        if (line.subject().isPresent()) {
            message = message.with("tls.subject", line.subject().get());
        }
        return frame.repaired().isEmpty() ? message : message.with("repaired", frame.repaired());
    }

    private Problem tooLong(Frame frame) {
        var end = frame.end() == Frame.End.ENDLESS ? "has no end after " : "has ";
        return Problem.of(
                "too-long",
                "the message "
                        + end
                        + frame.length()
                        + " bytes; max-frame allows "
                        + options.maxFrame());
    }

    private static Problem incomplete(String what, long bytes) {
        return Problem.of("malformed", what + " after " + bytes + " bytes");
    }

    /** False: hang up. A peer that gets neither answer nor a closed line would wait for ever. */
    private static boolean answer(Receipt receipt, Outgoing out) throws InterruptedException {
        var reply = receipt.reply();
        if (reply.speaks()) {
            out.write(reply);
        } else if (reply.hangsUp() || !(receipt.kept() || receipt.refused())) {
            return false;
        }
        var later = receipt.later();
        if (later.isPresent()) {
            out.second(later.get());
        }
        return true;
    }
}
