package dev.pons.plugin.delimited;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A table: its rows in order, the header line among them. Blank lines are kept and are no rows. */
final class TableTree implements Tree<Spot> {

    private final Source source;
    private final Cells cells;
    private final List<Row> lines;
    private final Names names;
    private boolean changed;

    /**
     * What it was read from.
     *
     * @param lead a byte order mark, or nothing
     */
    record Source(Payload original, String lead, Charset charset) {}

    TableTree(Source source, Cells cells, List<Row> lines, Names names) {
        this.source = source;
        this.cells = cells;
        this.lines = lines;
        this.names = names;
    }

    void refuseRagged() throws ProblemException {
        int wanted = names.names.size();
        int number = 0;
        for (var row : rows()) {
            number++;
            if (wanted > 0 && row.cells.size() != wanted) {
                throw new ProblemException(
                        Problem.of(
                                        "malformed",
                                        "the row has "
                                                + row.cells.size()
                                                + " cells, there are "
                                                + wanted
                                                + " columns")
                                .at("row[" + number + "]"));
            }
        }
    }

    private List<Row> rows() {
        return lines.stream().filter(row -> row != names.header && !row.isBlank()).toList();
    }

    @Override
    public Spot root() {
        return Spot.TABLE;
    }

    @Override
    public String name(Spot node) {
        if (node.row() == null) {
            return "table";
        }
        if (node.cell() < 0) {
            return node.row() == names.header ? "header" : "row";
        }
        return node.cell() < names.names.size() && !names.names.get(node.cell()).isEmpty()
                ? TablePath.quoted(names.names.get(node.cell()))
                : "#" + (node.cell() + 1);
    }

    @Override
    public Value value(Spot node) throws ProblemException {
        var row = node.row();
        if (row == null) {
            return Value.of(text(lines));
        }
        present(row);
        return Value.of(
                node.cell() < 0
                        ? cells.row(row.cells)
                        : cells.value(row.cells.get(node.cell()), node.cell()));
    }

    /** Cells have no escapes: quotes are put by whoever writes them. */
    @Override
    public Value encoded(Spot node) throws ProblemException {
        return Value.encoded(value(node).text());
    }

    private static void present(Row row) throws ProblemException {
        if (row.gone) {
            throw new ProblemException(Problem.of("missing", "the row was removed"));
        }
    }

    @Override
    public List<Spot> children(Spot node) throws ProblemException {
        var row = node.row();
        if (row == null) {
            return rows().stream().map(r -> new Spot(r, -1)).toList();
        }
        present(row);
        var children = new ArrayList<Spot>();
        for (int i = 0; node.cell() < 0 && i < row.cells.size(); i++) {
            children.add(new Spot(row, i));
        }
        return children;
    }

    @Override
    public List<Spot> find(Spot from, String path) throws ProblemException {
        var parsed = parsed(path);
        var found = new ArrayList<Spot>();
        for (var row : chosen(from, parsed)) {
            int cell = parsed.cell().isEmpty() ? -1 : column(parsed.cell());
            if (parsed.cell().isEmpty()) {
                found.add(new Spot(row, -1));
            } else if (cell >= 0 && cell < row.cells.size()) {
                found.add(new Spot(row, cell));
            }
        }
        return found;
    }

    private static TablePath parsed(String path) throws ProblemException {
        try {
            return TablePath.parse(path);
        } catch (IllegalArgumentException fault) {
            throw new ProblemException(
                    Problem.of("value", String.valueOf(fault.getMessage())).at(path));
        }
    }

    /** -1: there is no such column. */
    private int column(String cell) {
        int place = TablePath.place(cell);
        return place >= 0 ? place : names.names.indexOf(cell);
    }

    private List<Row> chosen(Spot from, TablePath path) throws ProblemException {
        var row = from.row();
        if (row != null) {
            present(row);
            return List.of(row);
        }
        if (path.rows() == TablePath.Rows.HEADER) {
            return names.header == null ? List.of() : List.of(names.header);
        }
        var rows = rows();
        if (path.rows() == TablePath.Rows.NONE) {
            return rows.isEmpty() ? List.of() : List.of(rows.get(0));
        }
        int column = path.column().isEmpty() ? -1 : column(path.column());
        var fitting =
                path.column().isEmpty()
                        ? rows
                        : rows.stream().filter(r -> says(r, column, path.text())).toList();
        if (path.index() == 0) {
            return fitting;
        }
        return path.index() <= fitting.size() ? List.of(fitting.get(path.index() - 1)) : List.of();
    }

    private boolean says(Row row, int column, String text) {
        return column >= 0
                && column < row.cells.size()
                && cells.value(row.cells.get(column), column).equals(text);
    }

    @Override
    public void set(Spot node, Value value) throws ProblemException {
        var row = node.row();
        if (row == null || value.kind() == Value.Kind.DELETED) {
            throw new ProblemException(
                    Problem.of(
                            "not-allowed",
                            row == null
                                    ? "the table as a whole cannot be set; set its rows or cells"
                                    : "a cell cannot say that something is deleted"));
        }
        present(row);
        if (node.cell() < 0) {
            line(row, value.text());
            return;
        }
        var before = row.cells.get(node.cell());
        if (!cells.value(before, node.cell()).equals(value.text())) {
            row.cells.set(node.cell(), cells.written(value.text(), before, node.cell()));
            changed = true;
        }
    }

    private void line(Row row, String text) throws ProblemException {
        var line = text.isEmpty() ? new Cells.Line(List.of(""), "", 0) : cells.line(text, 0);
        if (line.next() < text.length() || !line.end().isEmpty()) {
            throw new ProblemException(Problem.of("value", "a row is set with one line of text"));
        }
        if (!row.cells.equals(line.cells())) {
            row.cells.clear();
            row.cells.addAll(line.cells());
            changed = true;
        }
    }

