package dev.pons.core.control;

import java.util.List;

/**
 * A table that channels look into.
 *
 * @param columns of a file, the key's first; of what is remembered: none are known
 * @param keys how many; of what is remembered: as of about a second ago
 * @param channels that remember, recall or forget in it, by name; of a file: none are told
 */
public record TableView(
        String name, Kind kind, List<String> columns, long keys, List<String> channels) {

    /** Where its rows come from. */
    public enum Kind {
        /** A code table, {@code tables/NAME.csv}. */
        FILE,
        /** What channels remember, durably. */
        REMEMBERED
    }
}
