package dev.pons.core.engine;

import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One destination at work: its backlog, its lanes' threads and whether the peer is reachable. The
 * backlog lives as long as the channel; the program behind it comes, changes and goes.
 */
final class Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    /** How long a send may run when it is to stop, before it is aborted, and after. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nothing was delivered for so long: one that must be tried again is worth telling. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    final String name;
    final Backlog backlog = new Backlog();
    final Status<DestinationState> status;
    private final Kit kit;
    private final Crew crew = new Crew();
    private final Reach reach;
    private volatile @Nullable Work work;

    /** What it works by: null while it does not. */
    record Work(String channel, Program.To to, Format format) {}

    Outlet(String channel, String name, Kit kit) {
        this.name = name;
        this.kit = kit;
        this.status =
                new Status<>(
                        "destination " + channel + "/" + name,
                        DestinationState.STOPPED,
                        kit.clock());
        this.reach = new Reach(kit.clock());
    }

    Reach reach() {
        return reach;
    }

    /** Delivers from now on, as this program says; what ran before has ended. */
    void start(Work next) {
        work = next;
        backlog.order(next.to().file().order().kind());
        reach.well();
        crew.limit(next.to().file().order().lanes());
        tellState();
        pump();
    }

    /** The same instances go on under a new version of the channel. */
    void goOn(Work next) {
        work = next;
    }

    /** Delivers no more; returns when nothing of the plugin runs or lives any more. */
    void stop(DestinationState state, String reason) {
        crew.limit(0);
        try {
            if (!crew.quiet(PATIENCE)) {
                crew.abortLate(null);
                if (!crew.quiet(PATIENCE)) {
                    LOG.warn("{}/{}: a send does not end; it is left alone", channel(), name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work = null;
        crew.dismiss().forEach(DestinationInstance::close);
        status.set(state, reason);
    }

    private String channel() {
        var now = work;
        return now == null ? "" : now.channel();
    }

    /** Something may be ready: sees to it that somebody works on it. Returns at once. */
    void pump() {
        while (backlog.anyReady() && reach.mayTry() && crew.enter()) {
            kit.threads().waiting().execute(this::lane);
        }
    }

    /** Ends sends whose time is over. */
    void tick() {
        crew.abortLate(kit.clock().instant());
    }

    /** One lane's thread: sends until there is nothing to send. */
    private void lane() {
        DestinationInstance instance = null;
        boolean well = false;
        try {
            instance = instance();
            well = instance != null && deliverAll(instance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (instance != null) {
                rest(instance, well);
            }
            crew.leave();
        }
        if (well) {
            pump();
        }
    }

    private void rest(DestinationInstance instance, boolean well) {
        var now = work;
        boolean again = now != null && instance.made.same(now.to()) && (well || reach.isWell());
        crew.rest(instance, again);
        if (!again) {
            instance.close();
        }
    }

    private @Nullable DestinationInstance instance() {
        var now = work;
        if (now == null) {
            return null;
        }
        var toClose = new ArrayList<DestinationInstance>();
        var found = crew.borrow(now.to(), toClose);
        toClose.forEach(DestinationInstance::close);
        if (found.isPresent()) {
            return found.get();
        }
        var label = now.channel() + "/" + name;
        var context =
                new PluginContext(label, kit.clock(), kit.net().lines(label), why -> said(why));
        try {
            var made = new DestinationInstance(now.to(), context);
            crew.joins(made);
            return made;
        } catch (Exception e) {
            context.close();
            down(Fence.words(e));
            return null;
        }
    }

    private void said(String why) {
        if (!why.isEmpty()) {
            status.set(DestinationState.DOWN, why);
        }
    }

    /** False: the peer cannot be reached now. */
    private boolean deliverAll(DestinationInstance instance) throws InterruptedException {
        while (crew.mayStay() && reach.mayTry()) {
            var now = work;
            if (now == null || !instance.made.same(now.to())) {
                return true;
            }
            var items = backlog.take(instance.batches() ? Batch.MOST : 1);
            if (items.isEmpty()) {
                return true;
            }
            if (!new Batch(kit, this, now, instance).deliver(items)) {
                return false;
            }
        }
        return true;
    }

    /** The peer took or refused a message. */
    void up() {
        reach.well();
        if (status.state() == DestinationState.DOWN) {
            tellState();
            pump();
        }
    }

    /** A message is to be tried again; told when nothing got through for a while. */
    void trouble(String why) {
        var last = reach.lastOut();
        if (last.isEmpty() || last.get().isBefore(kit.clock().instant().minus(QUIET))) {
            status.set(DestinationState.DOWN, why);
        }
    }

    /** The peer cannot be reached; tried again after a pause, by one lane only. */
    void down(String why) {
        var now = work;
        if (now == null) {
            return;
        }
        var pause = reach.failed(now.to().file().retry());
        status.set(DestinationState.DOWN, why);
        crew.limit(1);
        kit.threads().clock().schedule(this::pump, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** What the state is when the peer is well. */
    void tellState() {
        var now = work;
        if (now == null) {
            return;
        }
        crew.limit(now.to().file().order().lanes());
        var blocking = backlog.blocking(1);
        if (blocking.isEmpty()) {
            status.set(DestinationState.STARTED, "");
        } else {
            status.set(
                    DestinationState.BLOCKED,
                    "message "
                            + Ids.text(blocking.get(0))
                            + " waits for a person and blocks what is behind it; see message:show "
                            + Ids.text(blocking.get(0))
                            + ", then message:release or message:skip");
        }
    }

    /** Tries again after a pause of the item's own. */
    void later(Item item, Duration pause) {
        backlog.delay(item);
        kit.threads()
                .clock()
                .schedule(
                        () -> {
                            if (backlog.due(item)) {
                                pump();
                            }
                        },
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** A message was routed here. */
    void add(Item item) {
        backlog.add(item);
        if (item.state() == Item.State.HELD) {
            tellState();
        }
        pump();
    }

    /** Writes what became of deliveries. */
    void record(List<Entry> results) throws InterruptedException {
        kit.recorder().record(results, id -> {});
    }

    /** Now, as milliseconds. */
    long now() {
        return kit.clock().millis();
    }

    /** When a send that begins now must have ended. */
    Instant deadline() {
        return kit.clock().instant().plus(Batch.LONGEST);
    }
}
