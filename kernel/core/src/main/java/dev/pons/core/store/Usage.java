package dev.pons.core.store;

import dev.pons.core.store.Label.Share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the store takes on disk, in bytes. Shares of a channel in files that it has with others are
 * by raw bytes.
 *
 * @param channels by name; {@code ""} is the engine's own
 * @param journal not compacted yet, of all channels
 * @param index of all channels
 * @param large side files that are not in the archive yet, of all channels
 */
public record Usage(List<Line> channels, long journal, long index, long large) {

    /**
     * One channel, in the archive.
     *
     * @param oldest time of the oldest entry, ms; 0: none
     * @param next what retention will do next, and when
     */
    public record Line(
            String channel,
            long messages,
            long content,
            long metadata,
            long large,
            long oldest,
            Optional<Next> next) {}

    /**
     * What will go.
     *
     * @param content only; else all
     * @param at when it falls due, ms; it may be past while the engine is about it
     */
    public record Next(boolean content, long at, long bytes) {}

    /** Bytes on disk, by channel. */
    static Map<String, Share> shares(Label label) {
        var facts = 0L;
        var content = 0L;
        for (var share : label.channels().values()) {
            facts += share.facts();
            content += share.content();
        }
        var shares = new HashMap<String, Share>();
        for (var channel : label.channels().entrySet()) {
            var share = channel.getValue();
            shares.put(
                    channel.getKey(),
                    new Share(
                            share.messages(),
                            part(label.sizes().facts(), share.facts(), facts),
                            part(label.sizes().content(), share.content(), content),
                            label.gone() == 0 ? share.large() : 0));
        }
        return shares;
    }

    private static long part(long bytes, long part, long whole) {
        return whole == 0 ? 0 : (long) ((double) bytes * part / whole);
    }
}
