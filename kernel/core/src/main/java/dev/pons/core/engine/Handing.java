package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages that are handed over at once, in order, each to all targets or to none. One use; made on
 * the lane's thread, ended on the writer's.
 */
final class Handing {

    private final String channel;
    private final Program.To to;
    private final List<Visit> visits;
    private final List<Delivery> deliveries = new ArrayList<>();

    /** For each message, what is written before its result. */
    private final List<List<Entry>> before = new ArrayList<>();

    private final List<Arrival> arrivals = new ArrayList<>();

    /**
     * A message as a target gets it.
     *
     * @param format what it is in; empty: nobody knows
     */
    record Given(Message message, Content body, String format) {}

    /** What a target gets, and its place among the entries. */
    private record Arrival(int place, SideDoor door, Entry.Received received) {}

    Handing(String channel, Program.To to, List<Visit> visits) {
        this.channel = channel;
        this.to = to;
        this.visits = visits;
    }

    Handing of(List<Sending> sendings) throws NotSentException, InterruptedException {
        var refusals = new ArrayList<Optional<String>>(sendings.size());
        for (var sending : sendings) {
            refusals.add(refusal(sending));
        }
        int may = Integer.MAX_VALUE;
        for (var visit : visits) {
            may = Math.min(may, visit.repeats());
        }
        int taken = 0;
        for (int i = 0; i < sendings.size(); i++) {
            var refusal = refusals.get(i);
            if (refusal.isPresent()) {
                deliveries.add(Delivery.rejected(refusal.get()));
                before.add(List.of());
            } else if (taken < may) {
                take(sendings.get(i), taken++);
            } else {
                return this;
            }
        }
        return this;
    }

    /** Why one of the targets can never take it; the others are not to have it then. */
    private Optional<String> refusal(Sending sending) {
        var given = given(sending);
        for (var visit : visits) {
            var facts = sending.message().meta();
            var why =
                    Hops.refused(facts, channel, visit.door().channel())
                            .or(() -> visit.look(given));
            if (why.isPresent()) {
                visits.forEach(v -> v.drop(given));
                return why;
            }
        }
        return Optional.empty();
    }

    private Given given(Sending sending) {
        var body = sending.frozen.body();
        var facts = Hops.next(sending.message().meta(), channel, sending.item.message);
        var own = sending.frozen.branch().format();
        var format = to.part().isPresent() ? "" : own.isEmpty() ? to.format() : own;
        return new Given(Message.of(body, facts), body, format);
    }

    /** What was there before stands first: a result makes count what stands right before it. */
    private void take(Sending sending, int place) {
        var origin = Hops.origin(sending.item.message, channel, to.file().name());
        var known = new ArrayList<Entry>(0);
        var fresh = new ArrayList<Entry>(visits.size());
        for (var visit : visits) {
            var entry = visit.entry(place, origin);
            (entry instanceof Entry.Received ? fresh : known).add(entry);
        }
        known.addAll(fresh);
        before.add(known);
        deliveries.add(Delivery.delivered());
    }

    /** Of how many messages it is known what becomes of them: the first ones. */
    int size() {
        return deliveries.size();
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /**
     * All that the journal gets.
     *
     * @param results of the messages, in their order; acts may stand between them
     */
    List<Entry> entries(List<Entry> results) {
        var entries = new ArrayList<Entry>(results.size() * (1 + visits.size()));
        int n = 0;
        for (var result : results) {
            if (result instanceof Entry.Result) {
                entries.addAll(before.get(n++));
            }
            entries.add(result);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Received received) {
                arrivals.add(new Arrival(i, door(received.channel()), received));
            }
        }
        return entries;
    }

    private SideDoor door(String name) {
        return visits.stream()
                .map(Visit::door)
                .filter(door -> door.channel().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** They are durable. On the writer's thread. */
    void durable(long first) {
        try {
            for (var arrival : arrivals) {
                arrival.door().came(first + arrival.place(), arrival.received());
            }
        } finally {
            visits.forEach(Visit::done);
        }
    }
}
