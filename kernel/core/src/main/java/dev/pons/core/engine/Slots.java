package dev.pons.core.engine;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Numbered slots of 64 bytes for what waits, in pages of plain arrays: nothing is moved when more
 * come, and a page whose slots are all free is given back, except the last one. Not safe for
 * threads.
 */
final class Slots {

    /** No slot. */
    static final int NONE = -1;

    /** Wide columns. */
    static final int MESSAGE = 0;

    static final int ROUTED = 1;
    static final int KEY = 2;

    /** Narrow columns. */
    static final int AT = 0;

    static final int ATTEMPTS = 1;
    static final int BITS = 2;

    /** In how many lanes another one is before it. */
    static final int BEHIND = 3;

    /** Neighbours in the order of arrival, in the lane, and in the list of its state. */
    static final int EARLIER = 4;

    static final int LATER = 5;
    static final int LANE_BEFORE = 6;
    static final int LANE_AFTER = 7;
    static final int LIST_BEFORE = 8;
    static final int LIST_AFTER = 9;

    private static final int WIDE = 3;
    private static final int NARROW = 10;
    private static final int SHIFT = 7;
    private static final int PAGE = 1 << SHIFT;
    private static final long[] NO_WIDE = {};
    private static final int[] NO_NARROW = {};

    private long[][] wide = new long[1][];
    private int[][] narrow = new int[1][];
    private final BitSet pages = new BitSet();
    private final BitSet roomy = new BitSet();
    private int size;

    /** A free slot; what stands in it has no meaning yet. */
    int add() {
        int page = roomy.nextSetBit(0);
        if (page < 0) {
            page = addPage();
        }
        int[] columns = narrow[page];
        int place = columns[PAGE * NARROW];
        columns[PAGE * NARROW] = columns[place * NARROW];
        columns[PAGE * NARROW + 1]++;
        if (columns[PAGE * NARROW] == PAGE) {
            roomy.clear(page);
        }
        size++;
        return page << SHIFT | place;
    }

    /** Behind the columns stand the first free place and how many are taken. */
    private int addPage() {
        int page = pages.nextClearBit(0);
        if (page == wide.length) {
            wide = Arrays.copyOf(wide, page * 2);
            narrow = Arrays.copyOf(narrow, page * 2);
        }
        wide[page] = new long[PAGE * WIDE];
        var columns = new int[PAGE * NARROW + 2];
        for (int place = 0; place < PAGE; place++) {
            columns[place * NARROW] = place + 1;
        }
        narrow[page] = columns;
        pages.set(page);
        roomy.set(page);
        return page;
    }

    /** It is free from now on. */
    void remove(int slot) {
        int page = slot >> SHIFT;
        int place = slot & PAGE - 1;
        int[] columns = narrow[page];
        columns[place * NARROW] = columns[PAGE * NARROW];
        columns[PAGE * NARROW] = place;
        columns[PAGE * NARROW + 1]--;
        roomy.set(page);
        size--;
        if (columns[PAGE * NARROW + 1] == 0 && pages.cardinality() > 1) {
            wide[page] = NO_WIDE;
            narrow[page] = NO_NARROW;
            pages.clear(page);
            roomy.clear(page);
        }
    }

    /** So many are taken. */
    int size() {
        return size;
    }

    long wide(int slot, int column) {
        return wide[slot >> SHIFT][(slot & PAGE - 1) * WIDE + column];
    }

    void wide(int slot, int column, long value) {
        wide[slot >> SHIFT][(slot & PAGE - 1) * WIDE + column] = value;
    }

    int get(int slot, int column) {
        return narrow[slot >> SHIFT][(slot & PAGE - 1) * NARROW + column];
    }

    void set(int slot, int column, int value) {
        narrow[slot >> SHIFT][(slot & PAGE - 1) * NARROW + column] = value;
    }

    /** Memory that is in use, bytes. */
    long bytes() {
        return (long) pages.cardinality() * (PAGE * (WIDE * 8 + NARROW * 4) + 40);
    }
}
