package dev.pons.plugin.tcp;

import dev.pons.framing.Answer;
import dev.pons.framing.Encoder;
import dev.pons.framing.Frame;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Ports;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Sends messages to one peer and waits for the answer to each, where there is one. A line on which
 * an answer may still come is closed at once, so that none is ever taken for that of a later
 * message.
 */
final class Asking implements Destination {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    /** How long a peer that is not asked may still read when the line is closed. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    /** What is read at once of that which is forgotten. */
    private static final int CHUNK = 8192;

    private final TcpDestination.Options options;
    private final Answer answer;
    private final Ports ports;
    private final Encoder encoder;
    private volatile @Nullable Connection line;

    Asking(TcpDestination.Options options, Context context) {
        this.options = options;
        this.answer = options.answer().orElseThrow();
        this.ports = Ports.of(context);
        this.encoder = options.framing().encoder();
    }

    /** It says at once when nobody is there; the line serves the first message. */
    @Override
    public void connect() throws Exception {
        drop();
        if (keeps()) {
            line = ports.dial(options.connect().orElseThrow());
        }
    }

    private boolean keeps() {
        return options.keepOpen() && !options.framing().untilClose();
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        var misfit = misfit(message);
        if (!misfit.isEmpty()) {
            return Delivery.rejected("the message cannot be framed: " + misfit);
        }
        var open = fresh();
        boolean clean = false;
        try {
            encoder.write(open.out(), message.body());
            var delivery = told(open, attempt);
            clean = delivery.kind() != Delivery.Kind.UNKNOWN && keeps();
            return delivery;
        } catch (SocketTimeoutException e) {
            return Delivery.unknown("no answer within " + Frame.words(options.timeout()));
        } catch (EOFException e) {
            return Delivery.unknown("the peer closed the connection without an answer");
        } catch (IOException e) {
            return Delivery.unknown("the connection broke before the message was out or answered");
        } finally {
            if (!clean) {
                drop();
            }
        }
    }

    private String misfit(Message message) {
        try {
            return encoder.misfit(message.body());
        } catch (IOException e) {
            return "it cannot be read";
        }
    }

    /** What the peer says of it; what it says last, where that follows on this line. */
    private Delivery told(Connection open, Attempt attempt) throws IOException {
        var own = Instant.now().plus(options.timeout());
        var due = attempt.deadline().isBefore(own) ? attempt.deadline() : own;
        return switch (answer.with()) {
            case NONE -> keeps() ? Delivery.delivered() : parted(open, due);
            case BYTES -> bytes(open, due);
            case FORMAT -> format(open, attempt, due);
        };
    }

    /**
     * The last message on a line has arrived when the peer, having read all of it, closes too. One
     * that does not close in time is believed to have it; one that breaks the line is not.
     */
    private static Delivery parted(Connection open, Instant due) throws IOException {
        open.finish();
        open.deadline(due);
        var chunk = new byte[CHUNK];
        try {
            boolean more = true;
            while (more && Instant.now().isBefore(due)) {
                more = open.in().read(chunk) >= 0;
            }
        } catch (SocketTimeoutException e) {
            return Delivery.delivered();
        }
        return Delivery.delivered();
    }

    private Delivery format(Connection open, Attempt attempt, Instant due) throws IOException {
        var decoder = options.framing().decoder(options.maxSize(), null);
        var frames = new Frames(open, decoder, () -> due);
        var delivery = result(frames.await(), attempt);
        while (delivery.kind() == Delivery.Kind.AWAITING) {
            delivery = last(frames, attempt, delivery);
        }
        return delivery;
    }

    private Delivery last(Frames frames, Attempt attempt, Delivery first) {
        try {
            return result(frames.await(), attempt);
        } catch (IOException e) {
            var why =
                    e instanceof SocketTimeoutException
                            ? " did not come within " + Frame.words(options.timeout())
                            : " did not come before the connection ended";
            var unknown = Delivery.unknown("the peer took the message, and its final answer" + why);
            return first.response().map(unknown::with).orElse(unknown);
        }
    }

    private Delivery result(Frame frame, Attempt attempt) {
        var said = Message.of(frame.content());
        return switch (frame.end()) {
            case COMPLETE -> attempt.judge(said);
            case TOO_LONG, ENDLESS ->
                    Delivery.unknown("the answer is longer than max-size allows").with(said);
            case LEFT ->
                    Delivery.unknown("the peer closed the connection inside its answer").with(said);
            case SILENT ->
                    Delivery.unknown("no whole answer within " + Frame.words(options.timeout()))
                            .with(said);
            case CUT, CORRUPT, JUNK ->
                    Delivery.unknown("what the peer answered is no message in this framing")
                            .with(said);
        };
    }

    /** The bytes that mean yes or no, and no others. */
    private Delivery bytes(Connection open, Instant due) throws IOException {
        var yes = answer.yesBytes();
        var no = answer.noBytes();
        var said = new ByteArrayOutputStream();
        open.deadline(due);
        while (true) {
            int one = open.in().read();
            if (one < 0) {
                throw new EOFException("no answer");
            }
            said.write(one);
            var sofar = said.toByteArray();
            if (Arrays.equals(sofar, yes)) {
                return Delivery.delivered().with(Message.of(sofar));
            }
            if (Arrays.equals(sofar, no)) {
                return Delivery.rejected("the peer said no").with(Message.of(sofar));
            }
            if (!Answer.begins(sofar, yes) && !Answer.begins(sofar, no)) {
                return Delivery.unknown("the answer is neither yes nor no").with(Message.of(sofar));
            }
        }
    }

    /** The kept line if it is as we left it, else a new one. */
    private Connection fresh() throws NotSentException {
        var kept = line;
        if (kept != null && isFresh(kept)) {
            return kept;
        }
        drop();
        var fresh = ports.dial(options.connect().orElseThrow());
        line = fresh;
        return fresh;
    }

    /** Where nothing is an answer, what the peer says is of no meaning. */
    private boolean isFresh(Connection kept) {
        return answer.with() == Answer.With.NONE ? forget(kept) : !kept.stale();
    }

    /** Reads what the peer said unasked, for a while. False: it has left. */
    private static boolean forget(Connection kept) {
        var until = Instant.now().plus(LAST_PATIENCE);
        try {
            while (kept.stale() && Instant.now().isBefore(until)) {
                int some = kept.in().available();
                if (some == 0) {
                    return false;
                }
                kept.in().skipNBytes(some);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void drop() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /** Without letting go of it: the sending thread sees the failure and drops the line. */
    @Override
    public void abort() {
        var open = line;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        var open = line;
        if (open != null && answer.with() == Answer.With.NONE) {
            try {
                parted(open, Instant.now().plus(LAST_PATIENCE));
            } catch (IOException e) {
                LOG.debug("a peer broke the line at its end");
            }
        }
        drop();
    }
}
