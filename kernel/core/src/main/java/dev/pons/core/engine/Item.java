package dev.pons.core.engine;

/**
 * One delivery that is not done: positions, never content. The backlog keeps it in a slot; this is
 * how it is given, and taken by those who work on it. Guarded by its outlet's lock.
 */
final class Item {

    /** Where it stands. */
    enum State {
        /** In its lanes, or ready. */
        WAITING,
        /** With a lane's thread. */
        BUSY,
        /** Waits for its next attempt; blocks its keys. */
        DELAYED,
        /** Waits for a person; blocks its keys. */
        HELD,
        /** Waits for a person, aside: what is behind it goes on. */
        ASIDE,
        /** A person's order on it is being written. */
        ORDERED,
        /** Nothing will happen any more. */
        DONE
    }

    final long message;
    final long routed;
    final long at;
    final int branch;
    final long[] keys;
    private final Progress progress = new Progress();

    /** What changes. */
    static final class Progress {
        State state = State.WAITING;
        int attempts;
        boolean begun;
        boolean first;
    }

    /**
     * @param message its id
     * @param routed id of the entry that holds what is sent
     * @param at when the message was accepted, ms
     * @param branch index in that entry
     * @param keys hashed; empty: none
     */
    Item(long message, long routed, long at, int branch, long[] keys) {
        this.message = message;
        this.routed = routed;
        this.at = at;
        this.branch = branch;
        this.keys = keys;
    }

    State state() {
        return progress.state;
    }

    void state(State next) {
        progress.state = next;
    }

    int attempts() {
        return progress.attempts;
    }

    void attempts(int made) {
        progress.attempts = made;
    }

    /** Its last attempt was begun, and the engine ended before anything was known of it. */
    boolean begun() {
        return progress.begun;
    }

    void begun(boolean unknown) {
        progress.begun = unknown;
    }

    /** It goes before others, as far as their order allows. */
    boolean first() {
        return progress.first;
    }

    Item first(boolean yes) {
        progress.first = yes;
        return this;
    }

    boolean held() {
        return progress.state == State.HELD || progress.state == State.ASIDE;
    }
}
