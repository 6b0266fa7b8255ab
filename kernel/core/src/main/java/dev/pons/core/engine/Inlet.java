package dev.pons.core.engine;

import dev.pons.core.net.Net;
import dev.pons.spi.Budget;
import dev.pons.spi.Intake;
import dev.pons.spi.Late;
import dev.pons.spi.Listener;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Source;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One instance of a source's plugin at work: a listener that is started once, or a poller that is
 * called by schedule.
 */
final class Inlet {

    private static final Logger LOG = LoggerFactory.getLogger(Inlet.class);
    private static final Duration POLL = Duration.ofSeconds(60);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(250);

    final Program.From made;
    private final Source source;
    private final PluginContext context;
    private final Net.Lines lines;
    private final Kit kit;
    private final Turn turn = new Turn();
    private final Host host;

    /** The one call of a poller at a time. */
    private static final class Turn {
        private boolean closed;
        private @Nullable Thread inside;
        private Instant deadline = Instant.MAX;
        private int given;

        /** So many messages more since the last end of a poll. */
        synchronized void gave(int messages) {
            given += messages;
        }

        /** How many messages the poll gave that ends now. */
        synchronized int ends() {
            int all = given;
            given = 0;
            return all;
        }

        synchronized boolean enter(Instant until) {
            if (closed || inside != null) {
                return false;
            }
            inside = Thread.currentThread();
            deadline = until;
            return true;
        }

        synchronized boolean isLate(Instant now) {
            return inside != null && now.isAfter(deadline);
        }

        synchronized void leave() {
            inside = null;
            Thread.interrupted();
            notifyAll();
        }

        synchronized void close() {
            closed = true;
        }

        synchronized boolean closed() {
            return closed;
        }

        synchronized void interrupt() {
            if (inside != null) {
                inside.interrupt();
            }
        }

        synchronized boolean awaitOut(Duration longest) throws InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            while (inside != null) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }
    }

    /**
     * What a source belongs to.
     *
     * @param late for answers that come later
     * @param trouble told what is wrong, or why it is not open; empty: well again
     * @param ended told how many messages a poll gave, when nothing waits any more
     */
    record Host(String channel, Late late, Consumer<String> trouble, IntConsumer ended) {}

    /** A new instance, not started. */
    Inlet(Kit kit, Host host, Program.From made) throws Exception {
        this.kit = kit;
        this.made = made;
        this.host = host;
        this.lines = kit.net().lines(host.channel());
        var lent = new PluginContext.Lent(lines, kit.store()::spool, host.late());
        this.context = new PluginContext(host.channel(), kit.clock(), lent, this::say);
        try {
            this.source = Fence.call(() -> made.create(context));
        } catch (Exception e) {
            context.close();
            throw e;
        }
    }

    /** Opens the way in. An exception: not now; close this instance. */
    void start(Intake intake) throws Exception {
        if (source instanceof Listener listener) {
            calls().run("start", LONGEST_START, () -> listener.start(intake));
        } else if (source instanceof Poller poller) {
            kit.threads().waiting().execute(() -> poll(poller, intake));
        }
    }

    private Deadline calls() {
        return new Deadline(kit.threads());
    }

    private void poll(Poller poller, Intake intake) {
        var until = kit.clock().instant().plus(POLL);
        if (!turn.enter(until)) {
            return;
        }
        var pause = made.schedule();
        var counted = new Counted(intake);
        boolean ended = false;
        try {
            var budget = new Allowance(counted, kit.clock(), turn, until);
            var next = Fence.call(() -> poller.poll(counted, budget));
            pause = pause(next, counted.busy, made.schedule());
            ended = next.kind() == Next.Kind.END && !counted.busy;
            say(context.why());
        } catch (InterruptedException e) {
            LOG.debug("{}: a poll was ended", context.name());
        } catch (Exception e) {
            say(context.why().isEmpty() ? Fence.words(e) : context.why());
        } finally {
            turn.gave(counted.messages);
            turn.leave();
        }
        if (ended) {
            host.ended().accept(turn.ends());
        }
        if (!turn.closed()) {
            kit.threads().later(pause, () -> poll(poller, intake));
        }
    }

    /** What is wrong; nobody wants to know it of one that has been replaced. */
    private void say(String why) {
        if (!turn.closed()) {
            host.trouble().accept(why);
        }
    }

    /** Once a second: ends a poll whose time is over. */
    void tick() {
        if (source instanceof Poller poller && turn.isLate(kit.clock().instant())) {
            kit.threads().waiting().execute(() -> abort(poller));
        }
    }

    private void abort(Poller poller) {
        try {
            Fence.run(poller::abort);
        } catch (Exception e) {
            LOG.warn("{}: abort failed: {}", context.name(), Fence.words(e));
        }
        turn.interrupt();
    }

    private static Duration pause(Next next, boolean busy, Duration schedule) {
        return switch (next.kind()) {
            case END -> schedule;
            case MORE -> busy ? BUSY_PAUSE : Duration.ZERO;
            case LATER -> next.pause();
        };
    }

    /** What one poll may take. */
    private record Allowance(Counted counted, Clock clock, Turn turn, Instant deadline)
            implements Budget {

        private static final int MESSAGES = 1000;
        private static final long BYTES = 64L << 20;

        @Override
        public boolean left() {
            return messages() > 0
                    && bytes() > 0
                    && clock.instant().isBefore(deadline)
                    && !turn.closed()
                    && !Thread.currentThread().isInterrupted();
        }

        @Override
        public int messages() {
            return MESSAGES - counted.messages;
        }

        @Override
        public long bytes() {
            return BYTES - counted.bytes;
        }
    }

    /** Serves no new request; running ones are answered. */
    void quiesce(Duration longest) throws InterruptedException {
        turn.close();
        lines.quiesce(longest);
        if (source instanceof Listener listener) {
            try {
                calls().run("quiesce", longest, listener::quiesce);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.warn("{}: quiesce failed: {}", context.name(), Fence.words(e));
            }
        }
    }

    /** Ends it; connections that a successor of the same channel took over stay. */
    void close() {
        turn.close();
        try {
            if (source instanceof Poller poller && !turn.awaitOut(PATIENCE)) {
                kit.threads().waiting().execute(() -> abort(poller));
                turn.awaitOut(PATIENCE);
            }
            calls().run("close", PATIENCE, source::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{}: close failed: {}", context.name(), Fence.words(e));
        } finally {
            context.close();
        }
    }

    /** Peers connected to its ports. */
    int connected() {
        return lines.connected();
    }

    /** Connections that were turned away, and why. */
    List<String> turnedAway() {
        return lines.turnedAway();
    }
}
