package dev.pons.core.control;

import java.util.List;
import java.util.Optional;

/**
 * One page of a search.
 *
 * @param rows in the order that was asked for
 * @param next give it as {@code start} for the next page; empty: the end
 * @param lag what search does not show yet
 * @param note what else must be known of the answer, in words; empty: nothing
 */
public record MessagePage(
        List<MessageRow> rows, Optional<String> next, IndexLag lag, String note) {}
