package dev.pons.core.engine;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Finds references by a key that stands where they point to: 5 to 11 bytes each. A reference is any
 * number but -1. Not safe for threads.
 */
final class RefTable {

    private static final int NONE = -1;
    private static final int LEAST = 8;

    private final IntToLongFunction key;
    private int[] places = new int[LEAST];
    private int size;

    /**
     * @param key of what a reference points to; it does not change while the reference is here
     */
    RefTable(IntToLongFunction key) {
        this.key = key;
        clear();
    }

    void clear() {
        places = new int[LEAST];
        Arrays.fill(places, NONE);
        size = 0;
    }

    int size() {
        return size;
    }

    /** The reference of a key; -1: there is none. */
    int find(long wanted) {
        return places[place(wanted)];
    }

    /** Adds one, or takes the place of the one that has the same key. */
    void put(int reference) {
        if ((size + 1) * 4L > places.length * 3L) {
            resize(places.length * 2);
        }
        int place = place(key.applyAsLong(reference));
        size += places[place] == NONE ? 1 : 0;
        places[place] = reference;
    }

    /** Removes the one of a key, if there is one; it still points to where its key stands. */
    void remove(long wanted) {
        int hole = place(wanted);
        if (places[hole] == NONE) {
            return;
        }
        int mask = places.length - 1;
        int next = hole + 1 & mask;
        while (places[next] != NONE) {
            int home = home(key.applyAsLong(places[next]), mask);
            // it may fill the hole unless its home lies between the two
            if ((next - home & mask) >= (next - hole & mask)) {
                places[hole] = places[next];
                hole = next;
            }
            next = next + 1 & mask;
        }
        places[hole] = NONE;
        size--;
        if (places.length > LEAST && size * 8L < places.length) {
            resize(places.length / 2);
        }
    }

    private int place(long wanted) {
        int mask = places.length - 1;
        int place = home(wanted, mask);
        while (places[place] != NONE && key.applyAsLong(places[place]) != wanted) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static int home(long wanted, int mask) {
        long mixed = (wanted ^ wanted >>> 32) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }

    private void resize(int length) {
        int[] old = places;
        places = new int[length];
        Arrays.fill(places, NONE);
        for (int reference : old) {
            if (reference != NONE) {
                places[place(key.applyAsLong(reference))] = reference;
            }
        }
    }

    /** All references, in no order. */
    int[] all() {
        return Arrays.stream(places).filter(r -> r != NONE).toArray();
    }

    /** Memory that is in use, bytes. */
    long bytes() {
        return 4L * places.length;
    }
}
