package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the line's thread does, turn by turn. Only that thread is in here. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Members members;
    private final BlockingQueue<Runnable> inbox;
    private final Deque<Order> orders = new ArrayDeque<>();
    private final List<Runnable> again = new ArrayList<>();
    private final Served served;
    private final Way way;
    private @Nullable Talk talk;

    Desk(String port, Members members, BlockingQueue<Runnable> inbox) {
        this.members = members;
        this.inbox = inbox;
        this.served = new Served(port);
        this.way = new Way();
    }

    /** Runs it when nothing is under way. */
    void whenIdle(Runnable task) {
        if (talk == null || !way.isOpen() || talk.isIdle()) {
            task.run();
        } else {
            again.add(() -> whenIdle(task));
        }
    }

    void send(Order order) {
        orders.add(order);
    }

    /** A little of everything; waits a moment if there was nothing to do. */
    void turn(Member host) throws InterruptedException {
        boolean busy = false;
        for (var task = inbox.poll(); task != null; task = inbox.poll()) {
            task.run();
            busy = true;
        }
        var waiting = List.copyOf(again);
        again.clear();
        waiting.forEach(Runnable::run);
        var now = Instant.now();
        if (served.look(members)) {
            regroup(now);
            members.departed(host).forEach(Member::gone);
        }
        try {
            busy |= serve(host, now);
        } catch (IOException e) {
            lost(String.valueOf(e.getMessage()), now);
        } catch (RuntimeException e) {
            LOG.warn("{}: a fault of the plugin: {}", host.context().name(), place(e));
            lost("a fault of the plugin; the log says where", now);
        }
        if (!busy) {
            var task = inbox.poll(way.pause(now), TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        }
    }

    /** The kind and the place; its words may be content. */
    private static String place(RuntimeException e) {
        var at = e.getStackTrace();
        return e.getClass().getName() + (at.length == 0 ? "" : " at " + at[0]);
    }

    /** Some came or went: with other terms, it is another line. */
    private void regroup(Instant now) throws InterruptedException {
        if (served.termsChanged()) {
            close(now);
            talk = null;
        }
        var speaks = talk;
        if (speaks == null) {
            speaks = served.terms().map(Terms::talk).orElse(null);
            talk = speaks;
        }
        if (speaks != null) {
            speaks.takes(served.taking());
        }
        served.tell();
    }

    private boolean serve(Member host, Instant now) throws IOException, InterruptedException {
        var speaks = talk;
        var terms = served.terms();
        if (speaks == null || terms.isEmpty()) {
            return false;
        }
        if (!way.isOpen()) {
            if (!way.mayOpen(now)) {
                return false;
            }
            way.open(terms.get().wiring(), host.context());
            served.state("");
        }
        return way.exchange(speaks, orders, now);
    }

    /** The port is gone, or could not be opened. */
    private void lost(String why, Instant now) throws InterruptedException {
        close(now);
        served.state(why);
        tell(orders, why);
    }

    private static void tell(Deque<Order> orders, String why) {
        List<Order> all = new ArrayList<>(orders);
        orders.clear();
        all.forEach(order -> order.notSent(why));
    }

    private void close(Instant now) throws InterruptedException {
        boolean wasOpen = way.isOpen();
        way.close(now);
        if (wasOpen && talk != null) {
            talk.lost(now);
        }
    }

    /**
     * This thread goes.
     *
     * @param last nobody else comes
     */
    void part(boolean last) {
        if (!last && way.stays()) {
            return;
        }
        try {
            close(Instant.EPOCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (last) {
            talk = null;
            served.forget();
            tell(orders, "the line is closed");
        }
    }
}
