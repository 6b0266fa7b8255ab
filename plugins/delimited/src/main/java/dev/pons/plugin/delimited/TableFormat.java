package dev.pons.plugin.delimited;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows and columns, by whatever way cells stand in a line. */
final class TableFormat implements Format {

    private static final String MARK = "\uFEFF";

    private final Cells cells;
    private final boolean header;
    private final List<String> columns;
    private final boolean strict;
    private final Charset charset;

    TableFormat(
            Cells cells, boolean header, List<String> columns, boolean strict, Charset charset) {
        this.cells = cells;
        this.header = header;
        this.columns = List.copyOf(columns);
        this.strict = strict;
        this.charset = charset;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return table(message);
    }

    private TableTree table(Message message) throws ProblemException, IOException {
        var bytes = message.body().toBytes();
        var set = charset(message, bytes);
        var text = decoded(bytes, set);
        var lead = text.startsWith(MARK) ? MARK : "";
        var rows = new ArrayList<Row>();
        for (int at = lead.length(); at < text.length(); ) {
            var line = cells.line(text, at);
            rows.add(new Row(line.cells(), line.end()));
            at = line.next();
        }
        var table =
                new TableTree(
                        new TableTree.Source(message.body(), lead, set), cells, rows, names(rows));
        if (strict) {
            table.refuseRagged();
        }
        return table;
    }

    private Names names(List<Row> rows) throws ProblemException {
        if (!header) {
            return new Names(null, columns);
        }
        if (rows.isEmpty()) {
            return new Names(null, columns, true);
        }
        var first = rows.get(0);
        var names = new ArrayList<String>();
        for (int i = 0; i < first.cells.size(); i++) {
            names.add(cells.value(first.cells.get(i), i).strip());
        }
        if (!columns.isEmpty() && !names.equals(columns)) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "the header line has other columns than the option columns"
                                            + " says, or in another order")
                            .at("header"));
        }
        return new Names(first, names);
    }

    private Charset charset(Message message, byte[] bytes) throws ProblemException {
        if (bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb) {
            return StandardCharsets.UTF_8;
        }
        var told = message.meta("charset");
        try {
            return told.isEmpty() ? charset : Charset.forName(told.get());
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problem.of(
                            "unsupported", "the source names a character set that is not known"));
        }
    }

    private static String decoded(byte[] bytes, Charset set) throws ProblemException {
        var in = ByteBuffer.wrap(bytes);
        try {
            return set.newDecoder().decode(in).toString();
        } catch (CharacterCodingException undecodable) {
            throw new ProblemException(
                    Problem.of("value", "the bytes are no text of the character set " + set.name())
                            .at(in.position()));
        }
    }

    @Override
    public void check(String path) {
        var parsed = TablePath.parse(path);
        known(parsed.cell(), path);
        known(parsed.column(), path);
    }

    private void known(String column, String path) {
        int place = TablePath.place(column);
        boolean unknown =
                !column.isEmpty()
                        && !columns.isEmpty()
                        && (place < 0 ? !columns.contains(column) : place >= columns.size());
        if (unknown) {
            throw new IllegalArgumentException(
                    path + ": there is no column " + column + "; there are " + columns);
        }
    }

    /** Inside {@code each: row} a column alone is that of the current row. */
    @Override
    public Optional<String> within(String element, String path) {
        boolean rows = TablePath.parse(element).rows() == TablePath.Rows.ROW;
        if (rows && TablePath.parse(path).rows() == TablePath.Rows.NONE) {
            return Optional.of(path);
        }
        return Format.super.within(element, path);
    }

    @Override
    public String path(List<String> names) {
        return String.join(".", names);
    }

    /** Empty, or the header line; columns that are set in it come to be. */
    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        if (!wanted.as().isEmpty() || !wanted.version().isEmpty()) {
            throw new IllegalArgumentException("a table has no type or version: leave out `as`");
        }
        var line = header && !columns.isEmpty() ? line() : "";
        return Optional.of(Payload.of(line.getBytes(charset)));
    }

    private String line() {
        var written = new ArrayList<String>();
        try {
            for (int i = 0; i < columns.size(); i++) {
                written.add(cells.written(columns.get(i), "", i));
            }
        } catch (ProblemException unwritable) {
            throw new IllegalArgumentException(
                    "the names in option columns cannot be written", unwritable);
        }
        return cells.row(written) + "\n";
    }

    /** The rows of all under one header line; in the character set of the first. */
    @Override
    public Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        if (messages.isEmpty()) {
            if (header && columns.isEmpty()) {
                throw new ProblemException(
                        Problem.of(
                                "missing",
                                "a table without rows is its header line, and its names are not"
                                        + " known: give the format the option `columns`"));
            }
            return Payload.of((header ? line() : "").getBytes(charset));
        }
        var first = table(messages.get(0));
        for (var message : messages.subList(1, messages.size())) {
            first.append(table(message));
        }
        return first.write();
    }

    /** The header and what is kept, with one row each. */
    @Override
    public List<Payload> split(Message message, String by, List<String> keep)
            throws ProblemException, IOException {
        return table(message).parts(by, keep);
    }
}
