package dev.pons.plugin.file;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * As much of a kernel as a file needs: an intake that remembers, a clock that is turned by hand.
 */
final class Kernel extends Clock implements Context, Intake, Budget {

    final List<String> submitted = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    final List<Problem> refusals = new ArrayList<>();
    Receipt.Kind answer = Receipt.Kind.STORED;
    int budget = Integer.MAX_VALUE;
    private Instant now = Instant.now();

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** An attempt to send this text, with a name that the template stands for. */
    static Attempt attempt(String key, String name, String text) {
        return attempt(key, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Attempt attempt(String key, String name, byte[] bytes) {
        return new Attempt() {
            @Override
            public Message message() {
                return Message.of(bytes);
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
                return name;
            }

            @Override
            public Delivery judge(Message response) {
                return Delivery.delivered();
            }
        };
    }

    @Override
    public Receipt submit(Message message) {
        try {
            submitted.add(new String(message.body().toBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        files.add(message.meta("file").orElse("?"));
        return answer == Receipt.Kind.REFUSED
                ? Receipt.of(answer, Problem.of("malformed", "does not begin with MSH"))
                : Receipt.of(answer);
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) {
        refusals.add(problem);
        return Receipt.of(Receipt.Kind.REFUSED, problem);
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Position position() {
        return Position.none();
    }

    @Override
    public boolean left() {
        return submitted.size() < budget;
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
        return "test/file";
    }

    @Override
    public ScheduledExecutorService executor() {
        throw new UnsupportedOperationException("a file needs no thread");
    }

    @Override
    public Clock clock() {
        return this;
    }

    @Override
    public void up() {}

    @Override
    public void down(String why) {}

    @Override
    public <S> S service(Class<S> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
