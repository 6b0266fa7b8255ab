package dev.pons.core.engine;

/** A list of slots, linked through two columns of theirs. Not safe for threads. */
final class Chain {

    private final Slots slots;
    private final int before;
    private final int after;
    private int first = Slots.NONE;
    private int last = Slots.NONE;

    Chain(Slots slots, int before, int after) {
        this.slots = slots;
        this.before = before;
        this.after = after;
    }

    boolean isEmpty() {
        return first == Slots.NONE;
    }

    /** {@link Slots#NONE}: it is empty. */
    int first() {
        return first;
    }

    /** {@link Slots#NONE}: there is none behind it. */
    int next(int slot) {
        return slots.get(slot, after);
    }

    void addLast(int slot) {
        link(last, slot, Slots.NONE);
    }

    void addFirst(int slot) {
        link(Slots.NONE, slot, first);
    }

    private void link(int left, int slot, int right) {
        slots.set(slot, before, left);
        slots.set(slot, after, right);
        join(left, slot);
        join(slot, right);
    }

    private void join(int left, int right) {
        if (left == Slots.NONE) {
            first = right;
        } else {
            slots.set(left, after, right);
        }
        if (right == Slots.NONE) {
            last = left;
        } else {
            slots.set(right, before, left);
        }
    }

    /** One that is in it. */
    void remove(int slot) {
        join(slots.get(slot, before), slots.get(slot, after));
    }

    /** Forgets all. */
    void clear() {
        first = Slots.NONE;
        last = Slots.NONE;
    }
}
