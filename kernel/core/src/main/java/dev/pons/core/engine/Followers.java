package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.language.Given;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Destinations that come after another one: when that has delivered, their steps run, and what they
 * made is journaled before it is sent; when it never will, neither will they. On the thread of the
 * channel's steps, one at a time.
 */
final class Followers {

    private final Channel channel;
    private final Outlets outlets;
    private final Versions versions;
    private final Kit kit;

    /**
     * A destination that is done with a message for good.
     *
     * @param variables of the message, those included that the peer's answer let
     */
    private record Leader(
            long message,
            long routed,
            String name,
            DeliveryState state,
            Map<String, String> variables) {}

    Followers(Channel channel, Outlets outlets, Versions versions, Kit kit) {
        this.channel = channel;
        this.outlets = outlets;
        this.versions = versions;
        this.kit = kit;
    }

    /** One is done with a message, durably. Returns at once. */
    void ended(Settling.Settled settled) {
        var frozen = Objects.requireNonNull(settled.frozen());
        var variables = new HashMap<>(frozen.variables());
        variables.putAll(settled.result().variables());
        begin(
                new Leader(
                        settled.item().message,
                        frozen.routed(),
                        settled.result().destination(),
                        settled.result().state(),
                        variables));
    }

    /** One was done with a message when the engine ended, and what comes after it has not begun. */
    void recover(long message, long routed, String name, DeliveryState state) {
        channel.parts
                .router()
                .aside(
                        () -> {
                            var let = state == DeliveryState.DELIVERED;
                            var known = let ? known(message, name) : Map.<String, String>of();
                            go(new Leader(message, routed, name, state, known));
                        });
    }

    /** A person skipped one, durably. Returns at once. */
    void skipped(Item item, String name) {
        channel.parts
                .router()
                .aside(
                        () -> {
                            var frozen = Frozen.read(item, kit);
                            if (frozen.leads()) {
                                go(
                                        new Leader(
                                                item.message,
                                                frozen.routed(),
                                                name,
                                                DeliveryState.SKIPPED,
                                                Map.of()));
                            }
                        });
    }

    private void begin(Leader leader) {
        channel.parts.router().aside(() -> go(leader));
    }

    /** The variables that a delivered one saw and let, as the journal tells it. */
    private Map<String, String> known(long message, String name) throws IOException {
        var known = new HashMap<String, String>();
        try (var reader = kit.store().follow(message)) {
            while (reader.next(0)) {
                var entry = reader.entry();
                if (entry instanceof Entry.Made made
                        && made.message() == message
                        && made.branch().destination().equals(name)) {
                    known.putAll(made.variables());
                } else if (entry instanceof Entry.Result result
                        && result.message() == message
                        && result.destination().equals(name)
                        && result.state() == DeliveryState.DELIVERED) {
                    known.putAll(result.variables());
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return known;
    }

    private void go(Leader leader) throws IOException {
        if (!(kit.store().read(leader.routed()) instanceof Entry.Routed routed)
                || !(kit.store().read(leader.message()) instanceof Entry.Received received)) {
            throw new IOException("the journal has no message at " + Ids.text(leader.message()));
        }
        var entries = new ArrayList<Entry>();
        for (var branch : routed.branches()) {
            if (branch.state() == DeliveryState.AFTER && branch.after().equals(leader.name())) {
                entries.add(next(leader, received, routed, branch));
            }
        }
        if (channel.parts.router().cutOff()) {
            throw new Made.NotKept("the channel stops", new IOException("interrupted"));
        }
        if (!entries.isEmpty()) {
            var all = List.copyOf(entries);
            kit.recorder().record(all, first -> durable(first, all, leader, received));
        }
    }

    private Entry next(Leader leader, Entry.Received received, Entry.Routed routed, Branch branch)
            throws IOException {
        if (leader.state() != DeliveryState.DELIVERED) {
            return skipped(leader, branch);
        }
        var variables = new HashMap<>(routed.variables());
        variables.putAll(leader.variables());
        var given = new Given(routed.given().answers());
        var made = made(leader.message(), received, routed, branch, variables, given);
        var left = Giving.kept(given);
        kit.memory().soon(left.remembered());
        return new Entry.Made(
                leader.message(),
                routed.version(),
                kit.clock().millis(),
                variables,
                made,
                leader.routed(),
                left);
    }

    private Entry skipped(Leader leader, Branch branch) {
        return new Entry.Result(
                leader.message(),
                branch.destination(),
                kit.clock().millis(),
                0,
                DeliveryState.SKIPPED,
                false,
                "AFTER",
                leader.name()
                        + ", which it comes after, "
                        + (leader.state() == DeliveryState.EXPIRED
                                ? "expired"
                                : leader.state() == DeliveryState.SKIPPED
                                        ? "was skipped"
                                        : "was not chosen"),
                null);
    }

    private Branch made(
            long message,
            Entry.Received received,
            Entry.Routed routed,
            Branch branch,
            Map<String, String> variables,
            Given given)
            throws IOException {
        var now = channel.program();
        var program =
                now != null && now.version() == routed.version()
                        ? Optional.of(now)
                        : versions.older(routed.version());
        var to = program.flatMap(p -> p.destination(branch.destination()));
        if (to.isEmpty()) {
            return Branches.unmade(
                    branch,
                    "accepted under version "
                            + routed.version()
                            + " of the channel, which cannot be made any more; message:rerun it"
                            + " through today's version, then message:skip it");
        }
        var made =
                new Routing(program.get(), kit.store(), given)
                        .follow(message, received, branch, to.get(), variables);
        return now == null ? made : ChannelWays.kept(made, now);
    }

    /** On the journal's thread. */
    private void durable(long first, List<Entry> entries, Leader leader, Entry.Received received) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Made made) {
                outlets.made(first + i, made, received.at());
                if (made.branch().state().isFinal()) {
                    begin(
                            new Leader(
                                    leader.message(),
                                    leader.routed(),
                                    made.branch().destination(),
                                    made.branch().state(),
                                    Map.of()));
                }
            } else if (entries.get(i) instanceof Entry.Result result) {
                begin(
                        new Leader(
                                leader.message(),
                                leader.routed(),
                                result.destination(),
                                result.state(),
                                Map.of()));
            }
        }
    }
}
