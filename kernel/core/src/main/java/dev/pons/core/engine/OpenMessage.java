package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry.Branch;
import dev.pons.core.store.Entry.Later;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A message that is not done, as the journal tells it. One thread: the bookkeeper's. */
final class OpenMessage {

    final long id;
    final long version;
    final long at;

    /** Id of the entry that says what is sent; 0: steps are not done. */
    private long routed;

    private boolean held;
    private boolean released;
    private @Nullable List<Delivery> deliveries;

    /** One destination of it. */
    static final class Delivery {
        final String destination;
        long[] keys;
        DeliveryState state;
        boolean aside;
        int attempts;

        /** Id of the entry that holds what is sent, if that is not the message's routing. */
        long made;

        /** An attempt whose end must not be guessed was begun, and nothing is known of it. */
        boolean begun;

        /** What the peer still owes. */
        Later later = Later.NOTHING;

        Delivery(String destination, DeliveryState state, boolean aside, long[] keys) {
            this.destination = destination;
            this.state = state;
            this.aside = aside;
            this.keys = keys;
        }
    }

    OpenMessage(long id, long version, long at) {
        this.id = id;
        this.version = version;
        this.at = at;
    }

    /** Steps have run; these are its branches. */
    void route(long entry, List<Branch> branches) {
        routed = entry;
        held = false;
        deliveries =
                branches.stream()
                        .map(b -> new Delivery(b.destination(), b.state(), b.aside(), b.keys()))
                        .toList();
    }

    /** As {@link #route}, from a checkpoint. */
    void restore(long entry, boolean isHeld, boolean wasReleased, @Nullable List<Delivery> all) {
        routed = entry;
        held = isHeld;
        released = wasReleased;
        deliveries = all;
    }

    /** Waits for a person before it is routed. */
    void hold() {
        held = true;
        released = false;
    }

    /** A person wants it to run through today's version. */
    void release() {
        held = false;
        released = true;
    }

    /** Where a destination stands; null: it is none of its own. */
    @Nullable Delivery delivery(String destination) {
        for (var delivery : deliveries()) {
            if (delivery.destination.equals(destination)) {
                return delivery;
            }
        }
        return null;
    }

    boolean released() {
        return released;
    }

    boolean held() {
        return held;
    }

    long routed() {
        return routed;
    }

    /** In the order of the channel file at that time; empty: not routed. */
    List<Delivery> deliveries() {
        return deliveries == null ? List.of() : deliveries;
    }

    /** Every destination is done. */
    boolean finished() {
        return deliveries != null && deliveries.stream().allMatch(d -> d.state.isFinal());
    }
}
