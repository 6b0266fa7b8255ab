package dev.pons.core.engine;

import dev.pons.core.engine.Answering.Request;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The intake of one channel: to the journal, and the answer when its fate is sure. Any thread. */
final class Door implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Kit kit;
    private final String channel;
    private final Supplier<@Nullable Program> program;
    private final Inside inside;
    private final Answering answering;
    private final Map<String, String> position;

    /** Where messages go from here. */
    private record Inside(Router router, Traffic traffic) {}

    /** What one message becomes, and what its sender waits for; null: to be stored, or nothing. */
    private record Taken(Entry entry, @Nullable Fate fate) {}

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
        this.inside = new Inside(router, traffic);
        this.answering = new Answering(kit, channel);
        this.position = new ConcurrentHashMap<>(kit.books().ask(b -> b.account(channel).position));
    }

    @Override
    public Receipt submit(Message message) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        long until = until(now);
        var taken = taken(now, message);
        var receipt = store(now, List.of(taken), null).get(0);
        return answering.answer(new Request(now, message), receipt, taken.fate(), until);
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        long until = until(now);
        var taken = new Taken(refused(now, fragment, problem), null);
        var receipt = refusal(store(now, List.of(taken), null).get(0), problem);
        return answering.answer(new Request(now, fragment), receipt, null, until);
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position behind) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        long until = until(now);
        var all = new ArrayList<Taken>(messages.size());
        for (var message : messages) {
            all.add(taken(now, message));
        }
        boolean moves = !behind.cursors().isEmpty();
        if (all.isEmpty() && !moves) {
            return Receipt.of(Receipt.Kind.STORED);
        }
        var parts = store(now, all, moves ? new Entry.Moved(channel, behind.cursors()) : null);
        if (parts.stream().anyMatch(p -> p.kind() == Receipt.Kind.BUSY)) {
            return Receipt.of(Receipt.Kind.BUSY).with(parts);
        }
        position.putAll(behind.cursors());
        var known = new ArrayList<Receipt>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            known.add(Answering.waited(parts.get(i), all.get(i).fate(), until));
        }
        return Receipt.of(Receipt.Kind.STORED).with(known);
    }

    @Override
    public Position position() {
        return Position.of(position);
    }

    /**
     * The source ends: who has waited since before then ({@code nanoTime}) is told what is known.
     */
    void giveUp(long before) {
        answering.giveUp(before);
    }

    private static Receipt stopping() {
        return Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", "the channel is stopping"));
    }

    private static Duration within(Program now) {
        return now.file().source().answer().within();
    }

    private static long until(Program now) {
        return System.nanoTime() + within(now).toNanos();
    }

    private Taken taken(Program now, Message message) {
        var entry = entry(now, message);
        boolean waits = entry instanceof Entry.Received;
        return new Taken(entry, waits ? Answering.fate(now).orElse(null) : null);
    }

    private Entry entry(Program now, Message message) {
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
                    Content.of(message.body().toBytes()));
        } catch (ProblemException e) {
            return refused(now, message, e.problems().get(0));
        } catch (Exception e) {
            LOG.error("{}: the format cannot look at a message: {}", channel, Fence.words(e));
            return refused(now, message, Problem.of("internal", Fence.words(e)));
        }
    }

    private Entry refused(Program now, Message message, Problem problem) {
        Content body;
        try {
            body = Content.of(message.body().toBytes());
        } catch (IOException e) {
            body = Content.EMPTY;
        }
        return new Entry.Refused(
                channel,
                now.version(),
                kit.clock().millis(),
                message.meta(),
                Map.of(),
                problem.toString(),
                body);
    }

    /** One receipt for each message, with the position behind them; all BUSY: nothing was kept. */
    private List<Receipt> store(Program now, List<Taken> all, Entry.@Nullable Moved moved)
            throws InterruptedException {
        var entries = new ArrayList<Entry>(all.size() + 1);
        all.forEach(t -> entries.add(t.entry()));
        if (moved != null) {
            entries.add(moved);
        }
        var commit = kit.store().append(entries);
        commit.whenDone((done, failure) -> durable(all, done, failure));
        try {
            if (commit.await(within(now))) {
                return receipts(all, commit.first());
            }
            return busy(all, "the disk did not take it in time");
        } catch (IOException e) {
            return busy(all, "the disk does not take messages now");
        }
    }

    private void durable(List<Taken> all, Commit commit, @Nullable IOException failure) {
        if (failure != null) {
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).entry() instanceof Entry.Received received) {
                long id = commit.first() + i;
                var fate = all.get(i).fate();
                if (fate != null) {
                    answering.watch(id, fate);
                }
                inside.traffic().in(received.meta().containsKey("repaired"));
                inside.router().accept(id);
            }
        }
    }

    private static List<Receipt> receipts(List<Taken> all, long first) {
        var receipts = new ArrayList<Receipt>(all.size());
        for (int i = 0; i < all.size(); i++) {
            var id = Ids.text(first + i);
            if (all.get(i).entry() instanceof Entry.Refused refused) {
                var problem = Problem.of("malformed", refused.problem());
                receipts.add(Receipt.of(Receipt.Kind.REFUSED, problem).withId(id));
            } else {
                receipts.add(Receipt.of(Receipt.Kind.STORED).withId(id));
            }
        }
        return receipts;
    }

    private static Receipt refusal(Receipt receipt, Problem problem) {
        return receipt.refused()
                ? Receipt.of(Receipt.Kind.REFUSED, problem).withId(receipt.id().orElse(""))
                : receipt;
    }

    private static List<Receipt> busy(List<Taken> all, String why) {
        var busy = Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", why));
        return all.isEmpty() ? List.of(busy) : all.stream().map(t -> busy).toList();
    }
}
