package dev.pons.core.engine;

import dev.pons.core.language.Formats;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.core.store.Ids;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the steps of one channel, message after message in the order of the journal, on one thread
 * of the pool at a time; what they gave is written before a destination sees it.
 */
final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int GULP = 64;
    private static final long BYTES = 8 << 20;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Kit kit;
    private final Ways ways;
    private final Waiting waiting = new Waiting();
    private final Holds holds = new Holds();
    private final Gate gate = new Gate();
    private final StepWatch watch;
    private final Asides asides;

    /** Something else that runs steps. */
    @FunctionalInterface
    interface Aside {

        /** Does it. {@code IOException}: the journal cannot be read, it is tried again. */
        void run() throws IOException;
    }

    /** What the router needs of its channel. */
    interface Ways {

        /** Runs the steps: null, if they cannot run now (the reason is told elsewhere). */
        @Nullable Ran route(long id, Entry.Received received) throws IOException;

        /** What the steps made of it is about to be written. */
        void ran(Entry.Routed routed, Entry.Received received);

        /** Messages made of the groups whose last one came. */
        List<Entry.Received> whole();

        /** Messages made of the groups that end with a poll; of one poll's end. */
        Asides.Maker pollEnded();

        /** It was routed and that is durable; on the writer's thread. */
        void routed(long entry, Entry.Routed routed, Entry.Received received);

        /** A held one blocks what is behind it, or does not any more (0). */
        void blockedBy(long message, String reason);

        /** What the steps ask peers. */
        Asking asking();

        /** The channel's {@code on-error} says that a held message blocks. */
        boolean holdBlocks();

        /** It is held since it came before: nothing failed, so it blocks nothing. */
        boolean isRepeat(long message);
    }

    Router(Kit kit, Ways ways) {
        this.kit = kit;
        this.ways = ways;
        this.watch = new StepWatch(gate, kit.threads());
        ways.asking().behind(gate);
        this.asides = new Asides(kit, gate, waiting, this::wake);
    }

    /** A message became durable. On the writer's thread, in the order of the journal. */
    void accept(long id) {
        waiting.add(id);
        wake();
    }

    /**
     * Does something else that runs steps, one at a time with the messages and before them; also
     * while a held message blocks those behind it. Kept while the channel is stopped. Returns at
     * once.
     */
    void aside(Aside work) {
        asides.add(work);
    }

    /** Messages are made of groups that are due; they go on behind all that wait. */
    void close(Asides.Maker due) {
        asides.last(due);
    }

    /** Groups were whole when the engine stopped: they are closed before a message goes on. */
    void wereWhole() {
        asides.first(ways::whole);
    }

    /** A poll of the source ended behind all that was accepted; on the writer's thread. */
    void pollEnded() {
        waiting.mark();
        wake();
    }

    /** Runs, if there is something to do and it may. */
    void wake() {
        if ((waiting.any() && gate.enter()) || (!asides.isEmpty() && gate.enterAside())) {
            boolean begun = false;
            try {
                kit.threads().steps().execute(this::run);
                begun = true;
            } finally {
                if (!begun) {
                    gate.leave();
                }
            }
        }
    }

    /** May run from now on. */
    void open() {
        ways.asking().ends(false);
        gate.open(true);
        if (!ways.holdBlocks()) {
            free(gate.blocked());
        } else if (gate.blocked() == 0) {
            holds.held().stream()
                    .sorted()
                    .filter(id -> !ways.isRepeat(id))
                    .findFirst()
                    .ifPresent(id -> hold(id, "it failed before the channel was started"));
        }
        wake();
    }

    /**
     * Stops; returns when no step runs any more. One that does not end is interrupted, then left
     * alone.
     */
    void shut() throws InterruptedException {
        gate.open(false);
        ways.asking().ends(true);
        if (!gate.awaitOut(PATIENCE)) {
            ways.asking().abort();
            gate.interrupt();
            if (!gate.awaitOut(PATIENCE)) {
                LOG.warn("a step does not end; its channel waits for it, tell its vendor");
            }
        }
    }

    /** Waits until all that the steps gave is with the destinations; false: not within the time. */
    boolean settle(Duration longest) throws InterruptedException {
        return waiting.awaitQuiet(longest);
    }

    /** Nothing is on its way through the steps at this moment. */
    boolean isQuiet() {
        boolean more = waiting.any() && gate.mayGoOn();
        boolean besides = !asides.isEmpty() && gate.isOpen();
        return !more && !besides && gate.isQuiet() && waiting.isQuiet();
    }

    /** Does something while no step runs and no message waits for one; else nothing. */
    void ifIdle(Runnable work) {
        if (waiting.size() == 0 && gate.enter()) {
            try {
                work.run();
            } finally {
                gate.leave();
            }
        }
        wake();
    }

    /** Messages that no destination has yet: their steps have not run, or are just being kept. */
    int size() {
        return waiting.size();
    }

    /** A message was held before the start; the first of them blocks, if the channel says so. */
    void wasHeld(long message) {
        holds.hold(message);
    }

    /** A message was released before the start, and has not run since. */
    void wasReleased(long message) {
        holds.release(message);
        waiting.add(message);
    }

    /** Messages that wait for a person before they are routed. */
    Set<Long> held() {
        return holds.held();
    }

    /** It waits for a person before it is routed. */
    boolean holds(long message) {
        return holds.holds(message);
    }

    /** A person released it: it runs through today's version. */
    boolean released(long message) {
        return holds.released(message);
    }

    /** A held message runs again, before all others. False: it is not held here. */
    boolean release(long message) {
        if (!holds.leave(message)) {
            return false;
        }
        holds.release(message);
        waiting.first(message);
        free(message);
        return true;
    }

    /** A held message is out of the way. False: it is not held here. */
    boolean skip(long message) {
        if (!holds.leave(message)) {
            return false;
        }
        free(message);
        return true;
    }

    private void free(long message) {
        if (message != 0 && gate.blocked() == message) {
            gate.block(0);
            ways.blockedBy(0, "");
        }
        wake();
    }

    private void run() {
        gate.begin();
        boolean more = false;
        try {
            more = asides.run(AGAIN) && gulp();
        } catch (RuntimeException e) {
            LOG.error(
                    "a fault of the engine, tried again: {} at {}",
                    e.getClass().getName(),
                    List.of(e.getStackTrace()).subList(0, Math.min(5, e.getStackTrace().length)));
            kit.threads().later(AGAIN, this::wake);
        } finally {
            gate.leave();
        }
        if (more) {
            try {
                wake();
            } catch (RejectedExecutionException ended) {
                LOG.debug("the engine ends; what waits runs at its next start");
            }
        }
    }

    /** False: something is in the way, and a later wake-up was arranged. */
    private boolean gulp() {
        if (waiting.takeMark()) {
            asides.first(ways.pollEnded());
            return true;
        }
        var ids = waiting.take(GULP);
        var done = new RoutedBatch(ids.length);
        int n = 0;
        boolean well = true;
        try {
            while (n < ids.length
                    && well
                    && done.bytes() < BYTES
                    && !done.isSplit()
                    && !(n > 0 && ways.asking().any())
                    && gate.mayGoOn()) {
                well = one(ids[n], done);
                n += well ? 1 : 0;
            }
        } finally {
            if (done.isSplit()) {
                waiting.stand();
            }
            waiting.back(Arrays.copyOfRange(ids, n, ids.length));
            waiting.arrived(n - done.of().size());
            record(List.copyOf(done.entries()), List.copyOf(done.of()));
        }
        return well;
    }

    private void record(List<Entry> routed, List<Entry.Received> of) {
        if (!routed.isEmpty()) {
            FailPoint.ROUTING.pass();
            kit.recorder().record(routed, first -> durable(first, routed, of));
        }
    }

    private boolean one(long id, RoutedBatch done) {
        try {
            if (!(kit.store().read(id) instanceof Entry.Received received)) {
                LOG.error("the journal has no message at {}; it is left out", Ids.text(id));
                return true;
            }
            var ran = route(id, received);
            if (cutOff() || ran == null) {
                return false;
            }
            var routed = ran.routed();
            done.add(ran, received);
            ways.ran(routed, received);
            holds.ran(id);
            if (routed.end() == Entry.End.HELD
                    && ways.holdBlocks()
                    && !routed.reason().equals(Repeats.reason(received.meta()))) {
                hold(id, routed.reason());
            }
            return true;
        } catch (IOException e) {
            LOG.error("the journal cannot be read, tried again: {}", e.getMessage());
        } catch (Formats.Missing e) {
            LOG.warn("message {} waits: {}", Ids.text(id), e.getMessage());
        } catch (Made.NotKept e) {
            LOG.error("message {} waits, tried again: {}", Ids.text(id), e.getMessage());
        }
        kit.threads().later(AGAIN, this::wake);
        return false;
    }

    /** What ran ended early, since the channel stops: it counts for nothing and runs again. */
    boolean cutOff() {
        return Thread.interrupted() && !gate.mayGoOn();
    }

    private @Nullable Ran route(long id, Entry.Received received) throws IOException {
        gate.steps(true);
        try {
            return ways.route(id, received);
        } finally {
            gate.steps(false);
        }
    }

    /** Once a second; why the steps do not go on as they should, in words, or empty. */
    String tick() {
        var late = watch.tick();
        return late.isEmpty() ? ways.asking().trouble() : late;
    }

    private void hold(long id, String reason) {
        gate.block(id);
        ways.blockedBy(id, reason);
    }

    private void durable(long first, List<Entry> entries, List<Entry.Received> of) {
        FailPoint.ROUTED.pass();
        var parts = new ArrayList<Long>();
        int n = 0;
        boolean whole = false;
        try {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i) instanceof Entry.Routed routed) {
                    if (routed.end() == Entry.End.HELD) {
                        holds.hold(routed.message());
                    }
                    ways.routed(first + i, routed, of.get(n++));
                    whole |= routed.collected() != null && routed.collected().closes();
                } else {
                    parts.add(first + i);
                }
            }
        } finally {
            if (!parts.isEmpty()) {
                waiting.goOn(parts.stream().mapToLong(Long::longValue).toArray());
            }
            if (whole) {
                asides.first(ways::whole);
            }
            waiting.arrived(of.size());
            if (!parts.isEmpty() || waiting.isMarked()) {
                wake();
            }
        }
    }
}
