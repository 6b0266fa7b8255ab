package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sums, the open messages, the position and the versions of one channel, as the journal tells
 * them.
 */
final class Account {

    /** What is counted per channel. */
    enum Sum {
        ACCEPTED,
        CREATED,
        REFUSED,
        REFUSED_LATER,
        DROPPED,
        ROUTED
    }

    final String channel;
    final EnumMap<Sum, Long> sums = new EnumMap<>(Sum.class);
    final TreeMap<Long, OpenMessage> open = new TreeMap<>();
    final Map<String, EnumMap<DeliveryState, Long>> destinations = new TreeMap<>();
    final Map<String, String> position = new HashMap<>();
    final TreeMap<Long, Long> versions = new TreeMap<>();
    final Map<String, String> orders = new HashMap<>();

    Account(String channel) {
        this.channel = channel;
    }

    void add(Sum sum, long count) {
        sums.merge(sum, count, Long::sum);
    }

    long sum(Sum sum) {
        return sums.getOrDefault(sum, 0L);
    }

    /** A delivery is in this state from now on. */
    void count(String destination, DeliveryState state, long change) {
        destinations
                .computeIfAbsent(destination, d -> new EnumMap<>(DeliveryState.class))
                .merge(state, change, Long::sum);
    }

    /** Open deliveries in a state. */
    long deliveries(DeliveryState state) {
        return destinations.values().stream().mapToLong(d -> d.getOrDefault(state, 0L)).sum();
    }

    /** Messages that wait for a person before they are routed. */
    long heldBefore() {
        return open.values().stream().filter(OpenMessage::held).count();
    }

    /** Messages whose steps are not done. */
    long pending() {
        return open.values().stream().filter(m -> m.routed() == 0 && !m.held()).count();
    }

    /** As the operator sees it. */
    LedgerView view(long drift) {
        List<LedgerView.Line> lines = new ArrayList<>();
        for (var destination : destinations.entrySet()) {
            var states = destination.getValue();
            lines.add(
                    new LedgerView.Line(
                            destination.getKey(),
                            states.values().stream().mapToLong(n -> n).sum(),
                            states.getOrDefault(DeliveryState.NOT_CHOSEN, 0L),
                            states.getOrDefault(DeliveryState.DELIVERED, 0L),
                            states.getOrDefault(DeliveryState.SKIPPED, 0L),
                            states.getOrDefault(DeliveryState.HELD, 0L),
                            states.getOrDefault(DeliveryState.QUEUED, 0L)
                                    + states.getOrDefault(DeliveryState.AWAITING, 0L)
                                    + states.getOrDefault(DeliveryState.AFTER, 0L)));
        }
        return new LedgerView(
                channel,
                sum(Sum.ACCEPTED),
                sum(Sum.CREATED),
                sum(Sum.REFUSED),
                sum(Sum.REFUSED_LATER),
                sum(Sum.DROPPED),
                heldBefore(),
                sum(Sum.ROUTED),
                pending(),
                lines,
                drift);
    }
}
