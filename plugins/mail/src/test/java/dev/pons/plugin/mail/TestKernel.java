package dev.pons.plugin.mail;

import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.spi.Attempt;
import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.config.Template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * As much of a kernel as mail needs: its real lines, an intake that remembers messages and
 * position. A template stands for its own text, but for {@link #texts}.
 */
final class TestKernel implements Context, Intake, Budget, AutoCloseable {

    final List<Message> stored = new ArrayList<>();
    final List<Problem> refused = new ArrayList<>();
    final Map<String, String> texts = new HashMap<>();
    final Map<String, String> cursors = new HashMap<>();
    Receipt.Kind answer = Receipt.Kind.STORED;
    String down = "";
    int budget = Integer.MAX_VALUE;

    private final Net net;
    private final Net.Lines lines;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);

    TestKernel(Credentials credentials) {
        net = new Net(credentials);
        lines = net.lines("test");
    }

    List<String> bodies() {
        return stored.stream().map(TestKernel::text).toList();
    }

    static String text(Message message) {
        try {
            return new String(message.body().toBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An attempt with this key. */
    Attempt attempt(String key) {
        return new Attempt() {
            @Override
            public Message message() {
                return Message.of(new byte[0]);
            }

            @Override
            public int number() {
                return 1;
            }

            @Override
            public String key() {
                return key;
            }

            @Override
            public Instant deadline() {
                return Instant.now().plusSeconds(60);
            }

            @Override
            public String text(Template template) {
                return texts.getOrDefault(template.toString(), template.toString());
            }

            @Override
            public Delivery judge(Message response) {
                throw new IllegalStateException("no format knows an answer of SMTP");
            }
        };
    }

    @Override
    public Receipt submit(Message message) {
        throw new IllegalStateException("a mail comes with its position");
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        refused.add(problem);
        return Receipt.of(Receipt.Kind.REFUSED, problem);
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position) {
        if (answer == Receipt.Kind.BUSY) {
            return Receipt.of(answer);
        }
        var parts = new ArrayList<Receipt>();
        for (var message : messages) {
            boolean bad = text(message).startsWith("bad");
            parts.add(
                    bad
                            ? refuse(message, Problem.of("value", "bad"))
                            : Receipt.of(Receipt.Kind.STORED));
            if (!bad) {
                stored.add(message);
            }
        }
        cursors.putAll(position.cursors());
        return Receipt.of(Receipt.Kind.STORED).with(parts);
    }

    @Override
    public Position position() {
        return Position.of(cursors);
    }

    @Override
    public boolean left() {
        return stored.size() < budget;
    }

    @Override
    public int messages() {
        return budget - stored.size();
    }

    @Override
    public long bytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(20);
    }

    @Override
    public String name() {
        return "test/mail";
    }

    @Override
    public ScheduledExecutorService executor() {
        return executor;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void up() {
        down = "";
    }

    @Override
    public void down(String why) {
        down = why;
    }

    @Override
    public <S> S service(Class<S> type) {
        return type.cast(lines);
    }

    @Override
    public void close() {
        lines.close();
        net.close();
        executor.shutdownNow();
    }
}
