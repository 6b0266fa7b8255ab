package dev.pons.core.engine;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * All messages that are not done, packed into pages, some 50 bytes each: a message is unpacked when
 * an entry concerns it, and packed again. One thread at a time.
 *
 * <p>A record is: id 8, its length 4 (a multiple of 4), number of the account, message. One that
 * grows goes to the newest page; a page of which less than a quarter is left is moved there too.
 */
final class OpenMessages {

    private static final int PAGE = 1 << 16;
    private static final int UNITS = 14;
    private static final int HEAD = 12;

    /** Most messages fit this when they are routed, and so need not move then. */
    private static final int LEAST = 40;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final OpenPacking packing;
    private final RefTable byId = new RefTable(this::id);
    private final BytesOut scratch = new BytesOut(64);
    private final BitSet taken = new BitSet();
    private byte[][] pages = new byte[1][];
    private int[] left = new int[1];
    private Newest newest = new Newest(-1, 0);

    /** The page that is written, and up to where. */
    private record Newest(int page, int end) {}

    /** A message and the number of its account. */
    record Open(int owner, OpenMessage message) {}

    OpenMessages(Names names) {
        this.packing = new OpenPacking(names);
    }

    /** Of destinations. */
    Names names() {
        return packing.names();
    }

    private long id(int reference) {
        return (long) LONG.get(page(reference), at(reference));
    }

    /** A record begins at a multiple of 4. */
    private byte[] page(int reference) {
        return pages[reference >>> UNITS];
    }

    private static int at(int reference) {
        return (reference & (1 << UNITS) - 1) << 2;
    }

    int size() {
        return byId.size();
    }

    /** Null: it is not open. */
    @Nullable Open find(long id) {
        int reference = byId.find(id);
        return reference < 0 ? null : open(id, page(reference), at(reference));
    }

    private Open open(long id, byte[] page, int at) {
        var in = new BytesIn(page, at + HEAD, at + (int) INT.get(page, at + 8), true);
        try {
            return new Open((int) in.number(), packing.read(id, in));
        } catch (IOException e) {
            throw new IllegalStateException("it was packed here", e);
        }
    }

    /** A new one, or one that has changed. */
    void put(int owner, OpenMessage message) {
        scratch.clear();
        pack(owner, message, scratch);
        put(message.id, scratch.array(), 0, scratch.size());
    }

    private void pack(int owner, OpenMessage message, BytesOut out) {
        out.number(owner);
        packing.write(message, out);
    }

    /** As {@link #write} gave it. */
    void put(long id, byte[] packed) {
        put(id, packed, 0, packed.length);
    }

    private void put(long id, byte[] from, int start, int length) {
        int whole = Math.max(LEAST, HEAD + length + 3 & ~3);
        int known = byId.find(id);
        if (known >= 0 && (int) INT.get(page(known), at(known) + 8) >= whole) {
            System.arraycopy(from, start, page(known), at(known) + HEAD, length);
            return;
        }
        int reference = place(whole);
        byte[] page = page(reference);
        int at = at(reference);
        LONG.set(page, at, id);
        INT.set(page, at + 8, whole);
        System.arraycopy(from, start, page, at + HEAD, length);
        byId.put(reference);
        if (known >= 0) {
            freed(known);
        }
    }

    /** Room for a record; one that is longer than a page has a page of its own. */
    private int place(int whole) {
        if (newest.page < 0 || newest.end + whole > pages[newest.page].length) {
            int page = taken.nextClearBit(0);
            if (page == pages.length) {
                pages = Arrays.copyOf(pages, page * 2);
                left = Arrays.copyOf(left, page * 2);
            }
            taken.set(page);
            pages[page] = new byte[Math.max(PAGE, whole)];
            left[page] = 0;
            newest = new Newest(page, 0);
        }
        int at = newest.end;
        newest = new Newest(newest.page, at + whole);
        left[newest.page] += whole;
        return newest.page << UNITS | at >> 2;
    }

    /** It is done. */
    void remove(long id) {
        int reference = byId.find(id);
        if (reference >= 0) {
            byId.remove(id);
            freed(reference);
        }
    }

    private void freed(int reference) {
        int page = reference >>> UNITS;
        left[page] -= (int) INT.get(pages[page], at(reference) + 8);
        if (page == newest.page) {
            if (left[page] == 0) {
                newest = new Newest(page, 0);
            }
        } else if (left[page] < PAGE / 4) {
            move(page);
        }
    }

    private void move(int page) {
        byte[] from = pages[page];
        int at = 0;
        while (left[page] > 0) {
            int whole = (int) INT.get(from, at + 8);
            int before = page << UNITS | at >> 2;
            long id = (long) LONG.get(from, at);
            if (byId.find(id) == before) {
                int after = place(whole);
                System.arraycopy(from, at, page(after), at(after), whole);
                byId.put(after);
                left[page] -= whole;
            }
            at += whole;
        }
        taken.clear(page);
        pages[page] = new byte[0];
    }

    /** Ids, ascending. */
    long[] ids() {
        int[] all = byId.all();
        var ids = new long[all.length];
        for (int i = 0; i < all.length; i++) {
            ids[i] = id(all[i]);
        }
        Arrays.sort(ids);
        return ids;
    }

    /** The number of the account that an open message belongs to. */
    int owner(long id) {
        int reference = byId.find(id);
        byte[] page = page(reference);
        int at = at(reference);
        var in = new BytesIn(page, at + HEAD, at + (int) INT.get(page, at + 8), true);
        try {
            return (int) in.number();
        } catch (IOException e) {
            throw new IllegalStateException("it was packed here", e);
        }
    }

    /** One that is open, as short as it can be. */
    void write(long id, BytesOut out) {
        int reference = byId.find(id);
        var open = open(id, page(reference), at(reference));
        scratch.clear();
        pack(open.owner(), open.message(), scratch);
        out.bytes(scratch.array(), scratch.size());
    }

    /** Memory that is in use, bytes. */
    long bytes() {
        return (long) taken.cardinality() * PAGE + byId.bytes();
    }
}
