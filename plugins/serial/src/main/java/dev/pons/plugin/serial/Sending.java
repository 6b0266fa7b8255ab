package dev.pons.plugin.serial;

import dev.pons.framing.Encoder;
import dev.pons.framing.Frame;
import dev.pons.framing.Framing;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends messages over a line, in turn with all who share it, and waits for the answer to each. */
final class Sending implements Destination {

    /** A port that is plugged in again is noticed at once, and not after a pause between tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SerialDestination.Options options;
    private final Member member;
    private final Optional<Encoder> encoder;
    private boolean joined;

    Sending(SerialDestination.Options options, Context context) {
        this.options = options;
        this.member = new Member(context, options.terms(), null);
        this.encoder = options.framing().map(Framing::encoder);
    }

    private Line line() {
        return Lines.of(options.line().port());
    }

    @Override
    public void connect() throws Exception {
        if (!joined) {
            joined = true;
            line().join(member);
        }
        var why = member.await(PATIENCE);
        if (!why.isEmpty()) {
            throw new NotSentException(why);
        }
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws NotSentException {
        var misfit = misfit(message);
        if (!misfit.isEmpty()) {
            return Delivery.rejected("the message cannot be framed: " + misfit);
        }
        var order =
                new Order(
                        new Order.Request(
                                message.body(),
                                options.answered(),
                                options.timeout(),
                                options.maxSize()));
        line().send(order);
        Delivery delivery = null;
        while (delivery == null || delivery.kind() == Delivery.Kind.AWAITING) {
            delivery = next(order, attempt, delivery);
        }
        return delivery;
    }

    private String misfit(Message message) {
        try {
            return encoder.isPresent() ? encoder.get().misfit(message.body()) : "";
        } catch (IOException e) {
            return "it cannot be read";
        }
    }

    /** The next thing that the line says of it. */
    private Delivery next(Order order, Attempt attempt, @Nullable Delivery before)
            throws NotSentException {
        var said = await(order, attempt.deadline());
        var result = said == null ? null : said.result();
        if (said == null) {
            if (order.over()) {
                throw new NotSentException("the line was not free in time");
            }
            result = Delivery.unknown("no answer came before the time for sending was over");
        } else if (!said.notSent().isEmpty()) {
            throw new NotSentException(said.notSent());
        } else if (said.answer() != null) {
            return judged(order, said.answer(), attempt);
        }
        var last = result == null ? Delivery.unknown("the line ended") : result;
        return before == null ? last : before.response().map(last::with).orElse(last);
    }

    private static Order.@Nullable Said await(Order order, Instant until) {
        try {
            return order.await(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Delivery judged(Order order, Frame frame, Attempt attempt) {
        Delivery delivery = null;
        try (frame) {
            delivery = result(frame, attempt);
            return delivery;
        } finally {
            if (delivery != null && delivery.kind() == Delivery.Kind.AWAITING) {
                order.goOn();
            } else {
                order.over();
            }
        }
    }

    private Delivery result(Frame frame, Attempt attempt) {
        var said = Message.of(frame.content());
        return switch (frame.end()) {
            case COMPLETE -> attempt.judge(said);
            case TOO_LONG, ENDLESS ->
                    Delivery.unknown("the answer is longer than max-size allows").with(said);
            case LEFT -> Delivery.unknown("the line broke inside the device's answer").with(said);
            case SILENT ->
                    Delivery.unknown("no whole answer within " + Frame.words(options.timeout()))
                            .with(said);
            case CUT, CORRUPT, JUNK ->
                    Delivery.unknown("what the device answered is no message in this framing")
                            .with(said);
        };
    }

    @Override
    public void close() {
        if (joined) {
            line().leave(member);
        }
    }
}
