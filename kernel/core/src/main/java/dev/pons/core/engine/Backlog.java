package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Order;
import dev.pons.core.engine.Item.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All deliveries of one destination that are not done, by message: some 75 bytes each. Any thread;
 * never waits while it is locked. Nothing is kept of what is done.
 *
 * <p>Those that are taken, delayed or ordered are with somebody who has an {@link Item} of it: what
 * he says counts as long as it is the one that was given last.
 */
final class Backlog {

    private final Deliveries all = new Deliveries();
    private final Map<Long, Item> given = new LinkedHashMap<>();
    private final Chain blocking = new Chain(all.slots(), Slots.LIST_BEFORE, Slots.LIST_AFTER);
    private Lanes lanes = new Lanes(Order.Kind.STRICT, all);
    private Order.Kind kind = Order.Kind.STRICT;
    private long queued;
    private long held;

    /** A delivery that no lane may take while a person's order on it is written. */
    record Reserved(Item item, State before) {}

    /** Adds one behind all others. */
    synchronized void add(Item item) {
        int slot = all.add(item);
        if (item.held()) {
            held++;
        } else {
            queued++;
        }
        if (item.state() == State.HELD) {
            blocking.addLast(slot);
        } else if (item.state() == State.DELAYED) {
            given.put(item.message, item);
        }
        lanes.add(slot);
    }

    /** Deliveries go in this order from now on; nothing may be taken at this moment. */
    synchronized void order(Order.Kind next) {
        if (next != kind) {
            kind = next;
            lanes = new Lanes(kind, all);
            all.each(lanes::add);
        }
    }

    synchronized boolean anyReady() {
        return lanes.anyReady();
    }

    /**
     * Takes what may be sent now, at most so many, in order: at least one if any is ready and one
     * is asked for. What stands right behind a taken one in its only lane may be taken with it.
     */
    synchronized List<Item> take(int most) {
        var taken = new ArrayList<Item>(Math.min(most, 16));
        int next = most == 0 ? Slots.NONE : lanes.take();
        while (next != Slots.NONE) {
            taken.add(give(next));
            if (taken.size() == most) {
                break;
            }
            int behind = lanes.takeBehind(next);
            next = behind == Slots.NONE ? lanes.take() : behind;
        }
        return taken;
    }

    private Item give(int slot) {
        var item = all.item(slot);
        given.put(item.message, item);
        return item;
    }

    /** The slot of a delivery; {@link Slots#NONE}: it is done, or somebody else has it. */
    private int slot(Item item) {
        if (item.state() == State.DONE) {
            return Slots.NONE;
        }
        var last = given.get(item.message);
        return last == null || last == item ? all.find(item.message) : Slots.NONE;
    }

    /** The same, if it is taken by the one who has the item. */
    private int taken(Item item) {
        return item.state() == State.BUSY ? slot(item) : Slots.NONE;
    }

    /** Nobody has it any more. */
    private void rest(int slot, Item item, State state) {
        all.keep(slot, item);
        item.state(state);
        given.remove(item.message);
    }

