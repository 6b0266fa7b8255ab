package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Order;
import dev.pons.core.engine.Item.State;

/**
 * Which deliveries may be sent now. Every key is a lane: its deliveries go one by one, in the order
 * in which they came; a delivery with several keys waits in all of them. Strict order is one key
 * for all, no order is no key at all. A delivery that is delayed or held blocks its keys and no
 * others. Of those that may be sent, some go before the others. Not safe for threads: the backlog
 * guards it.
 *
 * <p>A lane is a list of slots: the first is found by the key, and its link back leads to the last.
 */
final class Lanes {

    private static final int NONE = Slots.NONE;

    private final Order.Kind kind;
    private final Deliveries all;
    private final Slots slots;
    private final RefTable firsts;
    private final Chain ready;

    /** Those that are ready and go before the others. */
    private final Chain readyFirst;

    Lanes(Order.Kind kind, Deliveries all) {
        this.kind = kind;
        this.all = all;
        this.slots = all.slots();
        this.firsts = new RefTable(this::key);
        this.ready = new Chain(slots, Slots.LIST_BEFORE, Slots.LIST_AFTER);
        this.readyFirst = new Chain(slots, Slots.LIST_BEFORE, Slots.LIST_AFTER);
    }

    private Chain list(int slot) {
        return all.isFirst(slot) ? readyFirst : ready;
    }

    /** One key for all is 0; no key of a message is. */
    private long key(int slot) {
        return kind == Order.Kind.STRICT ? 0 : slots.wide(slot, Slots.KEY);
    }

    /** The slots by which a delivery waits in lanes: its own, and one more for each further key. */
    private int nextLink(int slot) {
        int next = slots.get(slot, Slots.LATER);
        return kind == Order.Kind.KEY && next != NONE && all.isLink(next) ? next : NONE;
    }

    private int firstLink(int slot) {
        return kind == Order.Kind.NONE ? NONE : slot;
    }

    /**
     * Adds one behind all that came before it. A held one blocks its keys when it gets to the
     * front.
     */
    void add(int slot) {
        if (all.state(slot) == State.ASIDE) {
            return;
        }
        int behind = 0;
        for (int link = firstLink(slot); link != NONE; link = nextLink(link)) {
            behind += append(link) ? 0 : 1;
        }
        slots.set(slot, Slots.BEHIND, behind);
        if (behind == 0 && all.state(slot) == State.WAITING) {
            list(slot).addLast(slot);
        }
    }

    /** True: it is the first. */
    private boolean append(int link) {
        int first = firsts.find(key(link));
        slots.set(link, Slots.LANE_AFTER, NONE);
        if (first == NONE) {
            slots.set(link, Slots.LANE_BEFORE, link);
            firsts.put(link);
            return true;
        }
        int last = slots.get(first, Slots.LANE_BEFORE);
        slots.set(last, Slots.LANE_AFTER, link);
        slots.set(link, Slots.LANE_BEFORE, last);
        slots.set(first, Slots.LANE_BEFORE, link);
        return false;
    }

    /** Something may be sent. */
    boolean anyReady() {
        return !(ready.isEmpty() && readyFirst.isEmpty());
    }

    /** The next that may be sent, as taken; {@link Slots#NONE}: none. */
    int take() {
        int next = readyFirst.isEmpty() ? ready.first() : readyFirst.first();
        if (next != NONE) {
            list(next).remove(next);
            all.state(next, State.BUSY);
        }
        return next;
    }

    /**
     * The one right behind a taken one, as taken, if that lane is all that both wait for; {@link
     * Slots#NONE}: none, or one that goes before it is ready.
     */
    int takeBehind(int slot) {
        if (kind == Order.Kind.NONE || nextLink(slot) != NONE) {
            return NONE;
        }
        int next = slots.get(slot, Slots.LANE_AFTER);
        if (next == NONE
                || all.isLink(next)
                || nextLink(next) != NONE
                || all.state(next) != State.WAITING
                || !readyFirst.isEmpty() && !all.isFirst(next)) {
            return NONE;
        }
        all.state(next, State.BUSY);
        return next;
    }

    /** A taken or delayed one may be sent (again): before all others. */
    void back(int slot) {
        all.state(slot, State.WAITING);
        if (slots.get(slot, Slots.BEHIND) == 0) {
            list(slot).addFirst(slot);
        }
    }

    /** It is done, or stepped aside: what waited behind it may go. */
    void leave(int slot, State state) {
        block(slot, state);
        for (int link = firstLink(slot); link != NONE; link = nextLink(link)) {
            int first = remove(link);
            if (first != NONE) {
                advance(all.owner(first));
            }
        }
    }

    private void advance(int slot) {
        int behind = slots.get(slot, Slots.BEHIND) - 1;
        slots.set(slot, Slots.BEHIND, behind);
        if (behind == 0 && all.state(slot) == State.WAITING) {
            list(slot).addLast(slot);
        }
    }

    /** Gives the one that is the first now and was not before; {@link Slots#NONE}: none is. */
    private int remove(int link) {
        int before = slots.get(link, Slots.LANE_BEFORE);
        int after = slots.get(link, Slots.LANE_AFTER);
        int first = firsts.find(key(link));
        if (link != first) {
            slots.set(before, Slots.LANE_AFTER, after);
            slots.set(after == NONE ? first : after, Slots.LANE_BEFORE, before);
            return NONE;
        }
        if (after == NONE) {
            firsts.remove(key(link));
        } else {
            slots.set(after, Slots.LANE_BEFORE, before);
            firsts.put(after);
        }
        return after;
    }

    /** It stays where it is and blocks its keys. */
    void block(int slot, State state) {
        if (all.state(slot) == State.WAITING && slots.get(slot, Slots.BEHIND) == 0) {
            list(slot).remove(slot);
        }
        all.state(slot, state);
    }

    /** Memory that is in use beside the slots, bytes. */
    long bytes() {
        return firsts.bytes();
    }
}
