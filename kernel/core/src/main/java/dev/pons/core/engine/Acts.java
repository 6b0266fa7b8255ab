package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** What a person does with a message: written first, then done. The original never changes. */
final class Acts {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Kit kit;

    Acts(Kit kit) {
        this.kit = kit;
    }

    /** An act of a person. */
    record By(Act act, long message, String destination, String who, String why) {

        /** It is about that destination too. */
        boolean concerns(String name) {
            return destination.isEmpty() || destination.equals(name);
        }

        Entry.Act entry(long at) {
            return new Entry.Act(
                    message, destination, at, act.name().toLowerCase(Locale.ROOT), who, why);
        }
    }

    /** An act that is on its way to the disk; {@link #end} follows. */
    record Begun(Commit commit, LongFunction<String> id, Consumer<Boolean> then) {}

    /** Does it; gives the id of the new message, or of the same. */
    String on(Channel channel, Entry.Received received, By by) {
        return inWords(() -> end(begin(channel, received, by)));
    }

    /**
     * Begins it: looks whether the message is in a state for it, keeps others from changing that,
     * and queues what is to be written. {@link ControlException}: it is not.
     */
    Begun begin(Channel channel, Entry.Received received, By by)
            throws IOException, InterruptedException {
        return switch (by.act()) {
            case RESEND -> again(channel, received, by, Entry.Origin.Kind.RESEND);
            case RERUN -> again(channel, received, by, Entry.Origin.Kind.RERUN);
            case RELEASE -> release(channel, by);
            case SKIP -> skip(channel, by);
            case HOLD -> hold(channel, by);
        };
    }

    /** Waits until it is written, and does it. {@code IOException}: it was not, and is not done. */
    static String end(Begun begun) throws IOException, InterruptedException {
        boolean written = false;
        try {
            Recorder.await(begun.commit(), PATIENCE);
            written = true;
        } finally {
            begun.then().accept(written);
        }
        return begun.id().apply(begun.commit().first());
    }

    /** An act that may fail on the disk. */
    @FunctionalInterface
    private interface Work {
        String run() throws IOException, InterruptedException;
    }

