package dev.pons.plugin.sql;

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

/** As much of a kernel as a database needs: an intake that remembers, and says no when told to. */
final class Kernel implements Context, Intake, Budget, AutoCloseable {

    final List<Message> messages = new ArrayList<>();
    final Map<String, String> cursors = new HashMap<>();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    Receipt.Kind answer = Receipt.Kind.STORED;
    boolean endsOnSubmit;
    int budget = 1000;
    String why = "";

    /** The power fails when messages and position are on disk. */
    static final class EndException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    List<String> bodies() {
        return messages.stream().map(Kernel::text).toList();
    }

    static String text(Message message) {
        try {
            return new String(message.body().toBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An attempt whose templates stand for these texts, by their own text. */
    static Attempt attempt(String key, String body, Map<String, String> texts) {
        return new Attempt() {
            @Override
            public Message message() {
                return Message.of(body.getBytes(StandardCharsets.UTF_8));
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
                return Instant.MAX;
            }

            @Override
            public String text(Template template) {
                return texts.getOrDefault(template.toString(), "");
            }

            @Override
            public Delivery judge(Message response) {
                throw new UnsupportedOperationException("a database is its own judge");
            }
        };
    }

    @Override
    public Receipt submit(Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Receipt submitAll(List<Message> all, Position position) {
        var receipt = Receipt.of(answer);
        if (receipt.kept()) {
            messages.addAll(all);
            cursors.putAll(position.cursors());
        }
        if (endsOnSubmit) {
            endsOnSubmit = false;
            throw new EndException();
        }
        return receipt;
    }

    @Override
    public Position position() {
        return Position.of(cursors);
    }

    @Override
    public boolean left() {
        return true;
    }

    @Override
    public int messages() {
        return budget;
    }

    @Override
    public long bytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public String name() {
        return "test/sql";
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
        why = "";
    }

    @Override
    public void down(String words) {
        why = words;
    }

    @Override
    public <S> S service(Class<S> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
