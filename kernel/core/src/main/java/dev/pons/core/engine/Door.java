package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.core.store.Ids;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The intake of one channel: to the journal, and the answer when its fate is sure. Any thread. */
final class Door implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String DISK_LOW = "the disk of the engine is nearly full";
    private static final Pattern CODED = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): (.*)");

    private final Kit kit;
    private final String channel;
    private final Supplier<@Nullable Program> program;
    private final Router router;
    private final Traffic traffic;
    private final Map<String, String> position;

    /**
     * @param program that runs now; null: the channel takes nothing
     */
    Door(
            Kit kit,
            String channel,
            Supplier<@Nullable Program> program,
            Router router,
            Traffic traffic) {
        this.kit = kit;
        this.channel = channel;
        this.program = program;
        this.router = router;
        this.traffic = traffic;
        this.position = new ConcurrentHashMap<>(kit.books().ask(b -> b.account(channel).position));
    }

    @Override
    public Receipt submit(Message message) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", "the channel is stopping"));
        }
        FailPoint.INTAKE.pass();
        var receipt = submitted(now, List.of(message)).get(0);
        FailPoint.ANSWERING.pass();
        return answered(now, message, receipt);
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", "the channel is stopping"));
        }
        Entry entry = refused(now, fragment, problem, fragment(fragment));
        var receipt =
                kit.store().space().low()
                        ? busy(1, DISK_LOW).get(0)
                        : store(now, List.of(entry), List.of(entry)).get(0);
        return answered(now, fragment, receipt.kept() ? receipt : refusal(receipt, problem));
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position behind) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", "the channel is stopping"));
        }
        if (messages.isEmpty() && behind.cursors().isEmpty()) {
            return Receipt.of(Receipt.Kind.STORED);
        }
        var parts = submitted(now, messages, behind);
        if (parts.stream().anyMatch(p -> p.kind() == Receipt.Kind.BUSY)) {
            return Receipt.of(Receipt.Kind.BUSY).with(parts);
        }
        position.putAll(behind.cursors());
        return Receipt.of(Receipt.Kind.STORED).with(parts);
    }

    @Override
    public Position position() {
        return Position.of(position);
    }

    /** One receipt for each; all BUSY when nothing was kept. */
    private List<Receipt> submitted(Program now, List<Message> messages)
            throws InterruptedException {
        return submitted(now, messages, Position.of(Map.of()));
    }

    private List<Receipt> submitted(Program now, List<Message> messages, Position behind)
            throws InterruptedException {
        if (kit.store().space().low()) {
            return busy(messages.size(), DISK_LOW);
        }
        var entries = new ArrayList<Entry>(messages.size() + 1);
        try {
            for (var message : messages) {
                entries.add(entry(now, message, content(message)));
            }
        } catch (IOException e) {
            LOG.debug("{}: not taken: {}", channel, e.getMessage());
            discard(entries);
            return busy(messages.size(), "the disk does not take messages now");
        }
        var told = List.copyOf(entries);
        if (!behind.cursors().isEmpty()) {
            entries.add(new Entry.Moved(channel, behind.cursors()));
        }
        return store(now, entries, told);
    }

    /** {@code IOException}: it cannot be read, or the disk does not take a large one. */
    private Content content(Message message) throws IOException {
        try {
            return Fence.call(() -> kit.store().content(message.body()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(Fence.words(e), e);
        }
    }

    /** What can be kept of it; nothing is no reason to say nothing. */
    private Content fragment(Message fragment) {
        try {
            return content(fragment);
        } catch (IOException e) {
            return Content.EMPTY;
        }
    }

    private void discard(List<Entry> entries) {
        for (var entry : entries) {
            if (entry instanceof Entry.Received received) {
                kit.store().discard(received.body());
            } else if (entry instanceof Entry.Refused refused) {
                kit.store().discard(refused.body());
            }
        }
    }

    private Entry entry(Program now, Message message, Content body) {
        try {
            var identity = Fence.call(() -> now.format().identify(message));
            return new Entry.Received(
                    channel,
                    now.version(),
                    kit.clock().millis(),
                    Entry.Origin.SOURCE,
                    Entry.Once.NONE,
                    message.meta(),
                    identity,
                    body);
        } catch (ProblemException e) {
            return refused(now, message, e.problems().get(0), body);
        } catch (Exception e) {
            LOG.error("{}: the format cannot look at a message: {}", channel, Fence.words(e));
            return refused(now, message, Problem.of("internal", Fence.words(e)), body);
        }
    }

    private Entry refused(Program now, Message message, Problem problem, Content body) {
        return new Entry.Refused(
                channel,
                now.version(),
                kit.clock().millis(),
                message.meta(),
                Map.of(),
                problem.toString(),
                body);
    }

    /** One receipt for each that is told; all BUSY when nothing was kept. */
    private List<Receipt> store(Program now, List<Entry> entries, List<Entry> told)
            throws InterruptedException {
        boolean asks = now.file().source().answer().acknowledge() == Acknowledge.CHECKED;
        var longest = now.file().source().answer().within();
        long until = System.nanoTime() + longest.toNanos();
        boolean kept = false;
        try {
            var commit = kit.store().append(entries, longest);
            commit.whenDone((done, failure) -> durable(entries, asks, done, failure));
            kept = commit.await(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            return kept
                    ? receipts(told, commit.first(), asks, until)
                    : busy(told.size(), "the disk did not take it in time");
        } catch (IOException e) {
            return busy(told.size(), "the disk does not take messages now");
        } finally {
            if (!kept) {
                discard(entries);
            }
        }
    }

    private void durable(
            List<Entry> entries, boolean asks, Commit commit, @Nullable IOException failure) {
        if (failure != null) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Received received) {
                if (asks) {
                    router.ask(commit.first() + i);
                }
                traffic.in(received.meta().containsKey("repaired"));
                router.accept(commit.first() + i);
            }
        }
    }

    private List<Receipt> receipts(List<Entry> told, long first, boolean asks, long until) {
        var receipts = new ArrayList<Receipt>(told.size());
        for (int i = 0; i < told.size(); i++) {
            long id = first + i;
            if (told.get(i) instanceof Entry.Refused refused) {
                var problem = Problem.of("malformed", refused.problem());
                receipts.add(Receipt.of(Receipt.Kind.REFUSED, problem).withId(Ids.text(id)));
            } else {
                var stored = Receipt.of(Receipt.Kind.STORED).withId(Ids.text(id));
                receipts.add(asks ? checked(id, stored, until) : stored);
            }
        }
        return receipts;
    }

    /** What the steps say, if they say it in time; the message is kept in any case. */
    private Receipt checked(long id, Receipt stored, long until) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            var routed = router.ask(id).get(Math.max(1, millis), TimeUnit.MILLISECONDS);
            return routed.end() == Entry.End.REFUSED
                    ? Receipt.of(Receipt.Kind.REFUSED, told(routed.reason())).withId(Ids.text(id))
                    : stored;
        } catch (TimeoutException e) {
            return stored.unfinished();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stored.unfinished();
        } catch (ExecutionException e) {
            throw new IllegalStateException("steps never fail here", e);
        } finally {
            router.forget(id);
        }
    }

    /** {@code CODE: words} of a refusing step, or words alone of one that failed. */
    private static Problem told(String reason) {
        var coded = CODED.matcher(reason);
        return coded.matches()
                ? Problem.of(coded.group(1), coded.group(2))
                : Problem.of("not-allowed", reason);
    }

    private static Receipt refusal(Receipt receipt, Problem problem) {
        return receipt.refused()
                ? Receipt.of(Receipt.Kind.REFUSED, problem).withId(receipt.id().orElse(""))
                : receipt;
    }

    /** One for each, and at least one. */
    private static List<Receipt> busy(int many, String why) {
        return Collections.nCopies(
                Math.max(1, many), Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", why)));
    }

    /** The receipt with the answer that the format gives to it. */
    private Receipt answered(Program now, Message message, Receipt receipt) {
        try {
            return receipt.with(Fence.call(() -> now.format().reply(message, receipt)));
        } catch (Exception e) {
            LOG.error("{}: the format cannot answer: {}", channel, Fence.words(e));
            return receipt.with(Reply.silence());
        }
    }
}
