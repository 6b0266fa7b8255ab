package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.nio.charset.StandardCharsets;

/**
 * The envelope of a batch (HL7 v2.5, section 2.10.3): {@code [FHS] { [BHS] { MSH ... } [BTS] }
 * [FTS]}; BTS-1 is the number of messages, FTS-1 that of batches. One use.
 */
final class Batch {

    private static final int FHS = code("FHS");
    private static final int BHS = code("BHS");
    private static final int MSH = code("MSH");
    private static final int BTS = code("BTS");
    private static final int FTS = code("FTS");

    private final byte[] bytes;
    private final Delimiters delimiters;
    private int messages;
    private int batches;
    private boolean fileOpen;
    private boolean batchOpen;
    private boolean ended;

    private Batch(byte[] bytes, Header header) {
        this.bytes = bytes;
        this.delimiters = header.delimiters();
    }

    static int code(String name) {
        return Segment.code(name.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    /** {@code ProblemException}: headers and trailers do not fit, or their counts do not. */
    static void check(byte[] bytes, Header header) throws ProblemException {
        var batch = new Batch(bytes, header);
        int line = 1;
        int at = header.start();
        while (at < bytes.length) {
            byte one = bytes[at];
            if (one == '\r' || one == '\n') {
                at += one == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n' ? 2 : 1;
                line++;
                continue;
            }
            int end = Spans.line(bytes, at);
            if (Segments.isSegment(bytes, at, batch.delimiters.field())) {
                batch.line(Segment.code(bytes, at), at, end, line);
            }
            at = end;
        }
        if (batch.batchOpen || batch.fileOpen) {
            throw batch.wrong(
                    "missing",
                    "the batch has no "
                            + (batch.batchOpen ? "BTS" : "FTS")
                            + " at its end; it may be cut off",
                    bytes.length);
        }
    }

    private ProblemException wrong(String code, String words, int at) {
        return new ProblemException(Problem.of(code, words).at(at));
    }

    private void line(int code, int at, int end, int line) throws ProblemException {
        if (ended) {
            throw wrong("malformed", "line " + line + " stands behind the end of the batch", at);
        }
        if (code == FHS || code == BHS || code == MSH) {
            delimiters(at, end, line);
            begin(code, at, line);
        } else if (code == BTS) {
            count(at, end, "BTS-1", messages, "messages");
            messages = 0;
            batchOpen = false;
        } else if (code == FTS) {
            if (batchOpen) {
                throw wrong(
                        "missing", "line " + line + " ends the file before BTS ends the batch", at);
            }
            count(at, end, "FTS-1", batches, "batches");
            fileOpen = false;
            ended = true;
        } else if (messages == 0) {
            throw wrong("malformed", "line " + line + " belongs to no message: MSH is missing", at);
        }
    }

    private void begin(int code, int at, int line) throws ProblemException {
        if (code == MSH) {
            messages++;
            return;
        }
        if (batchOpen || code == FHS && at > 0 && (fileOpen || batches > 0)) {
            throw wrong(
                    "malformed", "line " + line + " begins a batch before the last one ended", at);
        }
        fileOpen |= code == FHS;
        batchOpen = code == BHS;
        batches += code == BHS ? 1 : 0;
    }

    private void delimiters(int at, int end, int line) throws ProblemException {
        var own = Delimiters.read(bytes, at + 3, end);
        boolean same =
                own.field() == delimiters.field()
                        && own.component() == delimiters.component()
                        && own.repetition() == delimiters.repetition()
                        && own.escape() == delimiters.escape()
                        && own.subcomponent() == delimiters.subcomponent();
        if (!same) {
            throw wrong(
                    "unsupported",
                    "line " + line + " has other delimiters than the header of the batch",
                    at);
        }
    }

    private void count(int at, int end, String path, int counted, String what)
            throws ProblemException {
        long field = Spans.part(bytes, Spans.of(at, end), delimiters.field(), 2);
        var told =
                field == Spans.NONE
                        ? ""
                        : new String(
                                        bytes,
                                        Spans.from(field),
                                        Spans.length(field),
                                        StandardCharsets.ISO_8859_1)
                                .strip();
        if (!told.isEmpty() && !told.matches("0*" + counted)) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "there are "
                                            + counted
                                            + " "
                                            + what
                                            + ", and "
                                            + path
                                            + " tells another number")
                            .at(path)
                            .at(at));
        }
    }

    /** Writes the counts of a batch that was changed. */
    static void count(Segments segments, Editor editor) throws ProblemException {
        int messages = 0;
        int batches = 0;
        for (var segment : segments.all()) {
            int code = segment.code();
            messages = code == BHS ? 0 : code == MSH ? messages + 1 : messages;
            batches += code == BHS ? 1 : 0;
            if (code == BTS || code == FTS) {
                var first = new Place(segment, segment.rep(1, 1), 0, 0);
                editor.set(first, Value.of(Integer.toString(code == BTS ? messages : batches)));
            }
        }
    }
}
