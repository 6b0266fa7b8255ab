package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Does it; gives the id of the new message, or of the same. */
    String on(Channel channel, Entry.Received received, By by) {
        try {
            return switch (by.act()) {
                case RESEND -> again(channel, received, by, Entry.Origin.Kind.RESEND);
                case RERUN -> again(channel, received, by, Entry.Origin.Kind.RERUN);
                case RELEASE -> release(channel, by);
                case SKIP -> skip(channel, by);
                case HOLD -> hold(channel, by);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted; look whether it was done", e);
        } catch (IOException e) {
            throw new ControlException(
                    "the order cannot be kept, and was not done: " + e.getMessage(), e);
        }
    }

    private String again(Channel channel, Entry.Received received, By by, Entry.Origin.Kind kind)
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
        long first = kit.recorder().now(entries, PATIENCE, id -> channel.accept(id + 1));
        return Ids.text(first + 1);
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

    private String release(Channel channel, By by) throws IOException, InterruptedException {
        if (by.destination().isEmpty() && channel.parts.router().held().contains(by.message())) {
            write(by, List.of());
            channel.parts.router().release(by.message());
            return Ids.text(by.message());
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

    private String skip(Channel channel, By by) throws IOException, InterruptedException {
        if (by.destination().isEmpty() && channel.parts.router().held().contains(by.message())) {
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
            write(by, List.of(end));
            channel.parts.router().skip(by.message());
            return Ids.text(by.message());
        }
        Predicate<Item> idle = i -> i.state() != Item.State.BUSY;
        return each(channel, by, idle, DeliveryState.SKIPPED, Backlog::done);
    }

    private String hold(Channel channel, By by) throws IOException, InterruptedException {
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
    private String each(
            Channel channel, By by, Predicate<Item> fits, DeliveryState state, Change change)
            throws IOException, InterruptedException {
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
        boolean written = false;
        try {
            write(by, reserved.keySet().stream().map(o -> result(by, o.name, state)).toList());
            written = true;
        } finally {
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
        if (state == DeliveryState.SKIPPED) {
            var followers = channel.parts.outlets().followers();
            reserved.forEach((outlet, r) -> followers.skipped(r.item(), outlet.name));
        }
        return Ids.text(by.message());
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

    private void write(By by, List<Entry> more) throws IOException, InterruptedException {
        var all = new ArrayList<Entry>();
        all.add(by.entry(kit.clock().millis()));
        all.addAll(more);
        kit.recorder().now(all, PATIENCE);
    }
}
