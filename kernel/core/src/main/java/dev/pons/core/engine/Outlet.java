package dev.pons.core.engine;

import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

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
    private final Outlets home;
    private final Reach reach;
    private final Crews crews;
    private volatile @Nullable Work work;

    Outlet(String name, Outlets home) {
        this.name = name;
        this.home = home;
        this.status =
                new Status<>(
                        "destination " + home.channel() + "/" + name,
                        DestinationState.STOPPED,
                        home.kit().clock());
        this.crews = new Crews(home.kit().threads());
        this.reach = new Reach(home.kit().clock());
    }

    Reach reach() {
        return reach;
    }

    /** Delivers from now on, as this program says; what ran before has ended. */
    void start(Work next) {
        work = next;
        backlog.order(next.to().file().order().kind());
        reach.well();
        reach.pace().file(next.to().file().attempts().rate());
        crews.now().open(next.to().file().order().lanes());
        tellState();
        open(next, crews.now());
        pump();
    }

    /** What peers connect to is there before there is anything to send. */
    private void open(Work next, Crew mine) {
        if (next.listens() && mine.enter()) {
            Optional.ofNullable(instance(mine)).ifPresent(opened -> rest(mine, opened, true));
            mine.leave();
        }
    }

    /** Something is to be sent, or what peers connect to could not be opened before. */
    private boolean isWanted(Crew mine) {
        var now = work;
        return backlog.anyReady() || now != null && now.listens() && mine.isEmpty();
    }

    /** The same instances go on under a new version of the channel. */
    void goOn(Work next) {
        work = next;
    }

    /** It works, and its queue would not be another one. */
    boolean mayTakeOver(Program.To next) {
        var now = work;
        return now != null && now.to().file().order().kind() == next.file().order().kind();
    }

    /** Other instances go on from here, while running sends of those before end by themselves. */
    void takeOver(Work next) {
        var resting = crews.relieve();
        start(next);
        resting.forEach(crews::close);
    }

    /**
     * Returns when nothing of those before lives any more; what does not end is aborted then, and
     * left alone if that does not help: false.
     */
    boolean awaitLeft(Duration longest) {
        try {
            if (crews.awaitLeft(longest, PATIENCE)) {
                return true;
            }
            LOG.warn(
                    "{}/{}: a send does not end; it is left alone, and its message will be sent"
                            + " again",
                    channel(),
                    name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Delivers no more; returns when nothing of the plugin runs or lives any more. */
    void stop(DestinationState state, String reason) {
        var resting = crews.relieve();
        if (!awaitLeft(PATIENCE)) {
            backlog.forsake();
        }
        work = null;
        resting.forEach(crews::close);
        status.set(state, reason);
    }

    /** Nothing of it runs at this moment, or is about to. */
    boolean isQuiet() {
        return (work == null || !backlog.anyReady()) && crews.isQuiet();
    }

    private String channel() {
        return home.channel();
    }

    /** Something may be ready: sees to it that somebody works on it. Returns at once. */
    void pump() {
        var mine = crews.now();
        while (isWanted(mine) && reach.mayTry() && paced() && mine.enter()) {
            boolean begun = false;
            try {
                home.kit().threads().waiting().execute(() -> lane(mine));
                begun = true;
            } finally {
                if (!begun) {
                    mine.leave();
                }
            }
        }
    }

    /** One may be sent now; else it is seen to again when one may. */
    private boolean paced() {
        return reach.pace().may(pause -> home.kit().threads().soon(pause, this::pump));
    }

    /**
     * Once a second: ends sends whose time is over and what is too old, begins what could not be
     * begun before.
     */
    void tick() {
        home.program()
                .flatMap(p -> p.destination(name))
                .ifPresent(to -> new Settling(home.kit(), this, to).expireAll());
        if (crews.tick(home.kit().clock().instant())) {
            status.become(
                    DestinationState.DOWN,
                    "a send does not end though it was aborted; see plugin:doctor");
        }
        pump();
    }

    /** One lane's thread: sends until there is nothing to send. */
    private void lane(Crew mine) {
        DestinationInstance instance = null;
        boolean well = false;
        try {
            instance = instance(mine);
            well = instance != null && deliverAll(mine, instance);
        } catch (RuntimeException e) {
            LOG.error("{}/{}: a fault of the engine: {}", channel(), name, Fence.place(e));
            down("a fault of the engine; its log says where");
        } finally {
            if (instance != null) {
                rest(mine, instance, well);
            }
            mine.leave();
        }
        if (well) {
            pump();
        }
    }

    private void rest(Crew mine, DestinationInstance instance, boolean well) {
        var now = work;
        boolean again =
                mine == crews.now()
                        && now != null
                        && instance.made.same(now.to())
                        && (well || reach.isWell() || now.listens());
        mine.rest(instance, again);
        if (!again) {
            crews.close(instance);
        }
    }

    private @Nullable DestinationInstance instance(Crew mine) {
        var now = work;
        if (now == null) {
            return null;
        }
        var toClose = new ArrayList<DestinationInstance>();
        var found = mine.borrow(now.to(), toClose);
        toClose.forEach(crews::close);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            var made = now.instance(home, this::said);
            mine.joins(made);
            if (now.listens()) {
                up();
            }
            return made;
        } catch (Exception e) {
            down(Fence.words(e));
            return null;
        }
    }

    /** What the plugin says of itself, while it works. */
    private void said(String why) {
        if (work == null) {
            return;
        }
        if (!why.isEmpty()) {
            status.become(DestinationState.DOWN, why);
        } else if (status.state() == DestinationState.DOWN && reach.isWell()) {
            tellState();
        }
    }

    /** False: the peer cannot be reached now. */
    private boolean deliverAll(Crew mine, DestinationInstance instance) {
        boolean more = true;
        while (more && mine.mayStay() && reach.mayTry()) {
            var user = home.current().enter();
            try {
                var now = work;
                if (now == null || !instance.made.same(now.to())) {
                    return true;
                }
                int may = reach.pace().take(instance.batches() ? Batch.MOST : 1);
                var items = backlog.take(may);
                reach.pace().back(may - items.size());
                if (!new Batch(home.kit(), this, now, instance).deliver(items)) {
                    return false;
                }
                more = !items.isEmpty();
            } finally {
                user.leave();
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

    /**
     * A message is to be tried again. When several in a row are, the peer is down; one alone is
     * worth telling when nothing got through for a while.
     *
     * @param asked pause that the peer asked for
     */
    void trouble(Item item, String why, Duration asked) {
        if (reach.tried(item.message)) {
            down(why, asked);
            return;
        }
        var last = reach.lastOut();
        if (last.isEmpty() || last.get().isBefore(home.kit().clock().instant().minus(QUIET))) {
            status.become(DestinationState.DOWN, why);
        }
    }

    /** The peer cannot be reached; tried again after a pause, by one lane only. */
    void down(String why) {
        down(why, Duration.ZERO);
    }

    private void down(String why, Duration asked) {
        var now = work;
        if (now == null) {
            return;
        }
        var pause = reach.failed(now.to().file().retry(), asked);
        status.become(DestinationState.DOWN, why);
        crews.now().limit(1);
        home.kit().threads().soon(pause.plusMillis(1), this::pump);
    }

    /** What the state is when the peer is well; a peer that is down stays so until it is up. */
    void tellState() {
        var now = work;
        if (now == null || !reach.isWell()) {
            return;
        }
        crews.now().limit(now.to().file().order().lanes());
        var blocking = backlog.blocking(1);
        if (blocking.isEmpty()) {
            status.set(DestinationState.STARTED, "");
        } else {
            status.set(DestinationState.BLOCKED, Why.blockedBy(blocking.get(0)));
        }
    }

    /** Tries again after a pause of the item's own. */
    void later(Item item, Duration pause) {
        backlog.delay(item);
        home.kit()
                .threads()
                .soon(
                        pause,
                        () -> {
                            if (backlog.due(item)) {
                                pump();
                            }
                        });
    }

    /** A message was routed here. */
    void add(Item item) {
        backlog.add(item);
        if (item.state() == Item.State.HELD) {
            tellState();
        }
        pump();
    }

    /** Writes what became of deliveries; {@code then} as in {@link Recorder#record}. */
    void record(List<Entry> results, LongConsumer then) {
        home.kit()
                .recorder()
                .record(
                        results,
                        id -> {
                            FailPoint.RESULT.pass();
                            then.accept(id);
                        });
    }

    /** The peer owes the final answer. */
    void awaits(Item item, Entry.Later later) {
        home.awaited().add(later.correlation(), this, item, later.until());
    }

    /** One is done for good, durably, and others come after it. On the journal's thread. */
    void ended(Settling.Settled settled) {
        home.followers().ended(settled);
    }

    /** A person skipped one, durably. */
    void skipped(Item item) {
        home.followers().skipped(item, name);
    }

    /** What the journal gets when a rule stops the destination. */
    Entry.Act stopped(Item item, String why) {
        return home.stopped(this, item, why);
    }

    /** A rule stops it: nothing is sent from now on, until a person starts it. Returns at once. */
    void stop(Item item, String why) {
        crews.now().shut();
        home.halt(this, item, why);
    }

    /** Now, as milliseconds. */
    long now() {
        return home.kit().clock().millis();
    }

    /** When a send that begins now must have ended. */
    Instant deadline() {
        return home.kit().clock().instant().plus(Batch.LONGEST);
    }
}
