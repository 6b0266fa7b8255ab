package dev.pons.core.engine;

import dev.pons.core.net.Net;
import dev.pons.spi.Intake;
import dev.pons.spi.Late;
import dev.pons.spi.Listener;
import dev.pons.spi.Poller;
import dev.pons.spi.Source;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One instance of a source's plugin at work: a listener that is started once, or a poller that is
 * called by schedule.
 */
final class Inlet {

    private static final Logger LOG = LoggerFactory.getLogger(Inlet.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final Program.From made;
    private final Source source;
    private final PluginContext context;
    private final Net.Lines lines;
    private final Kit kit;
    private final Seat seat;
    private final @Nullable Rounds rounds;

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
        this.seat = new Seat(host.trouble(), host.ended());
        this.lines = kit.net().lines(host.channel(), place(made, host.channel()));
        var lent = new PluginContext.Lent(lines, kit.store()::spool, host.late());
        this.context = new PluginContext(host.channel(), kit.clock(), lent, seat::say);
        try {
            this.source = Fence.call(() -> made.create(context));
        } catch (Exception e) {
            context.close();
            throw e;
        }
        this.rounds =
                source instanceof Poller poller
                        ? new Rounds(kit, made, poller, context, seat)
                        : null;
    }

    /** Where its first port is claimed. */
    private static String place(Program.From made, String otherwise) {
        return made.bound().ports().stream()
                .findFirst()
                .map(p -> p.mark().toString())
                .orElse(otherwise);
    }

    /** Opens the way in. An exception: not now; close this instance. */
    void start(Intake intake) throws Exception {
        if (source instanceof Listener listener) {
            calls().run("start", LONGEST_START, () -> listener.start(intake));
        } else if (rounds != null) {
            rounds.begin(intake);
        }
    }

    private Deadline calls() {
        return new Deadline(kit.threads());
    }

    /** Once a second: ends a poll whose time is over, begins one that is due. */
    void tick() {
        if (rounds != null) {
            rounds.tick();
        }
    }

    /** The runs of a poller; empty: it is called by others. */
    Optional<Rounds> rounds() {
        return Optional.ofNullable(rounds);
    }

    /** Serves no new request; running ones are answered. */
    void quiesce(Duration longest) throws InterruptedException {
        stop();
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
        stop();
        try {
            if (rounds != null && !seat.awaitOut(PATIENCE)) {
                kit.threads().waiting().execute(rounds::abort);
                seat.awaitOut(PATIENCE);
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

    private void stop() {
        seat.close();
        rounds().ifPresent(Rounds::stop);
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
