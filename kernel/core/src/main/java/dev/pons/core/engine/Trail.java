package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the journal says of one message, found by reading on from where it begins. */
final class Trail {

    private final Store store;

    Trail(Store store) {
        this.store = store;
    }

    /** The message as it came. */
    Entry start(long message) throws IOException {
        return store.read(message);
    }

    /** What the steps made of it; empty: it was not routed, or ended before. */
    Optional<Entry.Routed> routed(long message) throws IOException, InterruptedException {
        return first(
                        message,
                        e ->
                                e instanceof Entry.Routed r
                                        && r.message() == message
                                        && r.end() != Entry.End.HELD)
                .map(Entry.Routed.class::cast)
                .filter(r -> r.end() == Entry.End.ROUTED);
    }

    /** What the peer of a destination answered last. */
    Optional<Content> response(long message, String destination)
            throws IOException, InterruptedException {
        return first(
                        message,
                        e ->
                                e instanceof Entry.Result r
                                        && r.message() == message
                                        && r.destination().equals(destination)
                                        && (r.state() == DeliveryState.DELIVERED
                                                || r.state() == DeliveryState.HELD))
                .flatMap(e -> Optional.ofNullable(((Entry.Result) e).response()));
    }

    private Optional<Entry> first(long after, Predicate<Entry> wanted)
            throws IOException, InterruptedException {
        List<Long> found = new ArrayList<>(1);
        try (var reader = store.follow(after)) {
            while (found.isEmpty() && reader.next(0)) {
                if (wanted.test(reader.entry())) {
                    found.add(reader.id());
                }
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(store.read(found.get(0)));
    }
}
