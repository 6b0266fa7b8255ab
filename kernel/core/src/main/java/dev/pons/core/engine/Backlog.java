package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * All deliveries of one destination that are not done. Any thread; never waits while it is locked.
 */
final class Backlog {

    private final ArrayDeque<Item> all = new ArrayDeque<>();
    private Lanes lanes = new Lanes(Order.Kind.STRICT);
    private Order.Kind kind = Order.Kind.STRICT;
    private long queued;
    private long held;

    /** Adds one behind all others. */
    synchronized void add(Item item) {
        all.addLast(item);
        if (item.held()) {
            held++;
        } else {
            queued++;
        }
        lanes.add(item);
    }

    /** Deliveries go in this order from now on; nothing may be taken at this moment. */
    synchronized void order(Order.Kind next) {
        if (next == kind) {
            return;
        }
        kind = next;
        lanes = new Lanes(next);
        all.stream().filter(i -> i.state() != Item.State.DONE).forEach(lanes::add);
    }

    synchronized boolean anyReady() {
        return lanes.anyReady();
    }

    /** Takes what may be sent now, at most so many, in order. */
    synchronized List<Item> take(int most) {
        return lanes.take(most);
    }

    /** Taken ones, in the order in which they were taken, may be sent again at once. */
    synchronized void back(List<Item> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            lanes.back(taken.get(i));
        }
    }

    /** A taken one waits for its next attempt. */
    synchronized void delay(Item item) {
        lanes.block(item, Item.State.DELAYED);
    }

    /** The pause of a delayed one is over; false: it is not delayed any more. */
    synchronized boolean due(Item item) {
        if (item.state() != Item.State.DELAYED) {
            return false;
        }
        lanes.back(item);
        return true;
    }

    /** It is done. */
    synchronized void done(Item item) {
        if (item.held()) {
            held--;
        } else {
            queued--;
        }
        leave(item, Item.State.DONE);
        while (!all.isEmpty() && all.peekFirst().state() == Item.State.DONE) {
            all.pollFirst();
        }
    }

    /** It waits for a person; aside: what is behind it goes on. */
    synchronized void hold(Item item, boolean aside) {
        queued--;
        held++;
        if (aside) {
            leave(item, Item.State.ASIDE);
        } else {
            lanes.block(item, Item.State.HELD);
        }
    }

    private void leave(Item item, Item.State state) {
        if (item.state() == Item.State.ASIDE) {
            item.state(state);
        } else {
            lanes.leave(item, state);
        }
    }

    /** A held one may be sent. */
    synchronized void release(Item item) {
        queued++;
        held--;
        if (item.state() == Item.State.ASIDE) {
            item.state(Item.State.WAITING);
            lanes.add(item);
        } else {
            lanes.back(item);
        }
    }

    /**
     * Does something with the delivery of a message while nobody can take it; false: there is none
     * that fits.
     */
    synchronized boolean with(long message, Predicate<Item> act) {
        return find(message).map(act::test).orElse(false);
    }

    private Optional<Item> find(long message) {
        return all.stream()
                .filter(i -> i.message == message && i.state() != Item.State.DONE)
                .findFirst();
    }

    synchronized long queued() {
        return queued;
    }

    synchronized long held() {
        return held;
    }

    /** Ids of the first held ones that block what is behind them. */
    synchronized List<Long> blocking(int most) {
        var ids = new ArrayList<Long>();
        if (held > 0) {
            for (var item : all) {
                if (item.state() == Item.State.HELD && ids.size() < most) {
                    ids.add(item.message);
                }
            }
        }
        return ids;
    }

    /** When the oldest that is queued was accepted, ms. */
    synchronized OptionalLong oldest() {
        if (queued == 0) {
            return OptionalLong.empty();
        }
        return all.stream()
                .filter(i -> !i.held() && i.state() != Item.State.DONE)
                .mapToLong(i -> i.at)
                .findFirst();
    }
}
