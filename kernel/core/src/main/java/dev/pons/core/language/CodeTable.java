package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of codes: the first column is the key, each key once. Immutable. */
public final class CodeTable {

    private final String name;
    private final List<String> columns;
    private final Map<String, String[]> rows;

    private CodeTable(String name, List<String> columns, Map<String, String[]> rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads CSV (RFC 4180) with a header line. {@code IllegalArgumentException}: what is wrong,
     * with the line, without content.
     */
    public static CodeTable read(String name, String csv) {
        var lines = new Csv(csv).lines();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "line 1: the header is missing; write for example code,text");
        }
        var columns = columns(lines.get(0).cells());
        var rows = new HashMap<String, String[]>(lines.size() * 2);
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.cells();
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "line "
                                + line.number()
                                + " has "
                                + cells.size()
                                + " cells, the header has "
                                + columns.size());
            }
            if (rows.put(cells.get(0), cells.toArray(new String[0])) != null) {
                throw new IllegalArgumentException(
                        "line "
                                + line.number()
                                + ": the key in its first cell stands in a line before; remove one");
            }
        }
        return new CodeTable(name, columns, rows);
    }

    /** Of rows by their keys; all have the same columns. {@code IllegalArgumentException}: not. */
    public static CodeTable of(String name, Map<String, Map<String, String>> rows) {
        var columns = new ArrayList<String>();
        var cells = new HashMap<String, String[]>();
        for (var row : rows.entrySet()) {
            if (columns.isEmpty()) {
                columns.add("key");
                columns.addAll(row.getValue().keySet());
            }
            if (!columns.subList(1, columns.size()).equals(List.copyOf(row.getValue().keySet()))) {
                throw new IllegalArgumentException("every key has the same columns");
            }
            var all = new ArrayList<String>();
            all.add(row.getKey());
            all.addAll(row.getValue().values());
            cells.put(row.getKey(), all.toArray(new String[0]));
        }
        if (columns.size() < 2) {
            throw new IllegalArgumentException("a table has a key and a value at least");
        }
        return new CodeTable(name, List.copyOf(columns), cells);
    }

    private static List<String> columns(List<String> header) {
        var columns = new ArrayList<String>();
        for (var column : header) {
            var name = column.strip();
            if (name.isEmpty() || columns.contains(name)) {
                throw new IllegalArgumentException("line 1: each column has a name of its own");
            }
            columns.add(name);
        }
        if (columns.size() < 2) {
            throw new IllegalArgumentException(
                    "line 1: a table has two columns at least, the key first");
        }
        return List.copyOf(columns);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The names of its columns, the key's first. */
    public List<String> columns() {
        return columns;
    }

    /** How many keys. */
    public int size() {
        return rows.size();
    }

    /** The first rows by their keys, cells in the order of the columns. */
    public List<List<String>> rows(int most) {
        return rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(most)
                .map(row -> List.of(row.getValue()))
                .toList();
    }

    /** The cells under a key. */
    public Optional<List<String>> row(String key) {
        return Optional.ofNullable(rows.get(key)).map(List::of);
    }

    boolean has(String key) {
        return rows.containsKey(key);
    }

    /** Null: no such key. An unknown column is an {@code IllegalArgumentException}. */
    @Nullable String cell(String key, String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "the table " + name + " has no column " + column + " any more");
        }
        var row = rows.get(key);
        return row == null ? null : row[at];
    }
}
