package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.net.PortException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The source of one channel, over instances: opened, tried again, handed over to the next version,
 * closed.
 */
final class Entrance {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final ChannelFile.Retry RETRY =
            new ChannelFile.Retry(Duration.ofSeconds(1), Duration.ofSeconds(30), false);

    private final Kit kit;
    private final Inlet.Host host;
    private final Attended intake;
    private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Inlet inlet;
    private int failures;
    private long turn;

    Entrance(Kit kit, Inlet.Host host, Attended intake) {
        this.kit = kit;
        this.host = host;
        this.intake = intake;
    }

    /** Opens it, and tries again if it cannot be opened now. Returns after the first try. */
    synchronized void open(Program.From from) {
        turn++;
        failures = 0;
        attempt(from, turn);
    }

    private synchronized void attempt(Program.From from, long mine) {
        if (mine != turn) {
            return;
        }
        try {
            inlet = started(from);
            host.trouble().accept("");
        } catch (Exception e) {
            failures++;
            host.trouble().accept(words(from, e));
            kit.threads().later(Pause.after(failures, RETRY), () -> attempt(from, mine));
        }
    }

    /** With its place in the file, where a claimed port is in the way. */
    private static String words(Program.From from, Exception e) {
        var ports = from.bound().ports();
        return e instanceof PortException && !ports.isEmpty()
                ? ports.get(0).mark() + ": " + Fence.words(e)
                : Fence.words(e);
    }

    private Inlet started(Program.From from) throws Exception {
        var next = new Inlet(kit, host, from);
        try {
            next.start(intake);
            return next;
        } catch (Exception e) {
            next.close();
            throw e;
        }
    }

    /**
     * The next version's source takes over. Empty: it does; else why not, and the running one goes
     * on. Where both can live side by side, the one before gives its last answers meanwhile.
     *
     * @param answers how long a sender may wait for its answer
     */
    synchronized Optional<String> swap(Program.From next, Duration answers) {
        var old = inlet;
        if (old == null) {
            open(next);
            return Optional.empty();
        }
        boolean beside = !next.bound().ports().isEmpty();
        if (!beside) {
            end(old, PATIENCE);
        }
        try {
            var taken = started(next);
            turn++;
            inlet = taken;
            if (beside) {
                leave(old, answers.plus(LAST_WORDS));
            }
            host.trouble().accept("");
            return Optional.empty();
        } catch (Exception e) {
            if (!beside) {
                inlet = null;
                open(old.made);
            }
            return Optional.of(words(next, e));
        }
    }

    /** Once a second: ends a poll whose time is over. */
    void tick() {
        var now = inlet;
        if (now != null) {
            now.tick();
        }
    }

    /** The runs of the source that works now; empty: none, or it has no runs. */
    Optional<Rounds> rounds() {
        return Optional.ofNullable(inlet).flatMap(Inlet::rounds);
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
            end(old, PATIENCE);
        }
        awaitLeft(PATIENCE);
    }

    private void leave(Inlet old, Duration patience) {
        var left = new CompletableFuture<Void>();
        leaving.add(left);
        kit.threads()
                .waiting()
                .execute(
                        () -> {
                            try {
                                end(old, patience);
                            } finally {
                                leaving.remove(left);
                                left.complete(null);
                            }
                        });
    }

    /** Returns when nothing of a replaced source lives any more; false: not within the time. */
    boolean awaitLeft(Duration longest) {
        try {
            CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Who still waits for an answer at the end of the patience is told what is known. */
    private void end(Inlet old, Duration patience) {
        long began = System.nanoTime();
        kit.threads().soon(patience.minus(LAST_WORDS), () -> intake.door().giveUp(began));
        try {
            old.quiesce(patience);
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