    /** Those that are still taken, in the order in which they were taken, may be sent again. */
    synchronized void back(List<Item> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            back(items.get(i));
        }
    }

    private void back(Item item) {
        int slot = taken(item);
        if (slot != Slots.NONE) {
            rest(slot, item, State.WAITING);
            lanes.back(slot);
        }
    }

    /**
     * Those who took something do not come back: all that is taken may be sent again, and what they
     * say later does not count.
     */
    synchronized void forsake() {
        var items = given.values().stream().filter(i -> i.state() == State.BUSY).toList();
        for (int i = items.size() - 1; i >= 0; i--) {
            var item = items.get(i);
            int slot = taken(item);
            rest(slot, item, State.DONE);
            all.slots().set(slot, Slots.ATTEMPTS, item.attempts() + 1);
            lanes.back(slot);
        }
    }

    /** A taken one waits for its next attempt. */
    synchronized void delay(Item item) {
        int slot = taken(item);
        if (slot != Slots.NONE) {
            all.keep(slot, item);
            item.state(State.DELAYED);
            lanes.block(slot, State.DELAYED);
        }
    }

    /** It waits for its next attempt, or for its final answer. */
    synchronized boolean isDelayed(Item item) {
        return item.state() == State.DELAYED && slot(item) != Slots.NONE;
    }

    /** The pause of a delayed one is over; false: it is not delayed any more. */
    synchronized boolean due(Item item) {
        int slot = item.state() == State.DELAYED ? slot(item) : Slots.NONE;
        if (slot == Slots.NONE) {
            return false;
        }
        rest(slot, item, State.WAITING);
        lanes.back(slot);
        return true;
    }

    /** It is done. */
    synchronized void done(Item item) {
        int slot = slot(item);
        if (slot == Slots.NONE) {
            return;
        }
        boolean waitedForPerson = isHeld(slot);
        if (waitedForPerson) {
            held--;
        } else {
            queued--;
        }
        leave(slot, State.DONE);
        rest(slot, item, State.DONE);
        all.remove(slot);
    }

    private boolean isHeld(int slot) {
        return all.state(slot) == State.HELD || all.state(slot) == State.ASIDE;
    }

    /** It waits for a person; aside: what is behind it goes on. */
    synchronized void hold(Item item, boolean aside) {
        int slot = slot(item);
        if (slot == Slots.NONE) {
            return;
        }
        queued--;
        held++;
        if (aside) {
            leave(slot, State.ASIDE);
            rest(slot, item, State.ASIDE);
        } else {
            lanes.block(slot, State.HELD);
            blocking.addLast(slot);
            rest(slot, item, State.HELD);
        }
    }

    /** Out of its lanes, and of those that block. */
    private void leave(int slot, State state) {
        var before = all.state(slot);
        if (before == State.HELD) {
            blocking.remove(slot);
        }
        if (before == State.ASIDE) {
            all.state(slot, state);
        } else {
            lanes.leave(slot, state);
        }
    }

    /** A held one may be sent. */
    synchronized void release(Item item) {
        int slot = slot(item);
        if (slot == Slots.NONE) {
            return;
        }
        queued++;
        held--;
        if (all.state(slot) == State.ASIDE) {
            all.state(slot, State.WAITING);
            lanes.add(slot);
        } else {
            blocking.remove(slot);
            lanes.back(slot);
        }
        rest(slot, item, State.WAITING);
    }

    /**
     * Keeps the delivery of a message from being taken while an order on it is written; {@link
     * #apply} or {@link #undo} follows. Empty: there is none that fits.
     */
    synchronized Optional<Reserved> reserve(long message, Predicate<Item> fits) {
        int slot = all.find(message);
        if (slot == Slots.NONE || all.state(slot) == State.ORDERED) {
            return Optional.empty();
        }
        var item = given.getOrDefault(message, all.item(slot));
        return fits.test(item) ? Optional.of(reserve(slot, item)) : Optional.empty();
    }

    private Reserved reserve(int slot, Item item) {
        var reserved = new Reserved(item, item.state());
        given.put(item.message, item);
        if (item.state() == State.HELD) {
            blocking.remove(slot);
        }
        item.state(State.ORDERED);
        lanes.block(slot, State.ORDERED);
        return reserved;
    }

    /**
     * Keeps those from being taken that were accepted before a time and are not held or being sent,
     * at most so many; {@link #apply} or {@link #undo} follows for each.
     */
    synchronized List<Reserved> overdue(long before, int most) {
        var found = new ArrayList<Reserved>();
        int slot = all.first();
        while (slot != Slots.NONE && found.size() < most && all.at(slot) < before) {
            if (all.state(slot) == State.WAITING || all.state(slot) == State.DELAYED) {
                long message = all.slots().wide(slot, Slots.MESSAGE);
                found.add(reserve(slot, given.getOrDefault(message, all.item(slot))));
            }
            slot = all.next(slot);
        }
        return found;
    }

    /** The order was written: does it. */
    synchronized void apply(Reserved reserved, Consumer<Item> change) {
        before(reserved);
        change.accept(reserved.item());
        settle(reserved);
    }

    /** What was decided is written: it waits on where it is, until that is done. */
    synchronized void stay(Reserved reserved) {
        before(reserved);
    }

    /** The order could not be written: as before, except that a pause is over. */
    synchronized void undo(Reserved reserved) {
        before(reserved);
        settle(reserved);
    }

    /** As it was, but in no list of those that may be sent. */
    private void before(Reserved reserved) {
        var item = reserved.item();
        int slot = slot(item);
        if (slot == Slots.NONE) {
            return;
        }
        item.state(reserved.before());
        all.state(slot, item.held() ? item.state() : State.DELAYED);
        if (item.state() == State.HELD) {
            blocking.addFirst(slot);
        }
    }

    /** Nothing was done to it: it goes on as it did. */
    private void settle(Reserved reserved) {
        var item = reserved.item();
        if (given.get(item.message) != item) {
            return;
        }
        int slot = slot(item);
        if (item.held()) {
            rest(slot, item, item.state());
        } else {
            rest(slot, item, State.WAITING);
            lanes.back(slot);
        }
    }

    /** The delivery of a message waits here for a person. */
    synchronized boolean holds(long message) {
        int slot = all.find(message);
        return slot != Slots.NONE && isHeld(slot);
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
        int slot = blocking.first();
        while (slot != Slots.NONE && ids.size() < most) {
            ids.add(all.slots().wide(slot, Slots.MESSAGE));
            slot = blocking.next(slot);
        }
        return ids;
    }

    /** When the oldest that is queued was accepted, ms; to the second. */
    synchronized OptionalLong oldest() {
        int slot = queued == 0 ? Slots.NONE : all.first();
        while (slot != Slots.NONE && isHeld(slot)) {
            slot = all.next(slot);
        }
        return slot == Slots.NONE ? OptionalLong.empty() : OptionalLong.of(all.at(slot));
    }

    /** Memory that is in use, bytes; those that are with somebody are not counted. */
    synchronized long bytes() {
        return all.bytes() + lanes.bytes();
    }
}
