package dev.pons.plugin.mllp;

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Payload;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends messages over MLLP and waits for the answer to each, and for a second one where the format
 * says that it follows. A line on which an answer may still come (late, or another than the awaited
 * one) is closed at once, so that no answer is ever taken for that of a later message.
 */
final class MllpSender implements Destination {

    /** Options of the destination. */
    @Name("mllp")
    @Doc("Sends HL7 v2 messages over MLLP and waits for the answer to each")
    public record Options(
            @Doc("Where to send: host:port") Peer connect,
            @Doc("Longest time to wait for the answer; then the result is unknown") @Default("30s")
                    Duration timeout,
            @Doc("Keep the connection open between messages; no: one connection per message")
                    @Default("true")
                    boolean keepOpen,
            @Doc("Longest answer taken") @Default("16MB") @Range(min = 1024, max = 1073741824)
                    int maxFrame) {}

    private final Options options;
    private final Ports ports;
    private volatile @Nullable Line line;
    private volatile Instant due = Instant.MAX;

    /** A connection, and what reads the answers on it. */
    private record Line(Connection connection, FrameReader frames) {}

    MllpSender(Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
    }

    @Override
    public void connect() throws Exception {
        drop();
        if (options.keepOpen()) {
            line = dial();
        }
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        Payload content;
        try {
            content = FrameWriter.ready(message.body());
            if (!FrameWriter.fits(content)) {
                return Delivery.rejected(
                        "the message contains byte 0x1C, which would end its MLLP frame; remove it"
                                + " in a step");
            }
        } catch (IOException e) {
            return Delivery.rejected("the message cannot be read: " + e.getMessage());
        }
        var open = freshLine();
        boolean clean = false;
        try {
            FrameWriter.write(open.connection().out(), content);
            var delivery = told(open, attempt);
            clean = delivery.kind() != Delivery.Kind.UNKNOWN && options.keepOpen();
            return delivery;
        } catch (SocketTimeoutException e) {
            return Delivery.unknown("no answer within " + Frame.words(options.timeout()));
        } catch (EOFException e) {
            return Delivery.unknown("the peer closed the connection without an answer");
        } catch (IOException e) {
            return Delivery.unknown("the connection broke before the answer came");
        } finally {
            if (!clean) {
                drop();
            }
        }
    }

    private Line dial() throws NotSentException {
        var connection = ports.dial(options.connect());
        return new Line(
                connection,
                new FrameReader(
                        connection.in(), options.maxFrame(), null, () -> connection.deadline(due)));
    }

    /** What the peer says of it; what it says last, where that follows on this line. */
    private Delivery told(Line open, Attempt attempt) throws IOException {
        due = due(attempt);
        var delivery = result(answer(open), attempt);
        while (delivery.kind() == Delivery.Kind.AWAITING) {
            delivery = last(open, attempt, delivery);
        }
        return delivery;
    }

    private Delivery last(Line open, Attempt attempt, Delivery first) {
        try {
            return result(answer(open), attempt);
        } catch (SocketTimeoutException e) {
            return unheard(first, "did not come within " + Frame.words(options.timeout()));
        } catch (IOException e) {
            return unheard(first, "did not come before the connection ended");
        }
    }

    private static Delivery unheard(Delivery first, String why) {
        var unknown = Delivery.unknown("the peer took the message, and its final answer " + why);
        return first.response().map(unknown::with).orElse(unknown);
    }

    private Frame answer(Line open) throws IOException {
        boolean begun = false;
        while (!begun) {
            begun = open.frames().begins();
        }
        return open.frames().read();
    }

    private Delivery result(Frame frame, Attempt attempt) {
        var answer = Message.of(frame.content());
        return switch (frame.end()) {
            case COMPLETE -> attempt.judge(answer);
            case TOO_LONG, ENDLESS ->
                    Delivery.unknown("the answer is longer than max-frame allows").with(answer);
            case LEFT ->
                    Delivery.unknown("the peer closed the connection inside its answer")
                            .with(answer);
            case SILENT ->
                    Delivery.unknown("no whole answer within " + Frame.words(options.timeout()))
                            .with(answer);
        };
    }

    /** The kept line if it is as we left it, else a new one. */
    private Line freshLine() throws NotSentException {
        var kept = line;
        if (kept != null && isClean(kept.connection())) {
            return kept;
        }
        drop();
        var fresh = dial();
        line = fresh;
        return fresh;
    }

    /** Nothing came since the last answer but, at most, the carriage return that ends it. */
    private static boolean isClean(Connection kept) {
        try {
            return !kept.stale()
                    || kept.in().available() == 1
                            && kept.in().read() == FrameReader.CR
                            && !kept.stale();
        } catch (IOException left) {
            return false;
        }
    }

    private Instant due(Attempt attempt) {
        var own = Instant.now().plus(options.timeout());
        return attempt.deadline().isBefore(own) ? attempt.deadline() : own;
    }

    private void drop() {
        var open = line;
        line = null;
        if (open != null) {
            open.connection().close();
        }
    }

    /** Without letting go of it: the sending thread sees the failure and drops the line. */
    @Override
    public void abort() {
        var open = line;
        if (open != null) {
            open.connection().close();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
