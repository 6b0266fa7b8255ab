package dev.pons.plugin.serial;

import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.framing.Answer;
import dev.pons.framing.Framing;
import dev.pons.lis1.Lis1;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** An intake that stores in a list and answers "YES " or "NO ", and members of lines on it. */
final class TestKernel implements Intake, AutoCloseable {

    final List<String> stored = new CopyOnWriteArrayList<>();
    final List<String> facts = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();

    /** {@code NAME: why}, or {@code NAME: up}. */
    final List<String> states = new CopyOnWriteArrayList<>();

    private final Net net = new Net(Credentials.none());
    private final List<Runnable> open = new ArrayList<>();

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
        return Receipt.of(Receipt.Kind.STORED).with(reply("YES " + text));
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        refused.add(problem.toString());
        return Receipt.of(Receipt.Kind.REFUSED, problem).with(reply("NO " + problem.code()));
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position) {
        throw new UnsupportedOperationException();
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

    private Context context(String name, ScheduledThreadPoolExecutor executor) {
        return (Context)
                Proxy.newProxyInstance(
                        TestKernel.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, args) ->
                                switch (method.getName()) {
                                    case "service" ->
                                            args[0] == Spool.class ? SPOOL : net.lines(name);
                                    case "name" -> name;
                                    case "clock" -> Clock.systemUTC();
                                    case "executor" -> executor;
                                    case "up" -> states.add(name + ": up");
                                    case "down" -> states.add(name + ": " + args[0]);
                                    case "equals" -> proxy == args[0];
                                    case "hashCode" -> name.hashCode();
                                    default -> null;
                                });
    }

    static Wiring wiring(Path port) {
        return wiring(port, 9600);
    }

    static Wiring wiring(Path port, int baud) {
        return new Wiring(
                port.toString(), baud, 8, Wiring.Parity.NONE, "1", Wiring.Flow.NONE, true, true);
    }

    static Framing lines() {
        return framing("\\n", Duration.ZERO);
    }

    /** Ends with a delimiter, or with a silence. */
    static Framing framing(String delimiter, Duration silence) {
        return new Framing(
                Optional.empty(),
                Optional.empty(),
                silence.isZero() ? Optional.of(delimiter) : Optional.empty(),
                Optional.empty(),
                0,
                false,
                silence,
                Framing.Junk.SKIP);
    }

    static Answer answer(Answer.With with) {
        boolean bytes = with == Answer.With.BYTES;
        return new Answer(
                with,
                bytes ? Optional.of("\\x06") : Optional.empty(),
                bytes ? Optional.of("\\x15") : Optional.empty());
    }

    /** With short times, for tests of what happens then. */
    static Lis1 lis1(Lis1.Role role) {
        return new Lis1(
                role,
                240,
                Lis1.Checksum.REQUIRED,
                6,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                role == Lis1.Role.HOST ? Duration.ofSeconds(2) : Duration.ofMillis(200));
    }

    private ScheduledThreadPoolExecutor executor() {
        var executor = new ScheduledThreadPoolExecutor(1);
        open.add(executor::shutdownNow);
        return executor;
    }

    Listener takes(String name, Wiring wiring, Framing framing, Answer.With with) {
        return takes(name, wiring, Optional.of(framing), Optional.empty(), with);
    }

    Listener takes(String name, Wiring wiring, Lis1 lis1) {
        return takes(name, wiring, Optional.empty(), Optional.of(lis1), null);
    }

    private Listener takes(
            String name,
            Wiring wiring,
            Optional<Framing> framing,
            Optional<Lis1> lis1,
            Answer.With with) {
        var options =
                new SerialSource.Options(
                        wiring,
                        framing,
                        lis1,
                        Optional.ofNullable(with).map(TestKernel::answer),
                        1 << 20,
                        Duration.ofSeconds(5));
        var listener = (Listener) new SerialSource().create(options, context(name, executor()));
        open.add(0, listener::close);
        try {
            listener.start(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return listener;
    }

    Destination sends(String name, Wiring wiring, Framing framing, Answer.With with) {
        return sends(
                name, wiring, Optional.of(framing), Optional.empty(), Optional.of(answer(with)));
    }

    Destination sends(String name, Wiring wiring, Lis1 lis1) {
        return sends(name, wiring, Optional.empty(), Optional.of(lis1), Optional.empty());
    }

    private Destination sends(
            String name,
            Wiring wiring,
            Optional<Framing> framing,
            Optional<Lis1> lis1,
            Optional<Answer> answer) {
        var options =
                new SerialDestination.Options(
                        wiring, framing, lis1, answer, Duration.ofSeconds(10), 1 << 20);
        var destination = new SerialDestination().create(options, context(name, executor()));
        open.add(0, destination::close);
        return destination;
    }

    static Delivery send(Destination to, String text) throws Exception {
        to.connect();
        var message = message(text);
        return to.send(message, attempt(message));
    }

    /** Judges an answer delivered that repeats the message after "YES ". */
    private static Attempt attempt(Message message) {
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
                        : Delivery.rejected("another answer");
            }
        };
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        net.close();
    }
}
