package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.EntryGone;
import dev.pons.core.store.Origin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the messages of one channel go: by which version's steps, or as a copy of what was sent
 * before.
 */
final class ChannelWays implements Router.Ways {

    private final Channel channel;
    private final Outlets outlets;
    private final Versions versions;
    private final Kit kit;
    private final Closing closing;

    ChannelWays(Channel channel, Outlets outlets, Versions versions, Kit kit, Closing closing) {
        this.closing = closing;
        this.channel = channel;
        this.outlets = outlets;
        this.versions = versions;
        this.kit = kit;
        outlets.endBy(
                new Outlets.Ends(
                        new Followers(channel, outlets, versions, kit),
                        new Departed(channel, kit)));
    }

    @Override
    public @Nullable Ran route(long id, Entry.Received received) throws IOException {
        var now = channel.program();
        if (now == null) {
            return null;
        }
        var ran = ran(id, received, now);
        kit.memory().soon(ran.routed().given().remembered());
        return ran;
    }

    private Ran ran(long id, Entry.Received received, Program now) throws IOException {
        long at = kit.clock().millis();
        if (received.origin().kind() == Origin.Kind.RESEND) {
            return whole(copy(id, received, now, at));
        }
        if (received.origin().kind() == Origin.Kind.REDIRECT) {
            return whole(new Routing(now, kit.store()).redirected(id, received, at));
        }
        if (received.origin().kind() == Origin.Kind.RERUN) {
            return run(now, id, received, at, r -> only(received.origin().destination(), r));
        }
        if (Repeats.isHeld(received.meta()) && !channel.parts.router().released(id)) {
            return whole(held(id, now, at, Repeats.reason(received.meta())));
        }
        if (received.origin().kind() == Origin.Kind.AGGREGATE
                && now.aggregate(received.origin().step()).isEmpty()) {
            return whole(held(id, now, at, leftBehind(received.origin().step())));
        }
        if (received.version() == now.version() || channel.parts.router().released(id)) {
            return run(now, id, received, at, r -> r);
        }
        var older = versions.older(received.version());
        return older.isPresent()
                ? run(older.get(), id, received, at, routed -> kept(routed, now))
                : whole(cannot(id, received, now, at));
    }

    private Ran run(
            Program program,
            long id,
            Entry.Received received,
            long at,
            UnaryOperator<Entry.Routed> change) {
        var routing = new Routing(program, kit.store()).into(closing.groups());
        var routed = change.apply(routing.route(id, received, at));
        return new Ran(routed, routing.parts());
    }

    private static Ran whole(Entry.Routed routed) {
        return new Ran(routed, List.of());
    }

    /** What an older version makes for a destination that is gone since waits for a person. */
    private static Entry.Routed kept(Entry.Routed routed, Program now) {
        return each(routed, b -> kept(b, now));
    }

    /** A rerun for one destination leaves the others alone; empty: for all. */
    private static Entry.Routed only(String destination, Entry.Routed routed) {
        return destination.isEmpty()
                ? routed
                : each(routed, b -> b.destination().equals(destination) ? b : again(b, false));
    }

    private static Entry.Routed each(Entry.Routed routed, UnaryOperator<Entry.Branch> change) {
        return new Entry.Routed(
                routed.message(),
                routed.version(),
                routed.at(),
                routed.end(),
                routed.reason(),
                routed.variables(),
                routed.index(),
                routed.branches().stream().map(change).toList(),
                routed.given(),
                routed.collected());
    }

    private static String leftBehind(String step) {
        return "the channel's file has no `aggregate` named "
                + step
                + " any more, behind which it would go on; put it back, then message:release it, or"
                + " message:skip it";
    }

    @Override
    public void ran(Entry.Routed routed, Entry.Received received) {
        closing.groups().comes(routed, received);
    }

    @Override
    public List<Entry.Received> whole() {
        return closing.ofWhole();
    }

    @Override
    public Asides.Maker pollEnded() {
        return closing.ofPoll();
    }

    /** What was made for a destination that is gone since waits for a person. */
    static Entry.Branch kept(Entry.Branch b, Program now) {
        if (b.state() != DeliveryState.QUEUED
                || now.destination(b.destination()).isPresent()
                || Departed.isSettled(b.destination(), now)) {
            return b;
        }
        return new Entry.Branch(
                b.destination(),
                DeliveryState.HELD,
                b.after(),
                true,
                true,
                "the destination is gone from the channel's file; put it back, then"
                        + " message:release it, or message:skip it",
                b.keys(),
                b.texts(),
                b.meta(),
                b.body(),
                b.first(),
                b.format());
    }

    private static Entry.Routed cannot(long id, Entry.Received received, Program now, long at) {
        return held(
                id,
                now,
                at,
                "accepted under version "
                        + received.version()
                        + " of the channel, which cannot be made any more; message:release runs it"
                        + " through today's version");
    }

    private static Entry.Routed held(long id, Program now, long at, String reason) {
        return new Entry.Routed(
                id, now.version(), at, Entry.End.HELD, reason, Map.of(), Map.of(), List.of());
    }

    /** The bytes that the parent was sent with, once more. */
    private Entry.Routed copy(long id, Entry.Received received, Program now, long at)
            throws IOException {
        Optional<Entry.Routed> parent;
        try {
            parent = new Trail(kit.store()).routed(received.origin().parent());
        } catch (EntryGone e) {
            parent = Optional.empty(); // retention took it after the order was given
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (parent.isEmpty()) {
            return held(id, now, at, "what was sent before is not in the journal any more");
        }
        var only = received.origin().destination();
        var branches =
                parent.get().branches().stream()
                        .filter(b -> now.destination(b.destination()).isPresent())
                        .map(b -> again(b, only.isEmpty() || only.equals(b.destination())))
                        .toList();
        return new Entry.Routed(
                id,
                now.version(),
                at,
                Entry.End.ROUTED,
                "resent",
                parent.get().variables(),
                parent.get().index(),
                branches);
    }

    private static Entry.Branch again(Entry.Branch before, boolean wanted) {
        boolean sends = wanted && Acts.wasMade(before);
        return new Entry.Branch(
                before.destination(),
                sends ? DeliveryState.QUEUED : DeliveryState.NOT_CHOSEN,
                "",
                false,
                sends,
                wanted ? before.reason() : "not asked for",
                before.keys(),
                before.texts(),
                before.meta(),
                before.body(),
                before.first(),
                before.format());
    }

    @Override
    public void routed(long entry, Entry.Routed routed, Entry.Received received) {
        closing.groups().durable(entry, routed);
        outlets.routed(entry, routed, received.at());
    }

    @Override
    public void blockedBy(long message, String reason) {
        channel.blockedBy(message, reason);
    }

    @Override
    public Asking asking() {
        return kit.asks().of(channel.name);
    }

    @Override
    public boolean isRepeat(long message) {
        try {
            return kit.store().read(message) instanceof Entry.Received received
                    && Repeats.isHeld(received.meta());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean holdBlocks() {
        var now = channel.program();
        return now == null || now.file().onError().blocks();
    }
}
