package dev.pons.plugin.delimited;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path: {@code lastname}, {@code #3}, {@code row[2].lastname}, {@code row(mrn=4711)}, {@code
 * header.#2}. Rows and columns count from 1.
 *
 * @param rows which rows; NONE: a cell of the first one, or of the row where the path begins
 * @param index of the row among those chosen; 0: all
 * @param column whose text chooses rows; empty: none does
 * @param text of that column
 * @param cell name or {@code #n}; empty: the whole row
 */
record TablePath(Rows rows, int index, String column, String text, String cell) {

    enum Rows {
        NONE,
        ROW,
        HEADER
    }

    private static final String NAME =
            "\"(?:[^\"]|\"\")+\"|#[1-9][0-9]{0,4}|[^\\[\\]().\"#=/][^\\[\\]().\"=/]*";
    private static final Pattern PATH =
            Pattern.compile(
                    "(?:(row|header)(?:\\(("
                            + NAME
                            + ")=([^)]*)\\))?(?:\\[([1-9][0-9]{0,8}|\\*)])?"
                            + "(?:\\.("
                            + NAME
                            + "))?)|("
                            + NAME
                            + ")");

    /** {@code IllegalArgumentException}: it is none, with what to write. */
    static TablePath parse(String path) {
        var match = PATH.matcher(path);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    path
                            + " is not a path of a table; write a column's name, row[2].name,"
                            + " row(mrn=1).name, or #3 for the third column; odd names stand in double"
                            + " quotes");
        }
        if (match.group(6) != null) {
            return new TablePath(Rows.NONE, 0, "", "", name(match.group(6)));
        }
        var rows = match.group(1).equals("row") ? Rows.ROW : Rows.HEADER;
        boolean chooses = match.group(2) != null || match.group(4) != null;
        if (rows == Rows.HEADER && chooses) {
            throw new IllegalArgumentException("there is one header; write header or header.#3");
        }
        return new TablePath(
                rows,
                index(match),
                match.group(2) == null ? "" : name(match.group(2)),
                match.group(3) == null ? "" : match.group(3),
                match.group(5) == null ? "" : name(match.group(5)));
    }

    private static int index(Matcher match) {
        var index = match.group(4);
        return index == null || index.equals("*") ? 0 : Integer.parseInt(index);
    }

    private static String name(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.strip();
    }

    /** A column as a path names it. */
    static String quoted(String name) {
        boolean plain = !name.equals("row") && !name.equals("header") && name.matches(NAME);
        return plain && !name.startsWith("\"") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The number of a column by its place, from 0; -1: it is a name. */
    static int place(@Nullable String cell) {
        return cell != null && cell.matches("#[1-9][0-9]{0,4}")
                ? Integer.parseInt(cell.substring(1)) - 1
                : -1;
    }
}
