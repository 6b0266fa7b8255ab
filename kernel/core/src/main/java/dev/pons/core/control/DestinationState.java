package dev.pons.core.control;

/** States of a destination. */
public enum DestinationState {
    /** Delivers, or waits for something to deliver. */
    STARTED,
    /** Not reachable; tried again with growing pauses. */
    DOWN,
    /** A delivery that waits for a person blocks what is behind it. */
    BLOCKED,
    /** Queues and does not deliver, by order of an operator. */
    PAUSED,
    /** Not delivering, because the channel is not running. */
    STOPPED
}
