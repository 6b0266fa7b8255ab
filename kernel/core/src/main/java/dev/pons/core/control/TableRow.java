package dev.pons.core.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * CONTENT: what stands under one key of a table.
 *
 * @param values by their names, in the order of the table
 * @param until when it is forgotten by itself
 */
public record TableRow(TableView.Kind kind, Map<String, String> values, Optional<Instant> until) {

    @Override
    public String toString() {
        return "TableRow[" + kind + ", " + values.size() + "]";
    }
}
