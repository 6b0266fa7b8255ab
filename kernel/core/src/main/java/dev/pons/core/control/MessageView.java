package dev.pons.core.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message.
 *
 * @param row what a list shows
 * @param origin {@code source}, {@code resend}, {@code rerun}
 * @param parent id of the message that it comes from
 * @param version of the channel that it was accepted under
 * @param deliveries by destination
 * @param acts of persons, and what else happened to it, oldest first, in words: when, who, what,
 *     why
 * @param index values that it is found by, under the names of the channel's {@code index:}
 */
public record MessageView(
        MessageRow row,
        String origin,
        Optional<String> parent,
        long version,
        List<DeliveryView> deliveries,
        List<String> acts,
        Map<String, List<String>> index) {

    /**
     * One destination.
     *
     * @param destination name
     * @param state what became of it
     * @param attempts so far
     * @param at of the last change
     * @param reason in our words; may be empty
     * @param changed steps changed the bytes
     * @param history every attempt, and what else changed it, oldest first; of very many the middle
     *     ones are left out
     */
    public record DeliveryView(
            String destination,
            DeliveryState state,
            int attempts,
            Instant at,
            String reason,
            boolean changed,
            List<AttemptView> history) {}

    /**
     * One attempt, or an act on a delivery.
     *
     * @param number of the attempt; 0: none was made
     * @param at when
     * @param outcome {@code delivered}, {@code retry}, {@code rejected}, {@code unknown}, {@code
     *     begun}, or the act
     * @param state of the delivery after it
     * @param reason in our words; may be empty
     * @param answer id by which the peer's answer can be shown; empty: it gave none
     */
    public record AttemptView(
            int number,
            Instant at,
            String outcome,
            DeliveryState state,
            String reason,
            Optional<String> answer) {}
}
