package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells who waits for a message what becomes of it, once that is durable. Costs nothing for
 * messages that nobody watches. Watching from any thread; telling on the journal's thread.
 */
final class Fates {

    private final Map<Long, Watcher> watchers = new ConcurrentHashMap<>();

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

    /**
     * Watches a message until {@link #forget}: from before it can be routed, nothing is missed.
     * There is one watcher of a message; a later one takes its place.
     */
    void watch(long message, Watcher watcher) {
        watchers.put(message, watcher);
    }

    /** Nobody waits for it any more. */
    void forget(long message) {
        watchers.remove(message);
    }

    /** These became durable. On the journal's thread. */
    void durable(List<Entry> entries) {
        if (watchers.isEmpty()) {
            return;
        }
        for (var entry : entries) {
            if (entry instanceof Entry.Routed routed) {
                var watcher = watchers.get(routed.message());
                if (watcher != null) {
                    watcher.routed(routed);
                }
            } else if (entry instanceof Entry.Result result) {
                tell(change(result));
            } else if (entry instanceof Entry.Made made) {
                tell(change(made));
            }
        }
    }

    private void tell(Change change) {
        var watcher = watchers.get(change.message());
        if (watcher != null) {
            watcher.changed(change);
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
