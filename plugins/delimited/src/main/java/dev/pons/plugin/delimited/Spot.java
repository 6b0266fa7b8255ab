package dev.pons.plugin.delimited;

import org.jspecify.annotations.Nullable;

/**
 * The table, a row or a cell.
 *
 * @param row null: the table
 * @param cell from 0; -1: the row
 */
record Spot(@Nullable Row row, int cell) {

    static final Spot TABLE = new Spot(null, -1);
}
