package dev.pons.core.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message.
 *
 * @param row what a list shows
 * @param origin {@code source}, {@code resend}, {@code rerun}
 * @param parent id of the message that it comes from
 * @param version of the channel that it was accepted under
 * @param deliveries by destination
 * @param acts of persons, oldest first, in words: when, who, what, why
 */
public record MessageView(
        MessageRow row,
        String origin,
        Optional<String> parent,
        long version,
        List<DeliveryView> deliveries,
        List<String> acts) {

    /**
     * One destination.
     *
     * @param destination name
     * @param state what became of it
     * @param attempts so far
     * @param at of the last change
     * @param reason in our words; may be empty
     * @param changed steps changed the bytes
     */
    public record DeliveryView(
            String destination,
            DeliveryState state,
            int attempts,
            Instant at,
            String reason,
            boolean changed) {}
}
