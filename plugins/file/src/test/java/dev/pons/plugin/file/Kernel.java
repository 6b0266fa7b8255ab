package dev.pons.plugin.file;

import dev.pons.spi.Attempt;
import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Spool;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Ports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * As much of a kernel as a file needs: an intake that remembers, a clock that is turned by hand.
 */
public final class Kernel extends Clock implements Context, Intake, Budget {

    private final Ports ports;

    /** With a disk only. */
    public Kernel() {
        this(null);
    }

    /** With lines of this kind. */
    public Kernel(Ports ports) {
        this.ports = ports;
    }

    public final List<String> submitted = new ArrayList<>();
    public final List<String> files = new ArrayList<>();
    public final List<Problem> refusals = new ArrayList<>();
    public final List<String> states = new ArrayList<>();

    /** Runs when a message is durable, before the poller hears of it. */
    public Runnable whenStored = () -> {};

    /** How many large messages nobody has let go of. */
    public int spooled;

    private ScheduledExecutorService executor;
    Receipt.Kind answer = Receipt.Kind.STORED;
    int budget = Integer.MAX_VALUE;
    private Instant now = Instant.now();

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** An attempt to send this text, with a name that the template stands for. */
    public static Attempt attempt(String key, String name, String text) {
        return attempt(key, name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Attempt attempt(String key, String name, byte[] bytes) {
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
        whenStored.run();
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
        if (executor == null) {
            executor =
                    Executors.newSingleThreadScheduledExecutor(
                            work -> {
                                var thread = new Thread(work, "tck-kernel");
                                thread.setDaemon(true);
                                return thread;
                            });
        }
        return executor;
    }

    @Override
    public Clock clock() {
        return this;
    }

    @Override
    public void up() {
        states.add("up");
    }

    @Override
    public void down(String why) {
        states.add(why);
    }

    @Override
    public <S> S service(Class<S> type) {
        if (type == Spool.class) {
            return type.cast((Spool) Spooled::new);
        }
        if (type == Ports.class && ports != null) {
            return type.cast(ports);
        }
        throw new UnsupportedOperationException();
    }

    /** A large message on its way, in memory. */
    private final class Spooled implements Spool.Spooled {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Spooled() {
            spooled++;
        }

        @Override
        public void write(byte[] from, int at, int count) {
            bytes.write(from, at, count);
        }

        @Override
        public Payload payload() {
            return Payload.of(bytes.toByteArray());
        }

        @Override
        public void close() {
            spooled--;
        }
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
