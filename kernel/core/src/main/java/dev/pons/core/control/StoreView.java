package dev.pons.core.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the data folder takes on disk, in bytes.
 *
 * @param channels what stands in content files, by channel; the name is empty for what the engine
 *     keeps for itself
 * @param journal written lately and not compacted yet, of all channels
 * @param index of the search, of all channels
 * @param large large messages whose entries are not compacted yet, of all channels
 */
public record StoreView(List<Line> channels, long journal, long index, long large) {

    /**
     * One channel.
     *
     * @param content bytes of messages and answers, compressed
     * @param metadata everything else, compressed
     * @param large messages in files of their own
     * @param oldest the oldest that is kept
     * @param next what retention will do next; empty: it keeps all
     */
    public record Line(
            String channel,
            long messages,
            long content,
            long metadata,
            long large,
            Optional<Instant> oldest,
            Optional<Next> next) {}

    /**
     * What retention will delete.
     *
     * @param content bytes of messages only; else all that is known of them
     */
    public record Next(boolean content, Instant at, long bytes) {}
}
