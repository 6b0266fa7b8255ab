package dev.pons.core.engine;

import dev.pons.core.engine.Answering.Request;
import dev.pons.core.engine.Repeats.Look;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The intake of one channel: to the journal, and the answer when its fate is sure. Any thread. */
final class Door implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String DISK_LOW = "the disk of the engine is nearly full";
    private static final String DISK_SAYS_NO = "the disk does not take messages now";

    private final Kit kit;
    private final String channel;
    private final Supplier<@Nullable Program> program;
    private final Inside inside;
    private final Answering answering;
    private final Map<String, String> position;

    /** Where messages go from here. */
    private record Inside(Router router, Traffic traffic, Repeats repeats, Bodies bodies) {}

    /**
     * What one message becomes.
     *
     * @param entry null: it was there before, and is dropped
     * @param look at what was before
     * @param fate what its sender waits for; null: that it is stored, or nothing
     */
    private record Taken(@Nullable Entry entry, Look look, @Nullable Fate fate) {}

    /**
     * @param program that runs now; null: the channel takes nothing
     */
    Door(
            Kit kit,
            String channel,
            Supplier<@Nullable Program> program,
            Router router,
            Traffic traffic,
            Repeats repeats) {
        this.kit = kit;
        this.channel = channel;
        this.program = program;
        this.inside = new Inside(router, traffic, repeats, new Bodies(kit.store()));
        this.answering = new Answering(kit, channel);
        this.position = new ConcurrentHashMap<>(kit.books().ask(b -> b.account(channel).position));
    }

    @Override
    public Receipt submit(Message message) throws InterruptedException {
        return submit(message, null);
    }

    @Override
    public Receipt submit(Message message, @Nullable Function<Receipt, Message> otherwise)
            throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        long until = until(now);
        FailPoint.INTAKE.pass();
        var one = taken(now, List.of(message), null, until).get(0);
        FailPoint.ANSWERING.pass();
        return answering.answer(
                one.request(now, message, otherwise), one.receipt(), one.fate(), until);
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        long until = until(now);
        var look = Look.fresh(fragment, Entry.Once.NONE);
        var refused = refused(now, fragment, problem, inside.bodies().fragment(fragment));
        var stored =
                kit.store().space().low()
                        ? busy(1, DISK_LOW)
                        : store(now, List.of(new Taken(refused, look, null)), null, () -> {});
        var receipt = refusal(stored.get(0).receipt(), problem);
        return answering.answer(new Request(now, fragment, null), receipt, null, until);
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position behind) throws InterruptedException {
        var now = program.get();
        if (now == null) {
            return stopping();
        }
        boolean moves = !behind.cursors().isEmpty();
        if (messages.isEmpty() && !moves) {
            return Receipt.of(Receipt.Kind.STORED);
        }
        long until = until(now);
        var moved = moves ? new Entry.Moved(channel, behind.cursors()) : null;
        var parts = taken(now, messages, moved, until);
        if (parts.stream().anyMatch(p -> p.receipt().kind() == Receipt.Kind.BUSY)) {
            return Receipt.of(Receipt.Kind.BUSY).with(parts.stream().map(Known::receipt).toList());
        }
        position.putAll(behind.cursors());
        var known = new ArrayList<Receipt>(parts.size());
        for (var part : parts) {
            known.add(Answering.waited(part.receipt(), part.fate(), until));
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

    /**
     * What is known of one message now, and what its sender waits for.
     *
     * @param body as the store has it, which outlives the call; null: as the source gave it
     */
    private record Known(Receipt receipt, @Nullable Fate fate, @Nullable Payload body) {

        Request request(
                Program now, Message message, @Nullable Function<Receipt, Message> otherwise) {
            return new Request(now, body == null ? message : message.withBody(body), otherwise);
        }
    }

    /** Looks whether they were there before, and stores those that were not. */
    private List<Known> taken(
            Program now, List<Message> messages, Entry.@Nullable Moved moved, long until)
            throws InterruptedException {
        if (kit.store().space().low()) {
            return busy(messages.size(), DISK_LOW);
        }
        var looks = inside.repeats().look(now, messages, until);
        if (looks.isEmpty()) {
            return busy(messages.size(), "the same message is being written, and was not in time");
        }
        boolean handed = false;
        var all = new ArrayList<Taken>(messages.size());
        try {
            for (var look : looks.get().all()) {
                all.add(taken(now, look));
            }
            handed = true;
            return store(now, all, moved, looks.get()::done);
        } catch (IOException e) {
            LOG.debug("{}: not taken: {}", channel, e.getMessage());
            return busy(messages.size(), DISK_SAYS_NO);
        } finally {
            if (!handed) {
                inside.bodies().discard(entries(all, null));
                looks.get().done();
            }
        }
    }

    private Taken taken(Program now, Look look) throws IOException {
        if (look.drops()) {
            return new Taken(null, look, null);
        }
        var entry = entry(now, look, inside.bodies().content(look.message()));
        boolean waits = entry instanceof Entry.Received;
        return new Taken(entry, look, waits ? Answering.fate(now).orElse(null) : null);
    }

    private Entry entry(Program now, Look look, Content body) {
        var message = look.message();
        try {
            var identity = Fence.call(() -> now.format().identify(message));
            return new Entry.Received(
                    channel,
                    now.version(),
                    kit.clock().millis(),
                    Origin.SOURCE,
                    look.once(),
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

    /**
     * What becomes of each, with the position behind them; all BUSY: nothing was kept. {@code then}
     * runs when they are durable or surely not kept.
     */
    private List<Known> store(
            Program now, List<Taken> all, Entry.@Nullable Moved moved, Runnable then)
            throws InterruptedException {
        var entries = entries(all, moved);
        if (entries.isEmpty()) {
            then.run();
            return known(now, all, 0);
        }
        var longest = within(now);
        long until = System.nanoTime() + longest.toNanos();
        boolean appended = false;
        boolean kept = false;
        try {
            var commit = kit.store().append(entries, longest);
            appended = true;
            commit.whenDone((done, failure) -> durable(all, done, failure, then));
            kept = commit.await(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            return kept
                    ? known(now, all, commit.first())
                    : busy(all.size(), "the disk did not take it in time");
        } catch (IOException e) {
            return busy(all.size(), DISK_SAYS_NO);
        } finally {
            if (!kept) {
                inside.bodies().discard(entries);
            }
            if (!appended) {
                then.run();
            }
        }
    }

    private static List<Entry> entries(List<Taken> all, Entry.@Nullable Moved moved) {
        var entries = new ArrayList<Entry>(all.size() + 1);
        for (var taken : all) {
            if (taken.entry() != null) {
                entries.add(taken.entry());
            }
        }
        if (moved != null) {
            entries.add(moved);
        }
        return entries;
    }

    private void durable(
            List<Taken> all, Commit commit, @Nullable IOException failure, Runnable then) {
        try {
            long id = failure == null ? commit.first() : 0;
            for (var taken : all) {
                if (failure == null && taken.entry() instanceof Entry.Received received) {
                    came(id, received, taken.fate());
                }
                id += taken.entry() == null ? 0 : 1;
            }
        } finally {
            then.run();
        }
    }

    private void came(long id, Entry.Received received, @Nullable Fate fate) {
        inside.repeats().stored(id, received);
        if (fate != null) {
            answering.watch(id, fate);
        }
        inside.traffic().in(received.meta().containsKey("repaired"));
        inside.router().accept(id);
    }

    private List<Known> known(Program now, List<Taken> all, long first) {
        var known = new ArrayList<Known>(all.size());
        long id = first;
        for (var taken : all) {
            var entry = taken.entry();
            if (entry == null) {
                known.add(duplicate(now, taken.look(), known));
                continue;
            }
            var receipt =
                    entry instanceof Entry.Refused refused
                            ? Receipt.of(
                                    Receipt.Kind.REFUSED,
                                    Problem.of("malformed", refused.problem()))
                            : Receipt.of(Receipt.Kind.STORED);
            var body = entry instanceof Entry.Received received ? received.body() : null;
            known.add(new Known(receipt.withId(Ids.text(id)), taken.fate(), body));
            id++;
        }
        return known;
    }

    /** It shares the fate of the first one, and is counted. */
    private Known duplicate(Program now, Look look, List<Known> before) {
        var like = look.like() < 0 ? null : before.get(look.like());
        var id = like == null ? Ids.text(look.of()) : like.receipt().id().orElse("");
        long of = Ids.parse(id).orElse(0);
        kit.recorder()
                .record(
                        List.of(new Entry.Duplicate(channel, kit.clock().millis(), of)),
                        entry -> {});
        var fate = like == null ? Answering.fate(now).orElse(null) : like.fate();
        if (fate != null && like == null) {
            answering.follow(of, fate);
        }
        var receipt = Receipt.of(Receipt.Kind.DUPLICATE).withId(id);
        return new Known(receipt, fate, fate == null ? null : body(of));
    }

    /** The first one's bytes, which are the same. */
    private @Nullable Payload body(long first) {
        try {
            return kit.store().read(first) instanceof Entry.Received received
                    ? received.body()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Receipt refusal(Receipt receipt, Problem problem) {
        return receipt.refused()
                ? Receipt.of(Receipt.Kind.REFUSED, problem).withId(receipt.id().orElse(""))
                : receipt;
    }

    private static List<Known> busy(int count, String why) {
        var busy = Receipt.of(Receipt.Kind.BUSY, Problem.of("internal", why));
        return Collections.nCopies(Math.max(1, count), new Known(busy, null, null));
    }
}
