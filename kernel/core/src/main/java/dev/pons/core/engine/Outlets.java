package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The destinations of one channel at work, those included that only have a backlog left. Any
 * thread.
 */
final class Outlets {

    private final String channel;
    private final Kit kit;
    private final Map<String, Outlet> all = new ConcurrentHashMap<>();
    private final Map<String, Ordered> paused = new ConcurrentHashMap<>();

    Outlets(String channel, Kit kit) {
        this.channel = channel;
        this.kit = kit;
    }

    Collection<Outlet> all() {
        return all.values();
    }

    Optional<Outlet> get(String name) {
        return Optional.ofNullable(all.get(name));
    }

    private Outlet outlet(String name) {
        return all.computeIfAbsent(name, n -> new Outlet(channel, n, kit));
    }

    /** What the steps gave goes to its destinations. On the journal's thread. */
    void routed(long entry, Entry.Routed routed, long at) {
        for (int i = 0; i < routed.branches().size(); i++) {
            var branch = routed.branches().get(i);
            if (branch.state() == DeliveryState.QUEUED || branch.state() == DeliveryState.HELD) {
                var item = new Item(routed.message(), entry, at, i, branch.keys());
                item.state(state(branch.state(), branch.aside()));
                outlet(branch.destination()).add(item);
            }
        }
    }

    private static Item.State state(DeliveryState state, boolean aside) {
        if (state != DeliveryState.HELD) {
            return Item.State.WAITING;
        }
        return aside ? Item.State.ASIDE : Item.State.HELD;
    }

    /** A message that was routed before the start and is not done. */
    void recover(OpenMessage message) {
        for (int i = 0; i < message.deliveries().size(); i++) {
            var delivery = message.deliveries().get(i);
            if (delivery.state == DeliveryState.QUEUED || delivery.state == DeliveryState.HELD) {
                var item = new Item(message.id, message.routed(), message.at, i, delivery.keys);
                item.attempts(delivery.progress.attempts);
                item.state(state(delivery.state, delivery.progress.aside));
                outlet(delivery.destination).backlog.add(item);
            }
        }
    }

    /** Destinations that a program does not have any more and that still have something to do. */
    List<String> leftBehind(Program next) {
        var left = new ArrayList<String>();
        for (var outlet : all.values()) {
            long waiting = outlet.backlog.queued() + outlet.backlog.held();
            if (waiting > 0 && next.destination(outlet.name).isEmpty()) {
                left.add(
                        "destination "
                                + outlet.name
                                + " is gone from the file, and "
                                + waiting
                                + " messages wait for it: put it back until they are delivered, or"
                                + " skip them (message:skip ID "
                                + outlet.name
                                + ")");
            }
        }
        return left;
    }

    /** Those that changed are stopped and started, the others go on. */
    void swap(Optional<Program> before, Program next) {
        for (var outlet : all.values()) {
            if (next.destination(outlet.name).isEmpty()) {
                outlet.stop(DestinationState.STOPPED, "not in the channel's file any more");
                if (outlet.backlog.queued() + outlet.backlog.held() == 0) {
                    all.remove(outlet.name);
                }
            }
        }
        for (var to : next.destinations()) {
            var outlet = outlet(to.file().name());
            var work = new Outlet.Work(channel, to, next.format());
            boolean same =
                    before.flatMap(p -> p.destination(outlet.name)).map(to::same).orElse(false);
            if (same && !paused.containsKey(outlet.name)) {
                outlet.goOn(work);
            } else {
                outlet.stop(DestinationState.STOPPED, "");
                begin(outlet, work);
            }
        }
        FailPoint.SWAPPED.pass();
    }

    private void begin(Outlet outlet, Program program, Program.To to) {
        begin(outlet, new Outlet.Work(channel, to, program.format()));
    }

    private void begin(Outlet outlet, Outlet.Work work) {
        if (paused.containsKey(outlet.name)) {
            outlet.status.set(DestinationState.PAUSED, pausedBy(outlet.name));
        } else {
            outlet.start(work);
        }
    }

    /** All stop; returns when nothing of a plugin runs in them. */
    void stop(String reason) {
        var stops =
                all.values().stream()
                        .map(
                                o ->
                                        CompletableFuture.runAsync(
                                                () -> end(o, reason), kit.threads().waiting()))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stops).join();
    }

    /** A pause by order stays one. */
    private void end(Outlet outlet, String reason) {
        if (paused.containsKey(outlet.name)) {
            outlet.stop(DestinationState.PAUSED, pausedBy(outlet.name));
        } else {
            outlet.stop(DestinationState.STOPPED, reason);
        }
    }

    private String pausedBy(String name) {
        return paused.getOrDefault(name, Ordered.NONE)
                .words("channel:resume " + channel + " " + name);
    }

    /** One delivers no more, or again. */
    void pause(String name, Ordered order, Optional<Program> program) {
        boolean yes = order.isPause() || order.isStop();
        if (yes) {
            paused.put(name, order);
        } else {
            paused.remove(name);
        }
        var outlet = outlet(name);
        if (yes) {
            outlet.stop(DestinationState.PAUSED, pausedBy(name));
        } else if (outlet.status.state() == DestinationState.PAUSED) {
            outlet.status.set(DestinationState.STOPPED, "the channel is stopped");
            program.ifPresent(p -> p.destination(name).ifPresent(to -> begin(outlet, p, to)));
        }
    }

    /** Paused before the start. */
    void wasPaused(String name, Ordered order) {
        paused.put(name, order);
    }

    long queued() {
        return all.values().stream().mapToLong(o -> o.backlog.queued()).sum();
    }

    long held() {
        return all.values().stream().mapToLong(o -> o.backlog.held()).sum();
    }
}
