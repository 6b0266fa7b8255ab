package dev.pons.plugin.tcp;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.framing.Answer;
import dev.pons.framing.Framing;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.Spool;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Real ports, and an intake that stores in a list and answers "YES " or "NO " and the message. */
final class TestKernel implements Intake, AutoCloseable {

    final Net net;
    final List<String> stored = new CopyOnWriteArrayList<>();
    final List<String> facts = new CopyOnWriteArrayList<>();
    final List<String> subjects = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    final List<String> states = new CopyOnWriteArrayList<>();
    final ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(1);

    /** Of what is made from now on; long, for a machine that is busy. */
    Duration timeout = Duration.ofSeconds(10);

    /** Second answers to "later..." messages, by message. */
    final Map<String, CompletableFuture<Reply>> owed = new ConcurrentHashMap<>();

    TestKernel() {
        this(Credentials.none());
    }

    /** With certificates. */
    TestKernel(Credentials credentials) {
        net = new Net(credentials);
    }

    /** What the intake does with "busy...", "bad..." and "later..." is said by the message. */
    @Override
    public Receipt submit(Message message) {
        var text = text(message);
        if (text.startsWith("busy")) {
            return Receipt.of(Receipt.Kind.BUSY);
        }
        if (text.startsWith("bad")) {
            return refuse(message, Problem.of("value", "bad"));
        }
        stored.add(text);
        message.meta("repaired").ifPresent(facts::add);
        message.meta("tls.subject").ifPresent(subjects::add);
        var receipt = Receipt.of(Receipt.Kind.STORED).with(reply("YES " + text));
        return text.startsWith("later")
                ? receipt.then(owed.computeIfAbsent(text, owing -> new CompletableFuture<>()))
                : receipt;
    }

    /** The second answer is known. */
    void tell(String text) {
        var owing = Objects.requireNonNull(owed.get(text));
        owing.complete(reply("DONE " + text));
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        refused.add(problem.toString());
        return Receipt.of(Receipt.Kind.REFUSED, problem).with(reply("NO " + problem.code()));
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position) {
        for (var message : messages) {
            var receipt = submit(message);
            if (!receipt.kept() && !receipt.refused()) {
                return receipt;
            }
        }
        return Receipt.of(Receipt.Kind.STORED);
    }

    @Override
    public Position position() {
        return Position.none();
    }

    private static Reply reply(String text) {
        return Reply.answer(message(text));
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String text(Message message) {
        try {
            return new String(message.body().toBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Spool SPOOL =
            () ->
                    new Spool.Spooled() {
                        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

                        @Override
                        public void write(byte[] bytes, int from, int count) {
                            all.write(bytes, from, count);
                        }

                        @Override
                        public Payload payload() {
                            return Payload.of(all.toByteArray());
                        }

                        @Override
                        public void close() {
                            all.reset();
                        }
                    };

    /** Of one instance. */
    Context context(Net.Lines lines) {
        return (Context)
                Proxy.newProxyInstance(
                        TestKernel.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, args) ->
                                switch (method.getName()) {
                                    case "service" -> service((Class<?>) args[0], lines);
                                    case "name" -> "test";
                                    case "clock" -> Clock.systemUTC();
                                    case "executor" -> executor;
                                    case "up" -> states.add("up");
                                    case "down" -> states.add(String.valueOf(args[0]));
                                    default -> null;
                                });
    }

    private static Object service(Class<?> type, Net.Lines lines) {
        return switch (type.getSimpleName()) {
            case "Spool" -> SPOOL;
            case "Datagrams" -> lines.datagrams();
            default -> lines;
        };
    }

    static Framing framing(String start, String end, String delimiter, boolean untilClose) {
        return new Framing(
                Optional.ofNullable(start),
                Optional.ofNullable(end),
                Optional.ofNullable(delimiter),
                Optional.empty(),
                0,
                untilClose,
                Duration.ZERO,
                Framing.Junk.SKIP);
    }

    static Framing lines() {
        return framing(null, null, "\\n", false);
    }

    static Answer answer(Answer.With with) {
        boolean bytes = with == Answer.With.BYTES;
        return new Answer(
                with,
                bytes ? Optional.of("\\x06") : Optional.empty(),
                bytes ? Optional.of("\\x15") : Optional.empty());
    }

    /** A started listener on a free port, or on the one that an earlier version has. */
    Net.Lines listen(Framing framing, Answer.With with, int connections) throws Exception {
        var lines = net.lines("test");
        var port =
                new ListenOptions(
                        0,
                        "127.0.0.1",
                        List.of(),
                        connections,
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Optional.empty());
        start(Optional.of(port), Optional.empty(), framing, with, lines);
        return lines;
    }

    /** A started listener that connects. */
    Listener call(int port, Framing framing, Duration idle, Net.Lines lines) throws Exception {
        var options =
                new TcpSource.Options(
                        Optional.empty(),
                        Optional.of(Peer.of("127.0.0.1", port)),
                        framing,
                        answer(Answer.With.FORMAT),
                        1000,
                        Duration.ofSeconds(5),
                        idle);
        var listener = (Listener) new TcpSource().create(options, context(lines));
        listener.start(this);
        return listener;
    }

    private void start(
            Optional<Listen> listen,
            Optional<Peer> connect,
            Framing framing,
            Answer.With with,
            Net.Lines lines)
            throws Exception {
        var options =
                new TcpSource.Options(
                        listen, connect, framing, answer(with), 1000, timeout, Duration.ZERO);
        ((Listener) new TcpSource().create(options, context(lines))).start(this);
    }

    int port() {
        return net.ports("test").get(0).getPort();
    }

    Destination asking(int port, Framing framing, Answer.With with, boolean keepOpen) {
        var options =
                new TcpDestination.Options(
                        Optional.of(Peer.of("127.0.0.1", port)),
                        Optional.empty(),
                        framing,
                        Optional.of(answer(with)),
                        timeout,
                        keepOpen,
                        1000,
                        1 << 20,
                        TcpDestination.Slow.SKIP);
        return new TcpDestination().create(options, context(net.lines("sender")));
    }

    /** Listening on a free port, or on the one that an earlier version has. */
    Destination crowd(TcpDestination.Slow slow, Net.Lines lines) throws Exception {
        var options =
                new TcpDestination.Options(
                        Optional.empty(),
                        Optional.of(Listen.loopback(0)),
                        lines(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        true,
                        1 << 20,
                        1 << 20,
                        slow);
        var crowd = new TcpDestination().create(options, context(lines));
        crowd.connect();
        return crowd;
    }

    /** Judges an answer delivered that repeats the message after "YES ", others unknown. */
    static Attempt attempt(Message message) {
        return new Attempt() {
            @Override
            public Message message() {
                return message;
            }

            @Override
            public int number() {
                return 1;
            }

            @Override
            public String key() {
                return "key";
            }

            @Override
            public Instant deadline() {
                return Instant.now().plusSeconds(60);
            }

            @Override
            public String text(Template template) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Delivery judge(Message response) {
                return TestKernel.text(response).equals("YES " + TestKernel.text(message))
                        ? Delivery.delivered()
                        : Delivery.unknown("answers another message");
            }
        };
    }

    static Delivery send(Destination to, String text) throws Exception {
        var message = message(text);
        return to.send(message, attempt(message));
    }

    @Override
    public void close() {
        executor.shutdownNow();
        net.close();
    }
}
