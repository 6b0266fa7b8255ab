package dev.pons.core.control;

import java.util.List;
import java.util.Optional;

/**
 * One page of a search.
 *
 * @param rows newest first
 * @param next give it as {@code before} for the next page; empty: the end
 * @param indexLag entries of the journal that search does not show yet; 0: all is shown
 */
public record MessagePage(List<MessageRow> rows, Optional<String> next, long indexLag) {}
