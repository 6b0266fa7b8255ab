package dev.pons.core.control;

import java.util.Map;
import java.util.Optional;

/**
 * How far an act on many messages is.
 *
 * @param fit messages that fit when it began
 * @param done on so many it was done
 * @param passedOver messages that were not in a state for it any more, by the reason
 * @param last id of the last one that was done or passed over: what a next one begins behind
 * @param stopped why it ended before all were done, in words; empty: it did not
 * @param lag what search did not show when it began
 */
public record BulkResult(
        long fit,
        long done,
        Map<String, Long> passedOver,
        Optional<String> last,
        String stopped,
        IndexLag lag) {}