    @Override
    public Spot make(Spot from, String path) throws ProblemException {
        var parsed = parsed(path);
        var rows = chosen(from, parsed);
        var row = rows.isEmpty() ? made(parsed, path) : rows.get(0);
        if (parsed.cell().isEmpty()) {
            return new Spot(row, -1);
        }
        int column = column(parsed.cell());
        if (column < 0 && names.grows && !parsed.cell().isEmpty()) {
            column = grown(parsed.cell());
        }
        if (column < 0) {
            throw new ProblemException(
                    Problem.of("missing", "the table has no column of this name").at(path));
        }
        while (row.cells.size() <= column) {
            row.cells.add(cells.written("", "", row.cells.size()));
            changed = true;
        }
        return new Spot(row, column);
    }

    private Row made(TablePath path, String written) throws ProblemException {
        int next = rows().size() + 1;
        boolean behind =
                path.rows() == TablePath.Rows.NONE
                        || path.column().isEmpty() && (path.index() == 0 || path.index() == next);
        if (path.rows() == TablePath.Rows.HEADER || !behind) {
            throw new ProblemException(
                    Problem.of("missing", "the table has no such row").at(written));
        }
        return added(lines.size());
    }

    /** A table that was empty gets its columns as they are set. */
    private int grown(String name) throws ProblemException {
        var header = names.header;
        if (header == null) {
            header = new Row(List.of(), lineEnd());
            lines.add(0, header);
            names.header = header;
            for (var known : names.names) {
                header.cells.add(cells.written(known, "", header.cells.size()));
            }
        }
        names.names.add(name);
        header.cells.add(cells.written(name, "", header.cells.size()));
        changed = true;
        return names.names.size() - 1;
    }

    private String lineEnd() {
        return lines.stream()
                .map(line -> line.end)
                .filter(end -> !end.isEmpty())
                .findFirst()
                .orElse("\n");
    }

    /** A row before the line at this index; as many cells as there are columns. */
    private Row added(int line) throws ProblemException {
        var end = lineEnd();
        if (line > 0 && lines.get(line - 1).end.isEmpty()) {
            lines.get(line - 1).end = end;
        }
        var row = new Row(List.of(), end);
        int many = Math.max(names.names.size(), names.grows ? 0 : 1);
        for (int i = 0; i < many; i++) {
            row.cells.add(cells.written("", "", i));
        }
        lines.add(line, row);
        changed = true;
        return row;
    }

    @Override
    public Spot insert(Spot parent, int index, String name) throws ProblemException {
        if (parent.row() != null || !name.equals("row")) {
            throw new ProblemException(
                    Problem.of("not-allowed", "a table gets rows: `element: row`"));
        }
        var rows = rows();
        int at = index >= rows.size() ? lines.size() : lines.indexOf(rows.get(index));
        return new Spot(added(at), -1);
    }

    /** A row goes with its line; a cell is emptied, since it is counted. */
    @Override
    public void remove(Spot node) throws ProblemException {
        var row = node.row();
        if (row == null || row == names.header && node.cell() < 0) {
            throw new ProblemException(
                    Problem.of("not-allowed", "a table cannot be without its header"));
        }
        present(row);
        if (node.cell() >= 0) {
            set(node, Value.empty());
            return;
        }
        lines.remove(row);
        row.gone = true;
        changed = true;
    }

    @Override
    public Payload write() throws ProblemException {
        return changed ? payload(lines) : source.original();
    }

    /** The rows of another one stand behind its own; their columns are the same, in this order. */
    void append(TableTree other) throws ProblemException {
        if (!names.names.equals(other.names.names)) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "its header line has other columns than the first one's, or in"
                                            + " another order")
                            .at("header"));
        }
        for (var row : other.lines) {
            if (row != other.names.header && !row.isBlank()) {
                endLast();
                lines.add(row);
                changed = true;
            }
        }
        endLast();
    }

    private void endLast() {
        var last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        if (last != null && last.end.isEmpty()) {
            last.end = lineEnd();
            changed = true;
        }
    }

    private String text(List<Row> some) {
        var out = new StringBuilder(source.lead());
        for (var row : some) {
            out.append(cells.row(row.cells)).append(row.end);
        }
        return out.toString();
    }

    private Payload payload(List<Row> some) throws ProblemException {
        try {
            var bytes = source.charset().newEncoder().encode(CharBuffer.wrap(text(some)));
            return Payload.of(Arrays.copyOf(bytes.array(), bytes.limit()));
        } catch (CharacterCodingException unmappable) {
            throw new ProblemException(
                    Problem.of(
                            "value",
                            "a character is not one of the character set "
                                    + source.charset().name()));
        }
    }

    /** The header and what is kept, with one row each. */
    List<Payload> parts(String by, List<String> keep) throws ProblemException {
        var rows = find(root(), by);
        Set<Row> elements = new HashSet<>();
        rows.forEach(spot -> elements.add(spot.row()));
        Set<Row> kept = new HashSet<>();
        for (var path : keep) {
            find(root(), path).forEach(spot -> kept.add(spot.row()));
        }
        var parts = new ArrayList<Payload>();
        for (var element : rows) {
            var some = new ArrayList<Row>();
            for (var line : lines) {
                boolean rest = keep.isEmpty() ? !elements.contains(line) : kept.contains(line);
                if (line == names.header || line == element.row() || rest) {
                    some.add(line);
                }
            }
            parts.add(payload(some));
        }
        return parts;
    }
}
