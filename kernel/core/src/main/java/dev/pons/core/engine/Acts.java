package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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

        Entry.Act entry(long at) {
            return new Entry.Act(
                    message, destination, at, act.name().toLowerCase(Locale.ROOT), who, why);
        }
    }

    /** Does it; gives the id of the new message, or of the same. */
    String on(Channel channel, Entry.Received received, By by) throws IOException {
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
        if (kind == Entry.Origin.Kind.RERUN && !by.destination().isEmpty()) {
            throw new ControlException(
                    "a rerun goes to all destinations that the channel chooses; leave the"
                            + " destination out, or type message:resend");
        }
        var copy =
                new Entry.Received(
                        received.channel(),
                        now == null ? received.version() : now.version(),
                        kit.clock().millis(),
                        origin,
                        received.meta(),
                        received.identity(),
                        received.body());
        long id = kit.recorder().now(List.of(by.entry(kit.clock().millis()), copy), PATIENCE) + 1;
        channel.accept(id);
        return Ids.text(id);
    }

    private String release(Channel channel, By by) throws IOException, InterruptedException {
        if (by.destination().isEmpty() && channel.parts.router().held().contains(by.message())) {
            write(by, List.of());
            channel.parts.router().release(by.message());
            return Ids.text(by.message());
        }
        return each(channel, by, Item::held, DeliveryState.QUEUED, Backlog::release);
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
     * Changes every delivery of the message that fits, and writes it. It is changed before it is
     * written, so that no lane takes it between; a crash between the two leaves it as it was.
     */
    private String each(
            Channel channel, By by, Predicate<Item> fits, DeliveryState state, Change change)
            throws IOException, InterruptedException {
        var results = new ArrayList<Entry>();
        var touched = new ArrayList<Outlet>();
        for (var outlet : channel.parts.outlets().all()) {
            boolean meant = by.destination().isEmpty() || by.destination().equals(outlet.name);
            boolean done =
                    meant
                            && outlet.backlog.with(
                                    by.message(),
                                    item -> {
                                        if (!fits.test(item)) {
                                            return false;
                                        }
                                        change.on(outlet.backlog, item);
                                        return true;
                                    });
            if (done) {
                results.add(result(by, outlet.name, state));
                touched.add(outlet);
            }
        }
        if (results.isEmpty()) {
            throw new ControlException(
                    "nothing of message "
                            + Ids.text(by.message())
                            + " is in a state for that; type message:show "
                            + Ids.text(by.message()));
        }
        write(by, results);
        touched.forEach(Outlet::tellState);
        touched.forEach(Outlet::pump);
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
