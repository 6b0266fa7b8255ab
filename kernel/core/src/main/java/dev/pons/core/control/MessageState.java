package dev.pons.core.control;

/** What became of a message as a whole. */
public enum MessageState {
    /** Not accepted; the sender was told no. */
    REFUSED,
    /** Accepted, steps not done yet. */
    ACCEPTED,
    /** At least one destination still waits or sends. */
    QUEUED,
    /** It, or one of its deliveries, waits for a person. */
    HELD,
    /** Ended by a step, on purpose. */
    DROPPED,
    /** A step said no after it was accepted. */
    REFUSED_LATER,
    /** All destinations are done. */
    DONE,
    /** Messages of their own went on in its place. */
    SPLIT,
    /** One message of it and others goes on in their place. */
    AGGREGATED
}
