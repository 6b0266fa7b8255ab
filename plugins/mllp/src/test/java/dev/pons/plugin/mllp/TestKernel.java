package dev.pons.plugin.mllp;

import dev.pons.core.net.Net;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Real ports, and an intake that stores in a list and answers "AA " or "AR " and the message. */
final class TestKernel implements Intake, AutoCloseable {

    final Net net = new Net();
    final List<String> stored = new CopyOnWriteArrayList<>();
    final List<String> repaired = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();

    /** What the intake does with "busy..." and "quiet..." is said by the message itself. */
    @Override
    public Receipt submit(Message message) {
        var text = text(message);
        if (text.startsWith("busy")) {
            return Receipt.of(Receipt.Kind.BUSY);
        }
        stored.add(text);
        message.meta("repaired").ifPresent(repaired::add);
        if (text.startsWith("quiet")) {
            return Receipt.of(Receipt.Kind.STORED);
        }
        return Receipt.of(Receipt.Kind.STORED).with(reply("AA " + text));
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        refused.add(problem.toString());
        return Receipt.of(Receipt.Kind.REFUSED, problem).with(reply("AR " + problem.code()));
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Position position() {
        throw new UnsupportedOperationException();
    }

    static Reply reply(String text) {
        return Reply.answer(Message.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String text(Message message) {
        try {
            return new String(message.body().toBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps all in memory, and counts what is not closed. */
    static final AtomicInteger SPOOLED = new AtomicInteger();

    static final Spool SPOOL =
            () -> {
                SPOOLED.incrementAndGet();
                return new Spool.Spooled() {
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
                        SPOOLED.decrementAndGet();
                    }
                };
            };

    /** Of one instance; its lines are what {@code Ports.of} gives. */
    static Context context(Net.Lines lines) {
        return (Context)
                Proxy.newProxyInstance(
                        TestKernel.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, args) ->
                                switch (method.getName()) {
                                    case "service" -> args[0] == Spool.class ? SPOOL : lines;
                                    case "name" -> "test";
                                    default -> null;
                                });
    }

    /** A started listener on a free port, or on the one that an earlier version has. */
    Net.Lines listen(int maxFrame, Duration timeout) throws Exception {
        var lines = net.lines("test");
        var options = new MllpListener.Options(Listen.loopback(0), maxFrame, timeout);
        var listener = (Listener) new MllpSource().create(options, context(lines));
        listener.start(this);
        return lines;
    }

    InetSocketAddress port() {
        return net.ports("test").get(0);
    }

    /** Judges an answer delivered that repeats the message after "AA ", others unknown. */
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
                if (TestKernel.text(response).equals("CA " + TestKernel.text(message))) {
                    return Delivery.awaiting("id", Duration.ofSeconds(9)).with(response);
                }
                return TestKernel.text(response).equals("AA " + TestKernel.text(message))
                        ? Delivery.delivered()
                        : Delivery.unknown("answers another message");
            }
        };
    }

    @Override
    public void close() {
        net.close();
    }
}
