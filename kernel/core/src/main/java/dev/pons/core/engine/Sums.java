package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;
import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many messages and deliveries are in which state: all of a channel, or those that came on one
 * day. One thread.
 */
final class Sums {

    private static final int SUMS = Sum.values().length;
    private static final int STATES = DeliveryState.values().length;

    private final long[] sums = new long[SUMS];
    private final Map<String, long[]> destinations = new TreeMap<>();

    /** What is counted of messages; appended only, since a checkpoint holds the ordinal. */
    enum Sum {
        ACCEPTED,
        CREATED,
        /** Beside the sum. */
        REFUSED,
        REFUSED_LATER,
        DROPPED,
        ROUTED,
        /** Wait for a person before they are routed. */
        HELD,
        /** Steps are not done. */
        PENDING,
        /** Submitted again and not kept; beside the sum. */
        DUPLICATES,
        /** Parts of them went on. */
        SPLIT,
        /** They wait in a group, or became one message with others. */
        AGGREGATED
    }

    void add(Sum sum, long count) {
        sums[sum.ordinal()] += count;
    }

    long sum(Sum sum) {
        return sums[sum.ordinal()];
    }

    /** So many deliveries more are in this state. */
    void count(String destination, DeliveryState state, long change) {
        destinations.computeIfAbsent(destination, d -> new long[STATES])[state.ordinal()] += change;
    }

    /** Deliveries of one destination in a state. */
    long deliveries(String destination, DeliveryState state) {
        var states = destinations.get(destination);
        return states == null ? 0 : states[state.ordinal()];
    }

    /** Something is not done. */
    boolean isOpen() {
        return sum(Sum.PENDING) != 0
                || sum(Sum.HELD) != 0
                || destinations.values().stream().anyMatch(Sums::isOpen);
    }

    private static boolean isOpen(long[] states) {
        return Arrays.stream(DeliveryState.values())
                .anyMatch(state -> !state.isFinal() && states[state.ordinal()] != 0);
    }

    void write(BytesOut out) {
        out.number(SUMS);
        numbers(sums, out);
        out.number(destinations.size());
        destinations.forEach(
                (name, states) -> {
                    out.text(name);
                    out.number(STATES);
                    numbers(states, out);
                });
    }

    private static void numbers(long[] all, BytesOut out) {
        for (long number : all) {
            out.number(number);
        }
    }

    static Sums read(BytesIn in) throws IOException {
        var read = new Sums();
        numbers(read.sums, in);
        for (int n = in.count(); n > 0; n--) {
            var states = new long[STATES];
            read.destinations.put(in.text(), states);
            numbers(states, in);
        }
        return read;
    }

    /** There may be fewer than today. */
    private static void numbers(long[] into, BytesIn in) throws IOException {
        int count = in.count();
        if (count > into.length) {
            throw in.broken();
        }
        for (int i = 0; i < count; i++) {
            into[i] = in.number();
        }
    }

    /** As the operator sees it. */
    LedgerView view(String channel, long drift) {
        List<LedgerView.Line> lines = new ArrayList<>();
        for (var name : destinations.keySet()) {
            lines.add(line(name));
        }
        return new LedgerView(
                channel,
                sum(Sum.ACCEPTED),
                sum(Sum.CREATED),
                sum(Sum.REFUSED),
                sum(Sum.DUPLICATES),
                sum(Sum.REFUSED_LATER),
                sum(Sum.DROPPED),
                sum(Sum.SPLIT),
                sum(Sum.AGGREGATED),
                sum(Sum.HELD),
                sum(Sum.ROUTED),
                sum(Sum.PENDING),
                lines,
                drift);
    }

    private LedgerView.Line line(String name) {
        long awaiting = deliveries(name, DeliveryState.AWAITING);
        long queued =
                deliveries(name, DeliveryState.QUEUED)
                        + deliveries(name, DeliveryState.AFTER)
                        + awaiting;
        long notChosen = deliveries(name, DeliveryState.NOT_CHOSEN);
        long delivered = deliveries(name, DeliveryState.DELIVERED);
        long skipped = deliveries(name, DeliveryState.SKIPPED);
        long expired = deliveries(name, DeliveryState.EXPIRED);
        long held = deliveries(name, DeliveryState.HELD);
        return new LedgerView.Line(
                name,
                notChosen + delivered + skipped + expired + held + queued,
                notChosen,
                delivered,
                skipped,
                expired,
                held,
                queued,
                awaiting);
    }
}