    private static String inWords(Work work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted; look whether it was done", e);
        } catch (IOException e) {
            throw new ControlException(
                    "the order cannot be kept, and was not done: " + e.getMessage(), e);
        }
    }

    /**
     * Other bytes, given by a person, as a new message through today's channel. {@link
     * ControlException}: the format refuses them, or the channel does not run.
     */
    String edit(Channel channel, Entry.Received received, long message, Content body, Said said) {
        var now = channel.program();
        if (now == null) {
            throw new ControlException(
                    "channel " + channel.name + " does not run; type channel:why " + channel.name);
        }
        var identity = identity(now, Message.of(body, received.meta()));
        var origin = new Entry.Origin(Entry.Origin.Kind.EDIT, message, "", said.who(), said.why());
        long at = kit.clock().millis();
        var act = new Entry.Act(message, "", at, "edit", said.who(), said.why());
        var copy =
                new Entry.Received(
                        received.channel(),
                        now.version(),
                        at,
                        origin,
                        Entry.Once.NONE,
                        received.meta(),
                        identity,
                        body);
        return inWords(
                () -> {
                    long first =
                            kit.recorder()
                                    .now(
                                            List.of(act, copy),
                                            PATIENCE,
                                            id -> channel.accept(id + 1));
                    return Ids.text(first + 1);
                });
    }

    /** Who did it, and why. */
    record Said(String who, String why) {}

    private static Map<String, String> identity(Program now, Message message) {
        try {
            return Fence.call(() -> now.format().identify(message));
        } catch (ProblemException e) {
            throw new ControlException(
                    "the format does not take these bytes: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new ControlException("the format cannot look at it: " + Fence.words(e), e);
        }
    }

    /** What a message waits for now, by the engine's own books and not by search. */
    MessageState state(Channel channel, long message) {
        var outlets = channel.parts.outlets().all();
        if (channel.parts.router().holds(message)
                || outlets.stream().anyMatch(o -> o.backlog.holds(message))) {
            return MessageState.HELD;
        }
        if (kit.books().ask(b -> b.isBeforeItsSteps(message))) {
            return MessageState.ACCEPTED;
        }
        return kit.books().ask(b -> b.isOpen(message)) ? MessageState.QUEUED : MessageState.DONE;
    }

    private Begun again(Channel channel, Entry.Received received, By by, Entry.Origin.Kind kind)
            throws IOException, InterruptedException {
        var now = channel.program();
        var origin = new Entry.Origin(kind, by.message(), by.destination(), by.who(), by.why());
        if (!by.destination().isEmpty()
                && (now == null || now.destination(by.destination()).isEmpty())) {
            throw new ControlException(
                    "channel " + channel.name + " has no destination " + by.destination());
        }
        if (kind == Entry.Origin.Kind.RESEND) {
            wasSent(by);
        }
        var copy =
                new Entry.Received(
                        received.channel(),
                        now == null ? received.version() : now.version(),
                        kit.clock().millis(),
                        origin,
                        Entry.Once.NONE,
                        received.meta(),
                        received.identity(),
                        received.body());
        List<Entry> entries = List.of(by.entry(kit.clock().millis()), copy);
        var commit = kit.recorder().begin(entries, id -> channel.accept(id + 1));
        return new Begun(commit, first -> Ids.text(first + 1), written -> {});
    }

    /** What was not sent cannot be sent again: says so before anything is written. */
    private void wasSent(By by) throws IOException, InterruptedException {
        boolean waits = kit.books().ask(b -> b.isBeforeItsSteps(by.message()));
        boolean sent =
                !waits
                        && branches(by).stream()
                                .anyMatch(b -> by.concerns(b.destination()) && wasMade(b));
        if (!sent) {
            throw new ControlException(
                    "nothing of message "
                            + Ids.text(by.message())
                            + " was made"
                            + (by.destination().isEmpty() ? "" : " for " + by.destination())
                            + ", so nothing can be sent again; type message:rerun "
                            + Ids.text(by.message())
                            + " to run it through today's channel");
        }
    }

    static boolean wasMade(Entry.Branch branch) {
        return branch.made();
    }

    private Begun release(Channel channel, By by) throws IOException, InterruptedException {
        if (by.destination().isEmpty() && channel.parts.router().holds(by.message())) {
            return write(by, List.of(), () -> channel.parts.router().release(by.message()));
        }
        canBeSent(channel, by);
        return each(channel, by, Item::held, DeliveryState.QUEUED, Backlog::release);
    }

    /** What a destination's failed steps left unmade must never be sent as it is. */
    private void canBeSent(Channel channel, By by) throws IOException, InterruptedException {
        var id = Ids.text(by.message());
        for (var branch : branches(by)) {
            boolean held =
                    channel.parts
                            .outlets()
                            .get(branch.destination())
                            .map(o -> o.backlog.holds(by.message()))
                            .orElse(false);
            if (held && !branch.made() && by.concerns(branch.destination())) {
                var to = id + " " + branch.destination();
                throw new ControlException(
                        "the steps of destination "
                                + branch.destination()
                                + " failed on message "
                                + id
                                + ", so nothing was made that could be sent: mend the channel, type"
                                + " message:rerun "
                                + to
                                + ", then message:skip "
                                + to);
            }
        }
    }

    private List<Entry.Branch> branches(By by) throws IOException, InterruptedException {
        return new Trail(kit.store())
                .routed(by.message())
                .map(Entry.Routed::branches)
                .orElse(List.of());
    }

    private Begun skip(Channel channel, By by) throws InterruptedException {
        if (by.destination().isEmpty() && channel.parts.router().holds(by.message())) {
            var now = channel.program();
            var end =
                    new Entry.Routed(
                            by.message(),
                            now == null ? 0 : now.version(),
                            kit.clock().millis(),
                            Entry.End.DROPPED,
                            "skipped by " + by.who(),
                            Map.of(),
                            Map.of(),
                            List.of());
            return write(by, List.of(end), () -> channel.parts.router().skip(by.message()));
        }
        Predicate<Item> idle = i -> i.state() != Item.State.BUSY;
        return each(channel, by, idle, DeliveryState.SKIPPED, Backlog::done);
    }

    private Begun hold(Channel channel, By by) throws InterruptedException {
        Predicate<Item> waits =
                i -> i.state() == Item.State.WAITING || i.state() == Item.State.DELAYED;
        return each(channel, by, waits, DeliveryState.HELD, (b, i) -> b.hold(i, false));
    }

    /** What is done to one delivery of a backlog. */
    @FunctionalInterface
    private interface Change {
        void on(Backlog backlog, Item item);
    }

    /**
     * Changes every delivery of the message that fits: no lane takes it while that is written, and
     * what could not be written is as before.
     */
    private Begun each(
            Channel channel, By by, Predicate<Item> fits, DeliveryState state, Change change)
            throws InterruptedException {
        var reserved = new LinkedHashMap<Outlet, Backlog.Reserved>();
        for (var outlet : channel.parts.outlets().all()) {
            if (by.concerns(outlet.name)) {
                outlet.backlog
                        .reserve(by.message(), fits)
                        .ifPresent(item -> reserved.put(outlet, item));
            }
        }
        if (reserved.isEmpty()) {
            throw new ControlException(
                    "nothing of message "
                            + Ids.text(by.message())
                            + " is in a state for that; type message:show "
                            + Ids.text(by.message()));
        }
        var results = reserved.keySet().stream().map(o -> result(by, o.name, state)).toList();
        boolean begun = false;
        try {
            var commit = kit.recorder().begin(entries(by, results), first -> {});
            begun = true;
            return new Begun(
                    commit, first -> Ids.text(by.message()), yes -> settle(reserved, yes, change));
        } finally {
            if (!begun) {
                settle(reserved, false, change);
            }
        }
    }

    private static void settle(
            Map<Outlet, Backlog.Reserved> reserved, boolean written, Change change) {
        for (var each : reserved.entrySet()) {
            var backlog = each.getKey().backlog;
            if (written) {
                backlog.apply(each.getValue(), item -> change.on(backlog, item));
            } else {
                backlog.undo(each.getValue());
            }
            each.getKey().tellState();
            each.getKey().pump();
        }
    }

    private Entry result(By by, String destination, DeliveryState state) {
        return new Entry.Result(
                by.message(),
                destination,
                kit.clock().millis(),
                0,
                state,
                false,
                by.act().name(),
                (state == DeliveryState.SKIPPED ? "skipped by " : "by order of ")
                        + by.who()
                        + (by.why().isEmpty() ? "" : ": " + by.why()),
                null);
    }

    private Begun write(By by, List<Entry> more, Runnable then) throws InterruptedException {
        return new Begun(
                kit.recorder().begin(entries(by, more), first -> {}),
                first -> Ids.text(by.message()),
                written -> {
                    if (written) {
                        then.run();
                    }
                });
    }

    private List<Entry> entries(By by, List<? extends Entry> more) {
        var all = new ArrayList<Entry>();
        all.add(by.entry(kit.clock().millis()));
        all.addAll(more);
        return all;
    }
}
