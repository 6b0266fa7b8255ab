package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The source of one channel, over instances: opened, tried again, handed over to the next version,
 * closed.
 */
final class Entrance {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ChannelFile.Retry RETRY =
            new ChannelFile.Retry(Duration.ofSeconds(1), Duration.ofSeconds(30), false);

    private final Kit kit;
    private final String channel;
    private final Door door;
    private final Consumer<String> trouble;
    private volatile @Nullable Inlet inlet;
    private int failures;
    private long turn;

    /**
     * @param trouble told why the source is not open; empty: it is
     */
    Entrance(Kit kit, String channel, Door door, Consumer<String> trouble) {
        this.kit = kit;
        this.channel = channel;
        this.door = door;
        this.trouble = trouble;
    }

    /** Opens it, and tries again if it cannot be opened now. Returns after the first try. */
    synchronized void open(Program.From from, Duration schedule) {
        turn++;
        failures = 0;
        attempt(from, schedule, turn);
    }

    private synchronized void attempt(Program.From from, Duration schedule, long mine) {
        if (mine != turn) {
            return;
        }
        try {
            inlet = started(from, schedule);
            trouble.accept("");
        } catch (Exception e) {
            failures++;
            trouble.accept(Fence.words(e));
            kit.threads().later(Pause.after(failures, RETRY), () -> attempt(from, schedule, mine));
        }
    }

    private Inlet started(Program.From from, Duration schedule) throws Exception {
        var next = new Inlet(kit, channel, from, trouble);
        try {
            next.start(door, schedule);
            return next;
        } catch (Exception e) {
            next.close();
            throw e;
        }
    }

    /**
     * The next version's source takes over. Empty: it does; else why not, and the running one goes
     * on.
     */
    synchronized Optional<String> swap(Program.From next, Duration schedule) {
        var old = inlet;
        if (old == null) {
            open(next, schedule);
            return Optional.empty();
        }
        if (next.bound().ports().isEmpty()) {
            end(old);
            open(next, schedule);
            return Optional.empty();
        }
        try {
            var taken = started(next, schedule);
            turn++;
            inlet = taken;
            end(old);
            trouble.accept("");
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(Fence.words(e));
        }
    }

    /** The running instance works as one of this. */
    boolean runs(Program.From from) {
        var now = inlet;
        return now != null && now.made.same(from);
    }

    /** Takes nothing new, answers what came, closes. */
    synchronized void close() {
        turn++;
        var old = inlet;
        inlet = null;
        if (old != null) {
            end(old);
        }
    }

    private static void end(Inlet old) {
        try {
            old.quiesce(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.close();
    }

    /** Peers connected now. */
    int connected() {
        var now = inlet;
        return now == null ? 0 : now.connected();
    }

    /** Connections that were turned away, and why. */
    List<String> turnedAway() {
        var now = inlet;
        return now == null ? List.of() : now.turnedAway();
    }
}
