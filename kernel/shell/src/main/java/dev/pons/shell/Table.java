package dev.pons.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of plain text that fits a width. A head that begins with {@code >} is a column of
 * numbers, aligned to the right; one that begins with {@code ~} may be cut, with a {@code ~} at the
 * end, where the table would become too wide.
 */
final class Table {

    /** What a table is made to fit where nobody knows how wide a line may be. */
    static final int WIDTH = 100;

    private static final String GAP = "  ";
    private static final int LEAST = 6;

    private record Row(List<String> cells, String note) {}

    private final List<String> heads;
    private final List<Row> rows = new ArrayList<>();

    Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** Adds a row, a cell for each column; an empty cell shows as {@code -}. */
    Table row(Object... cells) {
        var texts = Arrays.stream(cells).map(Table::text).toList();
        if (texts.size() != heads.size()) {
            throw new IllegalArgumentException(texts.size() + " cells, " + heads.size() + " heads");
        }
        rows.add(new Row(texts, ""));
        return this;
    }

    /** Adds a line below the last row, indented and never cut; an empty one is left out. */
    Table note(String words) {
        if (!words.isBlank()) {
            rows.add(new Row(List.of(), line(words)));
        }
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints it, each line indented by the same, as wide as that if columns may be cut. */
    void print(PrintStream out, String indent, int columns) {
        var widths = widths(columns - indent.length());
        out.println(indent + join(heads.stream().map(Table::name).toList(), widths));
        for (var row : rows) {
            out.println(indent + (row.note.isEmpty() ? join(row.cells, widths) : GAP + row.note));
        }
    }

    private int[] widths(int fit) {
        var widths = new int[heads.size()];
        for (var i = 0; i < widths.length; i++) {
            widths[i] = name(heads.get(i)).length();
            for (var row : rows) {
                if (row.note.isEmpty()) {
                    widths[i] = Math.max(widths[i], row.cells.get(i).length());
                }
            }
        }
        var surplus = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - fit;
        while (surplus > 0 && shrink(widths)) {
            surplus--;
        }
        return widths;
    }

    /** Takes one character from the widest column that may be cut. */
    private boolean shrink(int[] widths) {
        var widest = -1;
        for (var i = 0; i < widths.length; i++) {
            var least = Math.max(LEAST, name(heads.get(i)).length());
            if (heads.get(i).startsWith("~")
                    && widths[i] > least
                    && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest >= 0) {
            widths[widest]--;
        }
        return widest >= 0;
    }

    private String join(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var cell = cells.get(i);
            if (cell.length() > widths[i]) {
                cell = cell.substring(0, widths[i] - 1) + "~";
            }
            var pad = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP)
                    .append(heads.get(i).startsWith(">") ? pad + cell : cell + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String name(String head) {
        return head.startsWith(">") || head.startsWith("~") ? head.substring(1) : head;
    }

    private static String text(Object cell) {
        var text = line(cell.toString());
        return text.isEmpty() ? "-" : text;
    }

    /** One line without control characters: a peer's id must not move the cursor. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
