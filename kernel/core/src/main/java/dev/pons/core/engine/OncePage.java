package dev.pons.core.engine;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import java.io.IOException;
import java.util.Optional;

/** Some of the keys of {@link OnceKeys}, which guards it: those of a part of the window. */
final class OncePage {

    private static final int LEAST = 64;

    private final long since;
    private long newest;
    private int size;
    private Columns columns = new Columns(LEAST);

    /** Hash 0: nothing stands here. Times are milliseconds behind the beginning. */
    private record Columns(long[] hash, long[] digest, long[] id, int[] behind) {

        Columns(int places) {
            this(new long[places], new long[places], new long[places], new int[places]);
        }

        /** Where a hash stands, or belongs. */
        int place(long wanted) {
            int mask = hash.length - 1;
            int place = (int) (wanted >>> 32 ^ wanted) & mask;
            while (hash[place] != 0 && hash[place] != wanted) {
                place = place + 1 & mask;
            }
            return place;
        }

        void set(int place, long of, long digestOf, long idOf, int behindOf) {
            hash[place] = of;
            digest[place] = digestOf;
            id[place] = idOf;
            behind[place] = behindOf;
        }
    }

    /**
     * @param since when its first message came, ms
     */
    OncePage(long since) {
        this.since = since;
        this.newest = since;
    }

    int size() {
        return size;
    }

    /** It began before. */
    boolean isOlderThan(long time) {
        return since < time;
    }

    /** Nothing of it is as new as that. */
    boolean isDone(long time) {
        return newest <= time;
    }

    Optional<OnceKeys.First> find(long hash) {
        var now = columns;
        int place = now.place(hash);
        return now.hash[place] == 0
                ? Optional.empty()
                : Optional.of(
                        new OnceKeys.First(
                                now.id[place], now.digest[place], since + now.behind[place]));
    }

    /** True: it is one more. */
    boolean put(long hash, OnceKeys.First message) {
        if (size * 4L >= columns.hash.length * 3L) {
            grow();
        }
        int place = columns.place(hash);
        boolean more = columns.hash[place] == 0;
        // a clock that was set back or far ahead must not wrap around
        long behind = Math.max(0, Math.min(Integer.MAX_VALUE, message.at() - since));
        columns.set(place, hash, message.digest(), message.id(), (int) behind);
        newest = Math.max(newest, since + behind);
        size += more ? 1 : 0;
        return more;
    }

    private void grow() {
        var old = columns;
        var next = new Columns(old.hash.length * 2);
        for (int i = 0; i < old.hash.length; i++) {
            if (old.hash[i] != 0) {
                next.set(
                        next.place(old.hash[i]),
                        old.hash[i],
                        old.digest[i],
                        old.id[i],
                        old.behind[i]);
            }
        }
        columns = next;
    }

    void write(BytesOut out) {
        out.number(since);
        out.number(size);
        var now = columns;
        for (int i = 0; i < now.hash.length; i++) {
            if (now.hash[i] != 0) {
                out.fixed64(now.hash[i]);
                out.fixed64(now.digest[i]);
                out.number(now.id[i]);
                out.number(now.behind[i]);
            }
        }
    }

    static OncePage read(BytesIn in) throws IOException {
        var page = new OncePage(in.number());
        for (int n = in.count(); n > 0; n--) {
            long hash = in.fixed64();
            long digest = in.fixed64();
            page.put(hash, new OnceKeys.First(in.number(), digest, page.since + in.number()));
        }
        return page;
    }
}
