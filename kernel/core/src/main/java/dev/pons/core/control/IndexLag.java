package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * How far search is behind the journal.
 *
 * @param entries of the journal that search does not show yet; 0: all is shown
 * @param since when the oldest of them was written; empty: none, or it cannot be told
 */
public record IndexLag(long entries, Optional<Instant> since) {

    /** All is shown. */
    public static final IndexLag NONE = new IndexLag(0, Optional.empty());
}
