package dev.pons.core.control;

/** What became of a message at one destination. */
public enum DeliveryState {
    /** Waits or is being sent. */
    QUEUED,
    /** Waits for a person. */
    HELD,
    /** The peer took it. */
    DELIVERED,
    /** {@code when} did not hold, or a step of the destination dropped it. */
    NOT_CHOSEN,
    /** A person or the channel's rules skipped it. */
    SKIPPED,
    /** Too old to be sent, as the channel says. */
    EXPIRED,
    /** Sent; the peer's last word comes later. */
    AWAITING,
    /** Begins when the destination that it comes after has delivered. */
    AFTER;

    /** Nothing will happen any more. */
    public boolean isFinal() {
        return this == DELIVERED || this == NOT_CHOSEN || this == SKIPPED || this == EXPIRED;
    }
}
