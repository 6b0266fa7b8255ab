package dev.pons.core.engine;

import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
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
import dev.pons.spi.Problem;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plugin types that do what a test says: sources {@code hand}, {@code poll} and {@code port},
 * destinations {@code peer} and {@code batch}, the step {@code obey}, the format {@code pairs}.
 */
final class Scripted implements Types {

    /** What a scripted poller does in one call. */
    @FunctionalInterface
    interface Poll {
        Next on(Intake intake, Budget budget) throws Exception;
    }

    @Name("hand")
    @Doc("Hands in what a test gives")
    record Hand(@Doc("Any text") @Default("") String tag) {}

    @Name("poll")
    @Doc("Polls as a test says")
    record Polled(@Doc("Any text") @Default("") String tag) {}

    @Name("port")
    @Doc("Claims a port")
    record Claim(@Doc("Where") Listen listen) {}

    @Name("peer")
    @Doc("Sends to a scripted peer")
    record ToPeer(
            @Doc("Any text") @Default("") String tag,
            @Doc("A name") @Place("text") @Default("{id}") Template name) {}

    @Name("batch")
    @Doc("Sends many to a scripted peer, up to the first that it does not take")
    record ToBatch(@Doc("Any text") @Default("") String tag) {}

    @Name("obey")
    @Doc("Does what the message says, and writes a mark into it")
    record Obey(@Doc("The mark") @Default("") String mark) {}

    private final Map<Kind, Map<String, Object>> types = new ConcurrentHashMap<>();
    final Map<String, Peer> peers = new ConcurrentHashMap<>();
    final Map<String, Intake> intakes = new ConcurrentHashMap<>();
    final Map<String, Poll> polls = new ConcurrentHashMap<>();

    /** Why a source of a channel cannot be started; absent: it can. */
    final Map<String, Exception> broken = new ConcurrentHashMap<>();

    Scripted() {
        for (var kind : Kind.values()) {
            types.put(kind, new ConcurrentHashMap<>());
        }
        put(Kind.SOURCE, "hand", new HandType());
        put(Kind.SOURCE, "poll", new PollType());
        put(Kind.SOURCE, "port", new PortType());
        put(Kind.DESTINATION, "peer", new PeerType());
        put(Kind.DESTINATION, "batch", new BatchType());
        put(Kind.STEP, "obey", new ObeyType());
        put(Kind.FORMAT, "pairs", new Pairs.Type());
    }

    void put(Kind kind, String name, Object type) {
        types.get(kind).put(name, type);
    }

    void remove(Kind kind, String name) {
        types.get(kind).remove(name);
    }

    /** The peer of {@code channel/destination}. */
    Peer peer(String name) {
        return peers.computeIfAbsent(name, n -> new Peer());
    }

    /** Another build of the plugin with this type: the same, and other objects. */
    TypeName renew(Kind kind, String name) {
        put(
                kind,
                name,
                switch (kind) {
                    case SOURCE -> new HandType();
                    case DESTINATION -> new PeerType();
                    case STEP -> new ObeyType();
                    case FORMAT -> new Pairs.Type();
                });
        return new TypeName(kind, name);
    }

    private Optional<Object> get(Kind kind, String name) {
        return Optional.ofNullable(types.get(kind).get(name));
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        return get(Kind.SOURCE, name).map(t -> (SourceType<?>) t);
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return get(Kind.DESTINATION, name).map(t -> (DestinationType<?>) t);
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return get(Kind.STEP, name).map(t -> (StepType<?>) t);
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return get(Kind.FORMAT, name).map(t -> (FormatType<?>) t);
    }

    @Override
    public Set<String> names(Kind kind) {
        return new TreeMap<>(types.get(kind)).keySet();
    }

    private final class HandType implements SourceType<Hand> {
        @Override
        public Class<Hand> config() {
            return Hand.class;
        }

        @Override
        public Source create(Hand options, Context context) {
            return (Listener)
                    intake -> {
                        var why = broken.get(context.name() + options.tag());
                        if (why != null) {
                            throw why;
                        }
                        intakes.put(context.name(), intake);
                    };
        }
    }

    private final class PollType implements SourceType<Polled> {
        @Override
        public Class<Polled> config() {
            return Polled.class;
        }

        @Override
        public Source create(Polled options, Context context) {
            return (Poller)
                    (intake, budget) -> {
                        var poll = polls.get(context.name() + options.tag());
                        return poll == null ? Next.end() : poll.on(intake, budget);
                    };
        }
    }

    private static final class PortType implements SourceType<Claim> {
        @Override
        public Class<Claim> config() {
            return Claim.class;
        }

        @Override
        public Source create(Claim options, Context context) {
            var ports = Ports.of(context);
            return (Listener) intake -> ports.listen(options.listen(), line -> line.ready());
        }
    }

    private final class PeerType implements DestinationType<ToPeer> {
        @Override
        public Class<ToPeer> config() {
            return ToPeer.class;
        }

        @Override
        public Destination create(ToPeer options, Context context) {
            return new Destination() {
                @Override
                public Delivery send(Message message, Attempt attempt) throws Exception {
                    var peer = peer(context.name());
                    peer.instances.add(this);
                    return peer.send(message, attempt, attempt.text(options.name()), this);
                }

                @Override
                public void abort() {
                    peer(context.name()).abort();
                }

                @Override
                public void close() {
                    peer(context.name()).closed.incrementAndGet();
                }
            };
        }
    }

    private final class BatchType implements DestinationType<ToBatch> {
        @Override
        public Class<ToBatch> config() {
            return ToBatch.class;
        }

        @Override
        public Destination create(ToBatch options, Context context) {
            return (BatchDestination)
                    batch -> {
                        var results = new ArrayList<Delivery>();
                        for (var attempt : batch) {
                            var peer = peer(context.name());
                            var result = peer.send(attempt.message(), attempt, "", options);
                            if (result.why().equals("enough")) {
                                return results;
                            }
                            results.add(result);
                            if (result.kind() != Delivery.Kind.DELIVERED) {
                                return results;
                            }
                        }
                        return results;
                    };
        }
    }

    private static final class ObeyType implements StepType<Obey> {
        @Override
        public Class<Obey> config() {
            return Obey.class;
        }

        @Override
        public Step create(Obey options, Context context) {
            return (message, run) ->
                    switch (Pairs.value(message, "do")) {
                        case "fail" -> throw new IllegalStateException("CANARY in a message");
                        case "error" -> throw new NoClassDefFoundError("com/example/Gone");
                        case "interrupt" -> throw new InterruptedException();
                        case "hold" -> StepResult.hold("as it says");
                        case "drop" -> StepResult.drop("as it says");
                        case "refuse" -> StepResult.refuse(Problem.of("not-allowed", "as it says"));
                        default ->
                                options.mark().isEmpty()
                                        ? StepResult.next(message)
                                        : StepResult.next(marked(message, options.mark()));
                    };
        }

        private static Message marked(Message message, String mark) {
            return message.withBody(Pairs.message(Pairs.text(message) + " mark=" + mark).body());
        }
    }

    /** Submits all and tells the receipts' kinds. */
    List<String> submit(String channel, List<Message> messages) throws InterruptedException {
        var kinds = new ArrayList<String>();
        for (var message : messages) {
            kinds.add(intakes.get(channel).submit(message).kind().name());
        }
        return kinds;
    }
}
