package dev.pons.core.engine;

import dev.pons.core.engine.Settling.Settled;
import dev.pons.spi.Delivery;
import dev.pons.spi.Late;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deliveries of one channel whose final answer comes by another way: each is completed once, by
 * a plugin or by its deadline. Any thread.
 */
final class Awaited implements Late {

    private static final Logger LOG = LoggerFactory.getLogger(Awaited.class);

    /** How long an answer that came first waits for the send that it belongs to. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    private final Outlets outlets;
    private final Map<String, Owed> owed = new HashMap<>();

    /** A delivery that awaits its answer, until a time in ms. */
    private record Owed(Outlet outlet, Item item, long until) {}

    Awaited(Outlets outlets) {
        this.outlets = outlets;
    }

    /** The peer owes the answer from now on. */
    synchronized void add(String correlation, Outlet outlet, Item item, long until) {
        var before = owed.put(correlation, new Owed(outlet, item, until));
        if (before != null && before.item() != item) {
            LOG.warn(
                    "{}: a correlation was given twice; the first of the two deliveries is left to"
                            + " its deadline",
                    outlet.name);
            owed.put(correlation + "\n" + before.item().message, before);
        }
        notifyAll();
    }

    /** Messages whose answer is owed to one destination. */
    synchronized Set<Long> owed(Outlet outlet) {
        var messages = new HashSet<Long>();
        for (var each : owed.values()) {
            if (each.outlet() == outlet) {
                messages.add(each.item().message);
            }
        }
        return messages;
    }

    @Override
    public boolean complete(String correlation, Delivery delivery) throws InterruptedException {
        if (delivery.kind() == Delivery.Kind.AWAITING) {
            throw new IllegalArgumentException("a final answer cannot await another one");
        }
        var mine = take(correlation);
        if (mine.isEmpty()) {
            return false;
        }
        boolean done = false;
        try {
            done = finish(mine.get(), delivery, true);
        } catch (IOException e) {
            LOG.warn("{}: {}", mine.get().outlet().name, e.getMessage());
        } finally {
            if (!done && mine.get().outlet().backlog.isDelayed(mine.get().item())) {
                putBack(correlation, mine.get());
            }
        }
        return done;
    }

    private synchronized void putBack(String correlation, Owed mine) {
        owed.putIfAbsent(correlation, mine);
    }

    /** Waits for it while a send runs that may be the one. */
    private synchronized Optional<Owed> take(String correlation) throws InterruptedException {
        long end = System.nanoTime() + OVERTAKEN.toNanos();
        while (!owed.containsKey(correlation)) {
            if (outlets.isQuiet() || System.nanoTime() > end) {
                return Optional.empty();
            }
            wait(LOOK_MILLIS);
        }
        return Optional.of(owed.remove(correlation));
    }

    /** Once a second: those whose time is over are unknown. */
    void tick(long now) {
        for (var late : overdue(now)) {
            boolean done = false;
            try {
                var unknown = Delivery.unknown("the final answer did not come in time");
                done = finish(late.getValue(), unknown, false);
            } catch (IOException e) {
                LOG.warn("{}: {}", late.getValue().outlet().name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (!done && late.getValue().outlet().backlog.isDelayed(late.getValue().item())) {
                    putBack(late.getKey(), late.getValue());
                }
            }
        }
    }

    private synchronized List<Map.Entry<String, Owed>> overdue(long now) {
        var late = new ArrayList<Map.Entry<String, Owed>>();
        for (var each : owed.entrySet()) {
            if (each.getValue().until() <= now) {
                late.add(Map.entry(each.getKey(), each.getValue()));
            }
        }
        late.forEach(l -> owed.remove(l.getKey()));
        return late;
    }

    /** False: a person was faster, or the channel does not run. */
    private boolean finish(Owed mine, Delivery delivery, boolean durably)
            throws IOException, InterruptedException {
        var outlet = mine.outlet();
        var to = outlets.program().flatMap(p -> p.destination(outlet.name));
        if (to.isEmpty()) {
            return false;
        }
        var frozen = Frozen.read(mine.item(), outlets.kit());
        var reserved =
                outlet.backlog.reserve(
                        mine.item().message,
                        i -> i == mine.item() && i.state() == Item.State.DELAYED);
        if (reserved.isEmpty()) {
            return false;
        }
        boolean written = false;
        var settling = new Settling(outlets.kit(), outlet, to.get());
        var settled = settling.decide(mine.item(), frozen, mine.item().attempts(), delivery);
        try {
            write(settling, settled, durably);
            written = true;
        } finally {
            outlet.backlog.stay(reserved.get());
            if (written) {
                settling.apply(settled);
                outlet.pump();
            }
        }
        return true;
    }

    private void write(Settling settling, Settled settled, boolean durably)
            throws IOException, InterruptedException {
        var all = List.of(settled);
        var entries = settling.entries(all);
        if (durably) {
            outlets.kit().recorder().now(entries, PATIENCE, first -> settling.durable(all));
        } else {
            outlets.kit().recorder().record(entries, first -> settling.durable(all));
        }
    }
}
