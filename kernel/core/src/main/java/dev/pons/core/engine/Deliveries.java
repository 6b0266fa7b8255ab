package dev.pons.core.engine;

import dev.pons.core.engine.Item.State;

import java.util.function.IntConsumer;

/**
 * Where the deliveries of one backlog stand, by message and in the order in which they came: a slot
 * each, and one more for each key but the first. Not safe for threads.
 */
final class Deliveries {

    /** The first numbers of a state are those of {@link State}. */
    private static final int LINK = 15;

    private static final int STATE = 0x0f;
    private static final int KEYED = 0x10;
    private static final int BEGUN = 0x20;
    private static final int FIRST = 0x40;
    private static final int BRANCH = 16;
    private static final State[] STATES = State.values();

    private final Slots slots = new Slots();
    private final Chain arrivals = new Chain(slots, Slots.EARLIER, Slots.LATER);
    private final RefTable byMessage = new RefTable(s -> slots.wide(s, Slots.MESSAGE));

    Slots slots() {
        return slots;
    }

    /** The slot of a message's delivery; {@link Slots#NONE}: there is none. */
    int find(long message) {
        return byMessage.find(message);
    }

    /** A slot for a new one, which its message has no other of. */
    int add(Item item) {
        int slot = link(item.message, item.keys.length == 0 ? 0 : item.keys[0]);
        slots.wide(slot, Slots.ROUTED, item.routed);
        slots.set(slot, Slots.AT, (int) (item.at / 1000));
        int bits = (item.keys.length == 0 ? 0 : KEYED) | (item.first() ? FIRST : 0);
        slots.set(slot, Slots.BITS, item.branch << BRANCH | bits | item.state().ordinal());
        keep(slot, item);
        byMessage.put(slot);
        for (int i = 1; i < item.keys.length; i++) {
            if (!isKnown(item.keys, i)) {
                int more = link(item.message, item.keys[i]);
                slots.wide(more, Slots.ROUTED, slot);
                slots.set(more, Slots.BITS, LINK);
            }
        }
        return slot;
    }

    /** It would wait for itself. */
    private static boolean isKnown(long[] keys, int index) {
        for (int i = 0; i < index; i++) {
            if (keys[i] == keys[index]) {
                return true;
            }
        }
        return false;
    }

    private int link(long message, long key) {
        int slot = slots.add();
        slots.wide(slot, Slots.MESSAGE, message);
        slots.wide(slot, Slots.KEY, key);
        slots.set(slot, Slots.BEHIND, 0);
        arrivals.addLast(slot);
        return slot;
    }

    /** What those who work on it have noted. */
    void keep(int slot, Item item) {
        slots.set(slot, Slots.ATTEMPTS, item.attempts());
        int bits = slots.get(slot, Slots.BITS);
        slots.set(slot, Slots.BITS, item.begun() ? bits | BEGUN : bits & ~BEGUN);
    }

    /** As it stands. */
    Item item(int slot) {
        int bits = slots.get(slot, Slots.BITS);
        var item =
                new Item(
                        slots.wide(slot, Slots.MESSAGE),
                        slots.wide(slot, Slots.ROUTED),
                        at(slot),
                        bits >>> BRANCH,
                        keys(slot, (bits & KEYED) != 0));
        item.state(state(slot));
        item.attempts(slots.get(slot, Slots.ATTEMPTS));
        item.begun((bits & BEGUN) != 0);
        return item.first((bits & FIRST) != 0);
    }

    private long[] keys(int slot, boolean any) {
        int count = any ? 1 : 0;
        for (int next = arrivals.next(slot); isLink(next); next = arrivals.next(next)) {
            count++;
        }
        var keys = new long[count];
        int link = slot;
        for (int i = 0; i < count; i++) {
            keys[i] = slots.wide(link, Slots.KEY);
            link = arrivals.next(link);
        }
        return keys;
    }

    /** When the message was accepted, ms; to the second. */
    long at(int slot) {
        return Integer.toUnsignedLong(slots.get(slot, Slots.AT)) * 1000;
    }

    /** It goes before others. */
    boolean isFirst(int slot) {
        return (slots.get(slot, Slots.BITS) & FIRST) != 0;
    }

    State state(int slot) {
        return STATES[slots.get(slot, Slots.BITS) & STATE];
    }

    void state(int slot, State next) {
        slots.set(slot, Slots.BITS, slots.get(slot, Slots.BITS) & ~STATE | next.ordinal());
    }

    /** It stands for a further key only. */
    boolean isLink(int slot) {
        return slot != Slots.NONE && (slots.get(slot, Slots.BITS) & STATE) == LINK;
    }

    /** The slot of the delivery that a slot is for. */
    int owner(int slot) {
        return isLink(slot) ? (int) slots.wide(slot, Slots.ROUTED) : slot;
    }

    /** Frees the slots of one. */
    void remove(int slot) {
        byMessage.remove(slots.wide(slot, Slots.MESSAGE));
        int next = slot;
        do {
            int now = next;
            next = arrivals.next(now);
            arrivals.remove(now);
            slots.remove(now);
        } while (isLink(next));
    }

    /** The one that came first; {@link Slots#NONE}: there is none. */
    int first() {
        return arrivals.first();
    }

    /** The one that came after; {@link Slots#NONE}: there is none. */
    int next(int slot) {
        int next = arrivals.next(slot);
        while (isLink(next)) {
            next = arrivals.next(next);
        }
        return next;
    }

    /** In the order in which they came. */
    void each(IntConsumer work) {
        for (int slot = first(); slot != Slots.NONE; slot = next(slot)) {
            work.accept(slot);
        }
    }

    /** Memory that is in use, bytes. */
    long bytes() {
        return slots.bytes() + byMessage.bytes();
    }
}
