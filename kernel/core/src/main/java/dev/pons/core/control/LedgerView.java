package dev.pons.core.control;

import java.util.List;

/**
 * The sums of one channel: {@code accepted + created = refused later + dropped + split + aggregated
 * + held + routed + pending}.
 *
 * @param channel name
 * @param accepted came in by the source and were kept
 * @param created resent, rerun, parts of others, or made of several
 * @param refused were not accepted; stand beside the sum
 * @param duplicates were submitted again and not kept; stand beside the sum
 * @param refusedLater refused by a step after they were accepted
 * @param dropped ended by a step, on purpose
 * @param split messages of their own went on in their place
 * @param aggregated one message goes on, or will go on, in place of several
 * @param held wait for a person before they are routed
 * @param routed went to the destinations
 * @param pending steps are not done yet
 * @param destinations per destination {@code routed = not chosen + delivered + skipped + expired +
 *     held + queued}
 * @param drift 0, or how far the running engine is from what the journal says: an alarm
 */
public record LedgerView(
        String channel,
        long accepted,
        long created,
        long refused,
        long duplicates,
        long refusedLater,
        long dropped,
        long split,
        long aggregated,
        long held,
        long routed,
        long pending,
        List<Line> destinations,
        long drift) {

    /**
     * One destination; {@code routed} is the sum of the rest.
     *
     * @param queued is not done and waits for no person
     * @param awaiting of the queued those that were sent and whose last word comes later
     */
    public record Line(
            String destination,
            long routed,
            long notChosen,
            long delivered,
            long skipped,
            long expired,
            long held,
            long queued,
            long awaiting) {}
}
