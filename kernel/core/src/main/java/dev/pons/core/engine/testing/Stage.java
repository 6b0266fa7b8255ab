package dev.pons.core.engine.testing;

import dev.pons.core.engine.OwnTypes;
import dev.pons.core.engine.Types;
import dev.pons.core.engine.testing.TestFile.Answer;
import dev.pons.spi.Attempt;
import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The types that exist, but with sources that a test speaks through and destinations whose peers
 * answer as it says. Options are bound and checked as ever; nothing is opened.
 */
final class Stage implements Types {

    private static final Duration LONG = Duration.ofDays(1);

    private final Types real;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Sent>> sent = new ConcurrentHashMap<>();
    private final Function<String, Optional<Format>> formats;
    private volatile @Nullable Intake intake;

    /**
     * What a destination was given.
     *
     * @param options its options with values of the message, by name
     */
    record Sent(Message message, Map<String, String> options) {}

    /**
     * For one test.
     *
     * @param formats by the name that a message carries; empty text: the channel's
     */
    Stage(
            Types plugins,
            Map<String, List<Answer>> answers,
            Function<String, Optional<Format>> formats) {
        this.real = new OwnTypes(plugins);
        this.formats = formats;
        answers.forEach((name, list) -> this.answers.put(name, new ArrayDeque<>(list)));
    }

    /** The way in; empty: the source is not started. */
    Optional<Intake> intake() {
        return Optional.ofNullable(intake);
    }

    /** What a destination got, each message once. */
    List<Sent> sent(String destination) {
        return sent.computeIfAbsent(destination, name -> new CopyOnWriteArrayList<>());
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        return real.source(name).map(this::hand);
    }

    private <C extends Record> SourceType<C> hand(SourceType<C> type) {
        return new Hand<>(type.config(), type::create);
    }

    /** One that looks once; the test says when a poll ends. */
    private final class Looking implements Poller {

        private final Poller played;

        Looking(Poller played) {
            this.played = played;
        }

        @Override
        public Next poll(Intake way, Budget budget) {
            intake = way;
            return Next.after(LONG);
        }

        @Override
        public boolean needsSchedule() {
            return played.needsSchedule();
        }
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return real.destination(name).map(type -> new Actor<>(type.config()));
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return real.step(name);
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return real.format(name);
    }

    @Override
    public Set<String> names(Kind kind) {
        return real.names(kind);
    }

    /** A source that takes what the test gives. */
    private final class Hand<C extends Record> implements SourceType<C> {

        private final Class<C> config;
        private final BiFunction<C, Context, Source> played;

        Hand(Class<C> config, BiFunction<C, Context, Source> played) {
            this.config = config;
            this.played = played;
        }

        @Override
        public Class<C> config() {
            return config;
        }

        @Override
        public Source create(C options, Context context) {
            return played.apply(options, context) instanceof Poller poller
                    ? new Looking(poller)
                    : (Listener) way -> intake = way;
        }
    }

    /** A destination whose peer answers as the test says. */
    private final class Actor<C extends Record> implements DestinationType<C> {

        private final Class<C> config;

        Actor(Class<C> config) {
            this.config = config;
        }

        @Override
        public Class<C> config() {
            return config;
        }

        @Override
        public Destination create(C options, Context context) {
            var name = context.name().substring(context.name().indexOf('/') + 1);
            return (message, attempt) -> {
                if (attempt.number() == 1) {
                    sent(name).add(new Sent(kept(message), texts(options, attempt)));
                }
                return answer(name, message, attempt);
            };
        }
    }

    /** The bytes are the engine's only until the call returns. */
    private static Message kept(Message message) throws IOException {
        var bytes = message.body().toBytes().clone();
        var copy = Message.of(bytes, message.meta());
        return message.format().isEmpty() ? copy : copy.withBody(copy.body(), message.format());
    }

    private static Map<String, String> texts(Record options, Attempt attempt) {
        var texts = new LinkedHashMap<String, String>();
        for (var component : options.getClass().getRecordComponents()) {
            try {
                if (component.getType() == Template.class
                        && component.getAccessor().invoke(options) instanceof Template template) {
                    texts.put(component.getName(), attempt.text(template));
                }
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
                texts.put(component.getName(), "(cannot be read)");
            }
        }
        return texts;
    }

    private Delivery answer(String name, Message message, Attempt attempt) throws IOException {
        var left = answers.get(name);
        Answer next = null;
        if (left != null) {
            synchronized (left) {
                next = left.size() > 1 ? left.poll() : left.peek();
            }
        }
        if (next == null) {
            return yes(message, attempt);
        }
        var reply = next.reply();
        var response = reply == null ? null : Message.of(reply);
        return switch (next.outcome()) {
            case "" -> response == null ? Delivery.delivered() : attempt.judge(response);
            case "rejected" -> with(Delivery.rejected("the test says so"), response);
            case "retry" -> with(Delivery.retry("the test says so"), response);
            case "unknown" -> with(Delivery.unknown("the test says so"), response);
            default -> with(Delivery.delivered(), response);
        };
    }

    private static Delivery with(Delivery delivery, @Nullable Message response) {
        return response == null ? delivery : delivery.with(response);
    }

    /** The yes that the message's format has, where it has one. */
    private Delivery yes(Message message, Attempt attempt) throws IOException {
        var format = formats.apply(message.format());
        if (format.isEmpty()) {
            return Delivery.delivered();
        }
        try {
            var reply = format.get().reply(message, Receipt.of(Receipt.Kind.STORED));
            var bytes = reply.speaks() ? reply.toBytes() : new byte[0];
            return bytes.length == 0 ? Delivery.delivered() : attempt.judge(Message.of(bytes));
        } catch (ProblemException e) {
            return Delivery.delivered();
        }
    }

    /** Names of destinations that got something. */
    List<String> got() {
        var names = new ArrayList<String>();
        sent.forEach(
                (name, list) -> {
                    if (!list.isEmpty()) {
                        names.add(name);
                    }
                });
        return names;
    }
}
