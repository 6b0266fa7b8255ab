package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All deliveries of one destination that are not done, by message. Any thread; never waits while it
 * is locked. Nothing is kept of what is done.
 */
final class Backlog {

    private final Map<Long, Item> all = new LinkedHashMap<>();
    private Lanes lanes = new Lanes(Order.Kind.STRICT);
    private Order.Kind kind = Order.Kind.STRICT;
    private long queued;
    private long held;

    /** A delivery that no lane may take while a person's order on it is written. */
    record Reserved(Item item, Item.State before) {}

    /** Adds one behind all others. */
    synchronized void add(Item item) {
        all.put(item.message, item);
        if (item.held()) {
            held++;
        } else {
            queued++;
        }
        lanes.add(item);
    }

    /** Deliveries go in this order from now on; nothing may be taken at this moment. */
    synchronized void order(Order.Kind next) {
        if (next != kind) {
            kind = next;
            sort();
        }
    }

    private void sort() {
        lanes = new Lanes(kind);
        all.values().forEach(lanes::add);
    }

    synchronized boolean anyReady() {
        return lanes.anyReady();
    }

    /** Takes what may be sent now, at most so many, in order. */
    synchronized List<Item> take(int most) {
        return lanes.take(most);
    }

    /** Those that are still taken, in the order in which they were taken, may be sent again. */
    synchronized void back(List<Item> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (isTaken(taken.get(i))) {
                lanes.back(taken.get(i));
            }
        }
    }

    private boolean isTaken(Item item) {
        return item.state() == Item.State.BUSY && all.get(item.message) == item;
    }

    /**
     * Those who took something do not come back: all that is taken may be sent again, and what they
     * say later does not count.
     */
    synchronized void forsake() {
        boolean any = false;
        for (var entry : all.entrySet()) {
            if (entry.getValue().state() == Item.State.BUSY) {
                entry.setValue(entry.getValue().copy());
                any = true;
            }
        }
        if (any) {
            sort();
        }
    }

    /** A taken one waits for its next attempt. */
    synchronized void delay(Item item) {
        if (isTaken(item)) {
            lanes.block(item, Item.State.DELAYED);
        }
    }

    /**
     * Keeps those from being taken that were accepted before a time and are not held or being sent,
     * at most so many; {@link #apply} or {@link #undo} follows for each.
     */
    synchronized List<Reserved> overdue(long before, int most) {
        var found = new ArrayList<Reserved>();
        for (var item : all.values()) {
            if (found.size() == most || item.at >= before) {
                break;
            }
            if (item.state() == Item.State.WAITING || item.state() == Item.State.DELAYED) {
                found.add(new Reserved(item, item.state()));
                lanes.block(item, Item.State.ORDERED);
            }
        }
        return found;
    }

    /** It waits for its next attempt, or for its final answer. */
    synchronized boolean isDelayed(Item item) {
        return item.state() == Item.State.DELAYED && all.get(item.message) == item;
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
        if (!all.remove(item.message, item)) {
            return;
        }
        if (item.held()) {
            held--;
        } else {
            queued--;
        }
        leave(item, Item.State.DONE);
    }

    /** It waits for a person; aside: what is behind it goes on. */
    synchronized void hold(Item item, boolean aside) {
        if (all.get(item.message) != item) {
            return;
        }
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
     * Keeps the delivery of a message from being taken while an order on it is written; {@link
     * #apply} or {@link #undo} follows. Empty: there is none that fits.
     */
    synchronized Optional<Reserved> reserve(long message, Predicate<Item> fits) {
        var item = all.get(message);
        if (item == null || item.state() == Item.State.ORDERED || !fits.test(item)) {
            return Optional.empty();
        }
        var reserved = new Reserved(item, item.state());
        lanes.block(item, Item.State.ORDERED);
        return Optional.of(reserved);
    }

    /** The order was written: does it. */
    synchronized void apply(Reserved reserved, Consumer<Item> change) {
        reserved.item().state(reserved.before());
        change.accept(reserved.item());
    }

    /** The order could not be written: as before, except that a pause is over. */
    synchronized void undo(Reserved reserved) {
        reserved.item().state(reserved.before());
        if (!reserved.item().held()) {
            lanes.back(reserved.item());
        }
    }

    /** The delivery of a message waits here for a person. */
    synchronized boolean holds(long message) {
        var item = all.get(message);
        return item != null && item.held();
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
            for (var item : all.values()) {
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
        return all.values().stream().filter(i -> !i.held()).mapToLong(i -> i.at).findFirst();
    }
}
