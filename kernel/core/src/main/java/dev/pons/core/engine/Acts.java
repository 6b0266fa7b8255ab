package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** What a person does with a message: written first, then done. The original never changes. */
final class Acts {

    /** How long an order waits for the disk. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Kit kit;
    private final Copies copies;
    private final Orders orders;

    Acts(Kit kit) {
        this.kit = kit;
        this.copies = new Copies(kit);
        this.orders = new Orders(kit);
    }

    /** What makes new messages. */
    Copies copies() {
        return copies;
    }

    /** What is ordered of channels and destinations. */
    Orders orders() {
        return orders;
    }

    /**
     * An act of a person.
     *
     * @param to another destination; empty unless it is a redirect
     */
    record By(Act act, long message, String destination, String to, String who, String why) {

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
            case RESEND -> copies.again(channel, received, by, Origin.Kind.RESEND);
            case RERUN -> copies.again(channel, received, by, Origin.Kind.RERUN);
            case REDIRECT -> redirect(channel, received, by);
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
    interface Work {
        String run() throws IOException, InterruptedException;
    }

    /** What goes wrong on the disk, in words for whoever ordered. */
    static String inWords(Work work) {
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
        var now = channel.program();
        for (var branch : branches(kit, by)) {
            boolean held =
                    channel.parts
                            .outlets()
                            .get(branch.destination())
                            .map(o -> o.backlog.holds(by.message()))
                            .orElse(false);
            boolean gone = now != null && now.destination(branch.destination()).isEmpty();
            if (held && gone && by.concerns(branch.destination())) {
                throw gone(id, branch.destination());
            }
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

    private static ControlException gone(String id, String destination) {
        var to = id + " " + destination;
        return new ControlException(
                "destination "
                        + destination
                        + " is gone from the channel's file: put it back first, or type"
                        + " message:redirect "
                        + to
                        + " --to NAME, or message:skip "
                        + to);
    }

    /** What was made of its message. */
    static List<Entry.Branch> branches(Kit kit, By by) throws IOException, InterruptedException {
        return new Trail(kit.store())
                .routed(by.message())
                .map(Entry.Routed::branches)
                .orElse(List.of());
    }

    private Begun skip(Channel channel, By by) throws InterruptedException, IOException {
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

    /** The delivery to one destination ends, and one to another begins, in one commit. */
    private Begun redirect(Channel channel, Entry.Received received, By by)
            throws IOException, InterruptedException {
        var outlet = channel.parts.outlets().get(by.destination());
        if (by.destination().equals(by.to()) || outlet.isEmpty()) {
            throw new ControlException(
                    "a redirect goes from one destination to another; type message:redirect ID FROM"
                            + " --to NAME");
        }
        var entries = copies.redirected(channel, received, by);
        var item = outlet.get().backlog.reserve(by.message(), i -> i.state() != Item.State.BUSY);
        if (item.isEmpty()) {
            throw nothingFits(by);
        }
        var reserved = Map.of(outlet.get(), item.get());
        return write(
                entries,
                id -> channel.accept(id + entries.size() - 1),
                id -> Ids.text(id + entries.size() - 1),
                yes -> settle(reserved, yes, Backlog::done));
    }

    private Begun hold(Channel channel, By by) throws InterruptedException, IOException {
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
            throws InterruptedException, IOException {
        var reserved = new LinkedHashMap<Outlet, Backlog.Reserved>();
        for (var outlet : channel.parts.outlets().all()) {
            if (by.concerns(outlet.name)) {
                outlet.backlog
                        .reserve(by.message(), fits)
                        .ifPresent(item -> reserved.put(outlet, item));
            }
        }
        if (reserved.isEmpty()) {
            throw nothingFits(by);
        }
        var results = reserved.keySet().stream().map(o -> result(by, o.name, state)).toList();
        return write(
                entries(by, results),
                first -> {},
                first -> Ids.text(by.message()),
                yes -> settle(reserved, yes, change));
    }

    private ControlException nothingFits(By by) {
        var id = Ids.text(by.message());
        return kit.books()
                .ask(b -> b.comesAfter(by.message(), by::concerns))
                .map(
                        waits ->
                                new ControlException(
                                        "of message "
                                                + id
                                                + ", "
                                                + waits.destination
                                                + " comes after "
                                                + waits.after
                                                + ", which has not delivered it: act on "
                                                + waits.after
                                                + " first, for example message:skip "
                                                + id
                                                + " "
                                                + waits.after
                                                + ", which skips both"))
                .orElseGet(
                        () ->
                                new ControlException(
                                        "nothing of message "
                                                + id
                                                + " is in a state for that; type message:show "
                                                + id));
    }

    /** Whatever keeps it from being queued: {@code then} is told that it was not written. */
    private Begun write(
            List<Entry> entries,
            LongConsumer durable,
            LongFunction<String> id,
            Consumer<Boolean> then)
            throws InterruptedException, IOException {
        boolean begun = false;
        try {
            var commit = kit.recorder().begin(entries, durable);
            begun = true;
            return new Begun(commit, id, then);
        } finally {
            if (!begun) {
                then.accept(false);
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
            if (each.getValue().item().state() == Item.State.DONE) {
                each.getKey().skipped(each.getValue().item());
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

    private Begun write(By by, List<Entry> more, Runnable then)
            throws InterruptedException, IOException {
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
