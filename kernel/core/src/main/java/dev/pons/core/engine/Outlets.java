package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.core.store.Ids;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Current current;
    private final Map<String, Outlet> all = new ConcurrentHashMap<>();

    /** Those that do not deliver, and by whose order. */
    private final Map<String, Ordered> paused = new ConcurrentHashMap<>();

    private final Others others = new Others(new Awaited(this), new Partners());
    private @Nullable Ends ends;

    /** On whom deliveries wait: peers that answer later, and channels of this engine. */
    private record Others(Awaited awaited, Partners partners) {}

    /** What begins where a delivery ends, or a whole destination. */
    record Ends(Followers followers, Departed departed) {}

    /**
     * @param program that runs now; null: none
     */
    Outlets(String channel, Kit kit, Current current) {
        this.channel = channel;
        this.kit = kit;
        this.current = current;
    }

    /** What runs, and who works with it. */
    Current current() {
        return current;
    }

    String channel() {
        return channel;
    }

    Kit kit() {
        return kit;
    }

    /** The version that runs. */
    Optional<Program> program() {
        return Optional.ofNullable(current.program());
    }

    /** Those whose final answer comes later. */
    Awaited awaited() {
        return others.awaited();
    }

    /** Who sees to ends; before anything is sent. */
    void endBy(Ends those) {
        ends = those;
    }

    Followers followers() {
        return Objects.requireNonNull(ends).followers();
    }

    private void departed(Program now) {
        var departed = Objects.requireNonNull(ends).departed();
        all.values().forEach(outlet -> departed.settle(outlet, now));
    }

    /** No send runs at this moment. */
    boolean isQuiet() {
        return all.values().stream().allMatch(Outlet::isQuiet);
    }

    /** Once a second. */
    void tick() {
        all.values().forEach(Outlet::tick);
        program().ifPresent(this::departed);
        program().ifPresent(now -> others.partners().tick(all.values(), now));
        others.awaited().tick(kit.clock().millis());
    }

    Collection<Outlet> all() {
        return all.values();
    }

    Optional<Outlet> get(String name) {
        return Optional.ofNullable(all.get(name));
    }

    private Outlet outlet(String name) {
        return all.computeIfAbsent(name, n -> new Outlet(n, this));
    }

    /** What the steps gave goes to its destinations. On the journal's thread. */
    void routed(long entry, Entry.Routed routed, long at) {
        for (int i = 0; i < routed.branches().size(); i++) {
            var branch = routed.branches().get(i);
            if (branch.state() == DeliveryState.QUEUED || branch.state() == DeliveryState.HELD) {
                var item = new Item(routed.message(), entry, at, i, branch.keys());
                item.state(state(branch.state(), branch.aside()));
                outlet(branch.destination()).add(item.first(branch.first()));
            }
        }
    }

    /** What comes after another destination is ready. On the journal's thread. */
    void made(long entry, Entry.Made made, long at) {
        var branch = made.branch();
        if (branch.state() == DeliveryState.QUEUED || branch.state() == DeliveryState.HELD) {
            var item = new Item(made.message(), entry, at, 0, branch.keys());
            item.state(state(branch.state(), branch.aside()));
            outlet(branch.destination()).add(item.first(branch.first()));
        }
    }

    private static Item.State state(DeliveryState state, boolean aside) {
        if (state == DeliveryState.AWAITING) {
            return Item.State.DELAYED;
        }
        if (state != DeliveryState.HELD) {
            return Item.State.WAITING;
        }
        return aside ? Item.State.ASIDE : Item.State.HELD;
    }

    /** A message that was routed before the start and is not done. */
    void recover(OpenMessage message) {
        boolean waits = false;
        for (int i = 0; i < message.deliveries().size(); i++) {
            var delivery = message.deliveries().get(i);
            if (delivery.state == DeliveryState.AFTER) {
                waits = true;
            } else if (!delivery.state.isFinal()) {
                recover(message, i, delivery);
            }
        }
        if (waits) {
            message.deliveries().stream()
                    .filter(d -> d.state.isFinal())
                    .forEach(
                            d ->
                                    followers()
                                            .recover(
                                                    message.id,
                                                    message.routed(),
                                                    d.destination,
                                                    d.state));
        }
    }

    private void recover(OpenMessage message, int branch, OpenMessage.Delivery delivery) {
        long sent = delivery.progress.made == 0 ? message.routed() : delivery.progress.made;
        var item = new Item(message.id, sent, message.at, branch, delivery.keys);
        item.attempts(delivery.progress.attempts);
        item.begun(delivery.isBegun());
        item.state(state(delivery.state, delivery.progress.aside));
        var outlet = outlet(delivery.destination);
        outlet.backlog.add(item.first(delivery.progress.first));
        if (delivery.state == DeliveryState.AWAITING) {
            outlet.awaits(item, delivery.progress.later);
        }
    }

    /** Destinations that a program does not have any more and that still have something to do. */
    List<String> leftBehind(Program next) {
        var left = new ArrayList<String>();
        for (var outlet : all.values()) {
            long waiting = outlet.backlog.queued() + outlet.backlog.held();
            if (waiting > 0
                    && next.destination(outlet.name).isEmpty()
                    && !Departed.isSettled(outlet.name, next)) {
                left.add(
                        "destination "
                                + outlet.name
                                + " is gone from the file, and "
                                + waiting
                                + " messages wait for it: put it back until they are delivered,"
                                + " or say in the file what becomes of them (queued: { "
                                + outlet.name
                                + ": hold }, drop or { send: NAME })");
            }
        }
        return left;
    }

    /** Those that changed are stopped and started, the others go on. */
    synchronized void swap(Optional<Program> before, Program next) {
        for (var outlet : all.values()) {
            if (next.destination(outlet.name).isEmpty()) {
                outlet.stop(DestinationState.STOPPED, "not in the channel's file any more");
                if (outlet.backlog.queued() + outlet.backlog.held() == 0) {
                    all.remove(outlet.name);
                }
            }
        }
        departed(next);
        for (var to : next.destinations()) {
            var outlet = outlet(to.file().name());
            var work = new Work(channel, to, next.format());
            boolean same =
                    before.flatMap(p -> p.destination(outlet.name)).map(to::same).orElse(false);
            if (same && !paused.containsKey(outlet.name)) {
                outlet.goOn(work);
            } else if (outlet.mayTakeOver(to) && !paused.containsKey(outlet.name)) {
                outlet.takeOver(work);
            } else {
                outlet.stop(DestinationState.STOPPED, "");
                begin(outlet, work);
            }
        }
        FailPoint.SWAPPED.pass();
    }

    /** Returns when nothing that was replaced lives any more; false: not until then. */
    boolean awaitLeft(Instant until) throws InterruptedException {
        for (var outlet : all.values()) {
            if (!outlet.awaitLeft(Duration.between(Instant.now(), until))) {
                return false;
            }
        }
        return true;
    }

    private void begin(Outlet outlet, Program program, Program.To to) {
        begin(outlet, new Work(channel, to, program.format(to)));
    }

    private void begin(Outlet outlet, Work work) {
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

    /** What the journal gets when the channel's file stops one. */
    Entry.Act stopped(Outlet outlet, Item item, String why) {
        var rule = Ordered.byRule(reason(outlet, item, why));
        var what = channel + "/" + outlet.name;
        return new Entry.Act(0, what, outlet.now(), rule.order(), rule.who(), why);
    }

    private String reason(Outlet outlet, Item item, String why) {
        return "stopped at message "
                + Ids.text(item.message)
                + ": "
                + why
                + "; see message:show "
                + Ids.text(item.message)
                + ", mend the cause, then type channel:start "
                + channel
                + " "
                + outlet.name;
    }

    /** The channel's file stops one, until a person starts it. Returns at once. */
    void halt(Outlet outlet, Item item, String why) {
        var reason = reason(outlet, item, why);
        var order = Ordered.byRule(reason);
        paused.put(outlet.name, order);
        kit.threads()
                .waiting()
                .execute(
                        () -> {
                            synchronized (this) {
                                if (order.equals(paused.get(outlet.name))) {
                                    outlet.stop(DestinationState.PAUSED, reason);
                                }
                            }
                        });
    }

    /** One delivers no more, or again. */
    synchronized void pause(String name, Ordered order, Optional<Program> program) {
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

    /** One is sent to at this rate, or again as its file says. */
    void rate(String name, Ordered order) {
        var outlet = outlet(name);
        outlet.reach().pace().order(order);
        outlet.pump();
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
