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

    private final From from;
    private final List<Visit> visits;
    private final List<Delivery> deliveries = new ArrayList<>();

    /** For each message that is taken, what is written before its result. */
    private final List<List<Entry>> before = new ArrayList<>();

    private final List<Arrival> arrivals = new ArrayList<>();

    /**
     * Who hands over.
     *
     * @param format of the channel
     * @param part it hands over a part of each message, whose format nobody knows
     */
    record From(String channel, String destination, String format, boolean part) {}

    /**
     * A message as a target gets it.
     *
     * @param format what it is in; empty: nobody knows
     */
    record Given(Message message, Content body, String format) {}

    /** What a target gets, and its place among the entries. */
    private record Arrival(int place, SideDoor door, Entry.Received received) {}

    Handing(From from, List<Visit> visits) {
        this.from = from;
        this.visits = visits;
    }

    /** Up to the first that cannot be taken, for what is behind it may have to wait for it. */
    Handing of(List<Sending> sendings) throws NotSentException, InterruptedException {
        var refusal = Optional.<String>empty();
        int fit = 0;
        while (fit < sendings.size() && refusal.isEmpty()) {
            refusal = refusal(sendings.get(fit));
            fit += refusal.isEmpty() ? 1 : 0;
        }
        int taken = fit;
        for (var visit : visits) {
            taken = Math.min(taken, visit.repeats(fit));
        }
        for (int i = 0; i < taken; i++) {
            take(sendings.get(i), i);
        }
        if (taken == fit) {
            refusal.map(Delivery::rejected).ifPresent(deliveries::add);
        }
        return this;
    }

    /** Why one of the targets can never take it; the others are not to have it then. */
    private Optional<String> refusal(Sending sending) {
        var given = given(sending);
        for (var visit : visits) {
            var facts = sending.message().meta();
            var why =
                    Hops.refused(facts, from.channel(), visit.door().channel())
                            .or(() -> visit.look(given));
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private Given given(Sending sending) {
        var body = sending.frozen.body();
        var facts = Hops.next(sending.message().meta(), from.channel(), sending.item.message);
        var other = sending.frozen.branch().format();
        var format = from.part() ? "" : other.isEmpty() ? from.format() : other;
        return new Given(Message.of(body, facts), body, format);
    }

    /** What was there before stands first: a result makes count what stands right before it. */
    private void take(Sending sending, int place) {
        var origin = Hops.origin(sending.item.message, from.channel(), from.destination());
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
            if (result instanceof Entry.Result && n < before.size()) {
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
