package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;
import dev.pons.core.engine.Sums.Sum;
import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sums of one channel: all, and by the day on which a message came, so that the sums of a day
 * fit in themselves. Days that nothing happens to any more are kept packed. One thread changes it.
 */
final class Ledger {

    /** Older days are only in the sum of all. */
    static final int DAYS = 400;

    private static final int AT_HAND = 3;

    private final Days calendar;
    private final Sums all;
    private final TreeMap<Long, Sums> atHand = new TreeMap<>();
    private final TreeMap<Long, byte[]> packed = new TreeMap<>();

    Ledger(Days calendar) {
        this(calendar, new Sums());
    }

    private Ledger(Days calendar, Sums all) {
        this.calendar = calendar;
        this.all = all;
    }

    /** Counts messages that came at a time, ms. */
    void add(long at, Sum sum, long count) {
        all.add(sum, count);
        var day = day(at);
        if (day != null) {
            day.add(sum, count);
        }
    }

    /** Counts deliveries of a message that came at a time, ms. */
    void count(long at, String destination, DeliveryState state, long change) {
        all.count(destination, state, change);
        var day = day(at);
        if (day != null) {
            day.count(destination, state, change);
        }
    }

    Sums all() {
        return all;
    }

    /** What came on a day, and what became of it until now. */
    Optional<LedgerView> view(String channel, LocalDate day) {
        var sums = atHand.get(day.toEpochDay());
        var bytes = packed.get(day.toEpochDay());
        if (sums == null && bytes != null) {
            sums = unpack(bytes);
        }
        return Optional.ofNullable(sums).map(s -> s.view(channel, 0));
    }

    /** The days of which something is known. */
    List<LocalDate> days() {
        var days = new TreeMap<Long, Object>(packed);
        days.putAll(atHand);
        return days.keySet().stream().map(LocalDate::ofEpochDay).toList();
    }

    /** Null: it is too long ago. */
    private @Nullable Sums day(long at) {
        long day = calendar.of(at);
        var known = atHand.get(day);
        if (known != null) {
            return known;
        }
        var bytes = packed.remove(day);
        if (bytes == null && isTooOld(day)) {
            return null;
        }
        var sums = bytes == null ? new Sums() : unpack(bytes);
        atHand.put(day, sums);
        if (atHand.size() > AT_HAND) {
            var leaving = atHand.firstKey() == day ? atHand.higherEntry(day) : atHand.firstEntry();
            atHand.remove(leaving.getKey());
            packed.put(leaving.getKey(), pack(leaving.getValue()));
        }
        if (packed.size() + atHand.size() > DAYS) {
            forgetOldest();
        }
        return sums;
    }

    private boolean isTooOld(long day) {
        return packed.size() + atHand.size() >= DAYS
                && day < packed.firstKey()
                && day < atHand.firstKey();
    }

    private void forgetOldest() {
        if (packed.firstKey() < atHand.firstKey()) {
            packed.pollFirstEntry();
        } else {
            atHand.pollFirstEntry();
        }
    }

    private static byte[] pack(Sums sums) {
        var out = new BytesOut(64);
        sums.write(out);
        return Arrays.copyOf(out.array(), out.size());
    }

    private static Sums unpack(byte[] bytes) {
        try {
            return Sums.read(new BytesIn(bytes, 0, bytes.length, true));
        } catch (IOException e) {
            throw new IllegalStateException("it was packed here", e);
        }
    }

    void write(BytesOut out) {
        all.write(out);
        Map<Long, byte[]> days = new TreeMap<>(packed);
        atHand.forEach((day, sums) -> days.put(day, pack(sums)));
        out.number(days.size());
        days.forEach(
                (day, bytes) -> {
                    out.number(day);
                    out.bytes(bytes);
                });
    }

    static Ledger read(Days calendar, BytesIn in) throws IOException {
        var ledger = new Ledger(calendar, Sums.read(in));
        for (int n = in.count(); n > 0; n--) {
            ledger.packed.put(in.number(), in.bytes());
        }
        return ledger;
    }
}
