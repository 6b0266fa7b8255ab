package dev.pons.plugin.delimited;

import java.util.ArrayList;
import java.util.List;

/** A row: its cells as they are written, and its line end. */
final class Row {

    final List<String> cells;
    String end;
    boolean gone;

    Row(List<String> cells, String end) {
        this.cells = new ArrayList<>(cells);
        this.end = end;
    }

    /** A line without anything in it. */
    boolean isBlank() {
        return cells.isEmpty() || cells.size() == 1 && cells.get(0).isEmpty();
    }
}
