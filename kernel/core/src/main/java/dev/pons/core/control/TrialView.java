package dev.pons.core.control;

import java.time.Duration;
import java.util.List;

/**
 * What a changed channel makes of messages that the running one has made something of.
 *
 * @param channel its name
 * @param compared messages that went through the changed one too
 * @param alike of them: nothing is different
 * @param passedOver messages that cannot be compared: their content is gone, a person made them for
 *     one destination, or they had not gone through the steps when it was looked
 * @param differences by kind, the most frequent first
 * @param took the time of all that
 */
public record TrialView(
        String channel,
        long compared,
        long alike,
        long passedOver,
        List<Difference> differences,
        Duration took) {

    /**
     * One kind of difference.
     *
     * @param destination where; empty: of the whole message
     * @param place a path in the format's own language, without indexes, or what else differs
     * @param what is different there, in words without content
     * @param count messages that have it
     * @param example id of the first
     * @param allowed a rule allows it
     */
    public record Difference(
            String destination,
            String place,
            String what,
            long count,
            String example,
            boolean allowed) {}

    /** No rule allows one of them. */
    public boolean isOtherwise() {
        return differences.stream().anyMatch(difference -> !difference.allowed());
    }
}
