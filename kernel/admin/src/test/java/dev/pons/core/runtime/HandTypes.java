package dev.pons.core.runtime;

import dev.pons.core.engine.Types;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Tree;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A source that takes what a test hands in, and a destination that answers to all. */
final class HandTypes implements Types {

    private final Hand hand = new Hand();

    @Name("hand")
    @Doc("Takes what a test hands in")
    record HandOptions() {}

    @Name("basket")
    @Doc("Answers to all")
    record BasketOptions() {}

    @Name("plain")
    @Doc("Nobody reads these")
    record PlainOptions() {}

    private static final class Hand implements SourceType<HandOptions> {

        private final Map<String, Intake> intakes = new ConcurrentHashMap<>();

        @Override
        public Class<HandOptions> config() {
            return HandOptions.class;
        }

        @Override
        public Source create(HandOptions options, Context context) {
            return (Listener) intake -> intakes.put(context.name(), intake);
        }
    }

    private static final class Basket implements DestinationType<BasketOptions> {

        @Override
        public Class<BasketOptions> config() {
            return BasketOptions.class;
        }

        @Override
        public Destination create(BasketOptions options, Context context) {
            return (message, attempt) ->
                    Delivery.delivered().with(Message.of("taken".getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Nobody reads these. */
    private static final class Plain implements FormatType<PlainOptions> {

        @Override
        public Class<PlainOptions> config() {
            return PlainOptions.class;
        }

        @Override
        public Format create(PlainOptions options, Context context) {
            return new Format() {
                @Override
                public Tree<?> read(Message message) throws ProblemException {
                    throw new ProblemException(Problem.of("not-allowed", "it has no paths"));
                }

                @Override
                public Reply reply(Message request, Receipt receipt) {
                    return Reply.answer(request);
                }

                @Override
                public Delivery judge(Message sent, Message response) {
                    return Delivery.delivered().with(response);
                }
            };
        }
    }

    void submit(String channel, byte[] body) throws InterruptedException {
        var intake = hand.intakes.get(channel);
        if (intake == null) {
            throw new AssertionError("channel " + channel + " is not started");
        }
        intake.submit(Message.of(body));
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        return name.equals("hand") ? Optional.of(hand) : Optional.empty();
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return name.equals("basket") ? Optional.of(new Basket()) : Optional.empty();
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return name.equals("plain") ? Optional.of(new Plain()) : Optional.empty();
    }

    @Override
    public Set<String> names(Kind kind) {
        return switch (kind) {
            case SOURCE -> Set.of("hand");
            case DESTINATION -> Set.of("basket");
            case FORMAT -> Set.of("plain");
            case STEP -> Set.of();
        };
    }
}
