package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tells who waits for a message what becomes of it, once that is durable. Costs nothing for
 * messages that nobody watches. Watching from any thread; telling on the journal's thread.
 */
final class Fates {

    private final Map<Long, List<Watcher>> watchers = new ConcurrentHashMap<>();

    /**
     * Who waits for a message. Called on the journal's thread, in the order of the journal, after
     * the change is durable: returns at once, and never throws.
     */
    interface Watcher {

        /** Its steps ended so, with these branches; those that are not chosen end here. */
        void routed(Entry.Routed routed);

        /** One of its deliveries is in another state, or in the same after one more attempt. */
        void changed(Change change);
    }

    /**
     * What a delivery is now.
     *
     * @param outcome DELIVERED, RETRY, REJECTED, UNKNOWN, or a person's act; empty: no attempt
     *     ended
     * @param why in our words
     * @param response what the peer answered; content
     * @param variables what reply steps let
     */
    record Change(
            long message,
            String destination,
            DeliveryState state,
            String outcome,
            String why,
            @Nullable Content response,
            Map<String, String> variables) {

        /** Without content. */
        @Override
        public String toString() {
            return "Change[" + destination + ", " + state + ", " + outcome + "]";
        }
    }

    /** Watches a message until {@link #forget}: from before it can be routed, nothing is missed. */
    void watch(long message, Watcher watcher) {
        watchers.merge(message, List.of(watcher), Fates::both);
    }

    private static List<Watcher> both(List<Watcher> some, List<Watcher> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** This one waits no more. */
    void forget(long message, Watcher watcher) {
        watchers.computeIfPresent(
                message,
                (id, all) -> {
                    var left = all.stream().filter(w -> w != watcher).toList();
                    return left.isEmpty() ? null : left;
                });
    }

    /** These became durable. On the journal's thread. */
    void durable(List<Entry> entries) {
        if (watchers.isEmpty()) {
            return;
        }
        for (var entry : entries) {
            var known = watchers.get(about(entry));
            if (known != null) {
                known.forEach(w -> tell(w, entry));
            }
        }
    }

    /** The message that an entry says something of; 0: none that is watched. */
    static long about(Entry entry) {
        if (entry instanceof Entry.Routed routed) {
            return routed.message();
        }
        if (entry instanceof Entry.Result result) {
            return result.message();
        }
        return entry instanceof Entry.Made made ? made.message() : 0;
    }

    /** Tells one watcher of an entry. */
    static void tell(Watcher watcher, Entry entry) {
        if (entry instanceof Entry.Routed routed) {
            watcher.routed(routed);
        } else if (entry instanceof Entry.Result result) {
            watcher.changed(change(result));
        } else if (entry instanceof Entry.Made made) {
            watcher.changed(change(made));
        }
    }

    private static Change change(Entry.Result result) {
        return new Change(
                result.message(),
                result.destination(),
                result.state(),
                result.outcome(),
                result.why(),
                result.response(),
                result.variables());
    }

    private static Change change(Entry.Made made) {
        return new Change(
                made.message(),
                made.branch().destination(),
                made.branch().state(),
                "",
                made.branch().reason(),
                null,
                Map.of());
    }
}
