package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;

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

        /** The destination that must have delivered before; empty: none. */
        final String after;

        DeliveryState state;
        final Progress progress = new Progress();
        long[] keys;

        Delivery(String destination, String after, DeliveryState state, long[] keys) {
            this.destination = destination;
            this.after = after;
            this.state = state;
            this.keys = keys;
        }

        static Delivery of(Branch branch) {
            var delivery =
                    new Delivery(
                            branch.destination(), branch.after(), branch.state(), branch.keys());
            delivery.progress.aside = branch.aside();
            delivery.progress.first = branch.first();
            return delivery;
        }

        /** Ended before: nothing changes it any more. */
        boolean isDone() {
            return state.isFinal();
        }

        /** An attempt that was journaled as begun and of which nothing is known. */
        boolean isBegun() {
            return progress.begun > progress.attempts;
        }
    }

    /** What changes of a delivery besides its state. */
    static final class Progress {
        boolean aside;

        /** It goes before others. */
        boolean first;

        /** Attempts of which the end is known. */
        int attempts;

        /** The last attempt that was journaled as begun. */
        int begun;

        /** Id of the entry that says what is sent instead of the routed one; 0: that one. */
        long made;

        /** What is owed, while it is AWAITING. */
        Entry.Later later = Entry.Later.NOTHING;
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
        deliveries = branches.stream().map(Delivery::of).toList();
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
        return deliveries != null && deliveries.stream().allMatch(Delivery::isDone);
    }
}
