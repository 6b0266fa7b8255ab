package dev.pons.core.engine;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.ControlException;
import dev.pons.core.engine.ModelOperation.Manner;
import dev.pons.core.net.Net;
import dev.pons.spi.Delivery;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Carries out the operations of one run on a real engine, and tells the model about each. */
final class ModelRun implements AutoCloseable {

    private static final String CHANNEL = "adt";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An engine that is known to be broken is not waited for as long. */
    private static final Duration LITTLE = Duration.ofSeconds(1);

    private final ModelBooks books = new ModelBooks();
    private final Fault fault;
    private Scripted types = new Scripted();
    private Engine engine;
    private MemoryStore store;
    private final Net net;
    private String file = file("v0");

    /** What a broken engine would do, and the check must find. */
    enum Fault {
        NONE,
        /** A crash loses the last entry that was durable. */
        FORGETS,
        /** Retention takes messages that are not done. */
        GREEDY
    }

    ModelRun(Fault fault) throws IOException {
        this.fault = fault;
        this.net = new Net();
        this.store = new MemoryStore(MemoryStore.Kept.NOTHING);
        this.engine = begin();
    }

    private static String file(String mark) {
        return """
        source: { hand: {}, format: pairs }
        steps: [ { obey: { mark: %s } } ]
        destinations:
          keyed:
            peer: {}
            order: { key: ["{key}", "{old}"], lanes: 4 }
            retry: { first: 1ms, longest: 4ms }
          strict: { batch: {}, when: { key: { not: none } }, retry: { first: 1ms, longest: 4ms } }
          free: { peer: {}, order: { none: { lanes: 3 } }, retry: { first: 1ms, longest: 4ms } }
        """
                .formatted(mark);
    }

    private Engine begin() throws IOException {
        var made =
                new Engine(
                        store,
                        net,
                        types,
                        new Site((kind, name) -> Optional.empty()),
                        Clock.systemUTC(),
                        Instance.of("0.1.0"));
        made.deploy(CHANNEL, file, f -> Optional.empty());
        made.deployedAll();
        return made;
    }

    /** Does all of them, heals everything, waits for the end; empty: the model agrees. */
    List<String> all(List<ModelOperation> operations) throws Exception {
        for (var operation : operations) {
            one(operation);
        }
        heal();
        if (!settles()) {
            return List.of("it does not come to an end: " + view());
        }
        return books.check(store.all(), types, engine.control().ledger().get(0));
    }

    private void one(ModelOperation operation) throws Exception {
        if (operation instanceof ModelOperation.Submit submit) {
            submit(submit);
        } else if (operation instanceof ModelOperation.Behave behave) {
            behave(behave.destination(), behave.manner());
        } else if (operation instanceof ModelOperation.Do act) {
            act(act);
        } else if (operation instanceof ModelOperation.Say say) {
            says(say);
        } else if (operation instanceof ModelOperation.Swap swap) {
            file = file("v" + swap.version());
            engine.deploy(CHANNEL, file, f -> Optional.empty());
        } else if (operation instanceof ModelOperation.Disk disk) {
            store.full(disk.full());
        } else if (operation instanceof ModelOperation.Crash) {
            crash();
        } else if (operation instanceof ModelOperation.Restart) {
            restart();
        } else if (operation instanceof ModelOperation.Prune) {
            store.prune(fault == Fault.GREEDY);
        } else {
            within(Duration.ofMillis(30), () -> view().queued() + view().held() == 0);
        }
    }

    /** False: the disk is full. */
    private boolean says(ModelOperation.Say say) {
        try {
            engine.control().order(say.order(), CHANNEL, say.destination(), "anna");
            return true;
        } catch (ControlException e) {
            books.notDone(e);
            return false;
        }
    }

    private void submit(ModelOperation.Submit submit) throws InterruptedException {
        var intake = types.intakes.get(CHANNEL);
        if (intake == null) {
            return;
        }
        var receipt = intake.submit(Pairs.message(submit.text()));
        books.told(submit, receipt);
    }

    private void behave(String destination, Manner manner) {
        var peer = types.peer(CHANNEL + "/" + destination);
        books.behaves(manner);
        peer.behaviour =
                switch (manner) {
                    case TAKES, HANGS -> Peer.TAKES;
                    case DOWN -> Peer.DOWN;
                    case NOT_NOW -> Peer.NOT_NOW;
                    case REJECTS -> Peer.REJECTS;
                    case TAKES_UNTOLD ->
                            (message, attempt) -> {
                                peer.took.add(Pairs.text(message));
                                return Delivery.unknown("nobody knows");
                            };
                };
        peer.answer();
        if (manner == Manner.HANGS) {
            peer.hangs();
        }
    }

    private void act(ModelOperation.Do act) {
        var id = books.id(act.id());
        if (id.isEmpty()) {
            return;
        }
        try {
            engine.control().act(act.act(), id.get(), act.destination(), "anna", "test");
            books.done(act, types);
        } catch (ControlException e) {
            books.notDone(e);
        }
    }

    /** What the dead engine still does is heard by nobody. */
    private void crash() throws IOException {
        var kept = store.die();
        books.crashed(types);
        var old = types;
        types = new Scripted();
        for (var name : old.peers.keySet()) {
            types.peer(name).behaviour = old.peer(name).behaviour;
        }
        old.peers.values().forEach(Peer::answer);
        engine.close(Duration.ZERO);
        store.close();
        if (fault == Fault.FORGETS && !kept.entries().isEmpty()) {
            kept.entries().pollLastEntry();
        }
        store = new MemoryStore(kept);
        engine = begin();
    }

    private void restart() throws IOException {
        store.full(false);
        books.restarts();
        engine.close(Duration.ofMillis(50));
        var kept = store.die();
        store.close();
        store = new MemoryStore(kept);
        engine = begin();
    }

    /** Everything runs and takes, nothing is held. */
    private void heal() {
        store.full(false);
        ModelOperation.DESTINATIONS.forEach(d -> behave(d, Manner.TAKES));
        file = file("v0").replaceFirst("steps: .*\n", "");
        start("");
        engine.deploy(CHANNEL, file, f -> Optional.empty());
        ModelOperation.DESTINATIONS.forEach(this::start);
    }

    /** As soon as what waits for the disk is written. */
    private void start(String destination) {
        within(patience(), () -> says(new ModelOperation.Say(Order.START, destination)));
    }

    private boolean settles() {
        return within(patience(), () -> isDone() || released()) && within(patience(), this::isDone);
    }

    private Duration patience() {
        return fault == Fault.NONE ? PATIENCE : LITTLE;
    }

    private boolean isDone() {
        var view = view();
        var ledger = engine.control().ledger().get(0);
        return view.queued() == 0
                && view.held() == 0
                && ledger.pending() == 0
                && ledger.held() == 0
                && ledger.destinations().stream().allMatch(l -> l.queued() + l.held() == 0)
                && ledger.accepted() + ledger.created() == books.accepted(store.all());
    }

    /** Always false: the next look decides. */
    private boolean released() {
        if (view().held() > 0) {
            for (var id : books.all(store.all())) {
                try {
                    engine.control().act(Act.RELEASE, id, "", "anna", "end");
                } catch (ControlException e) {
                    books.notDone(e); // it is not held
                }
            }
        }
        return false;
    }

    private ChannelView view() {
        return engine.control().channel(CHANNEL);
    }

    private static boolean within(Duration longest, BooleanSupplier condition) {
        long until = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(300));
        }
        return true;
    }

    @Override
    public void close() {
        types.peers.values().forEach(Peer::answer);
        engine.close(Duration.ZERO);
        store.close();
        net.close();
    }
}
