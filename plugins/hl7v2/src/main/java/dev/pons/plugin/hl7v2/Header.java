package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * The MSH line of one message, found without parsing the rest (HL7 v2.5, section 2.16.9). A byte
 * order mark, blanks and line ends before it are passed over; they stay in the message.
 */
final class Header {

    private static final int MSH = Batch.code("MSH");
    private static final int FHS = Batch.code("FHS");
    private static final int BHS = Batch.code("BHS");

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Delimiters delimiters;
    private final @Nullable Header first;

    private Header(
            byte[] bytes, int start, int end, Delimiters delimiters, @Nullable Header first) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.delimiters = delimiters;
        this.first = first;
    }

    /** {@code ProblemException}: this is no HL7 v2, with words that quote nothing. */
    static Header read(byte[] bytes) throws ProblemException {
        int start = begin(bytes);
        int code = start + 3 > bytes.length ? 0 : Segment.code(bytes, start);
        boolean batch = code == FHS || code == BHS;
        if (code != MSH && !batch) {
            throw new ProblemException(notMsh(bytes, start).at(start));
        }
        int end = Spans.line(bytes, start);
        var delimiters = Delimiters.read(bytes, start + 3, end);
        return new Header(
                bytes, start, end, delimiters, batch ? first(bytes, end, delimiters) : null);
    }

    /** The header of the first message of a batch; that of the batch where it has none. */
    private static Header first(byte[] bytes, int from, Delimiters delimiters) {
        int at = from;
        while (at < bytes.length) {
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                at++;
                continue;
            }
            int end = Spans.line(bytes, at);
            if (at + 3 < end && Segment.code(bytes, at) == MSH) {
                return new Header(bytes, at, end, delimiters, null);
            }
            at = end;
        }
        return new Header(bytes, from, from, delimiters, null);
    }

    /** This is a batch of messages, of which the fields of the envelope are asked. */
    boolean batch() {
        return first != null;
    }

    private static int begin(byte[] bytes) {
        int at =
                bytes.length > 2
                                && bytes[0] == (byte) 0xef
                                && bytes[1] == (byte) 0xbb
                                && bytes[2] == (byte) 0xbf
                        ? 3
                        : 0;
        while (at < bytes.length
                && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' ' || bytes[at] == 9)) {
            at++;
        }
        return at;
    }

    private static Problem notMsh(byte[] bytes, int start) {
        int left = bytes.length - start;
        if (left == 0) {
            return Problem.of("malformed", "the message is empty");
        }
        byte first = bytes[start];
        if (first == '<') {
            return Problem.of(
                    "malformed", "this is XML; HL7 v2 with separators begins with MSH and MSH-1");
        }
        if (first == 0x0b) {
            return Problem.of(
                    "malformed",
                    "an MLLP start byte stands before MSH: the message is framed twice");
        }
        if (left > 1 && (bytes[start + 1] == 0 || first == 0 || first == (byte) 0xfe)
                || first == (byte) 0xff) {
            return Problem.of(
                    "malformed",
                    "the message does not begin with MSH; it may be UTF-16, which is not supported:"
                            + " send UTF-8");
        }
        return Problem.of("malformed", "the message does not begin with MSH");
    }

    Delimiters delimiters() {
        return delimiters;
    }

    /** First byte of {@code MSH}. */
    int start() {
        return start;
    }

    /** End of the line, exclusive. */
    int end() {
        return end;
    }

    /**
     * MSH-n, with all repetitions. MSH-1 is the separator itself. Of a batch: what its header has
     * in common with MSH, its control id (FHS-11, BHS-11) for MSH-10, and processing id, version
     * and character set of its first message.
     */
    long field(int number) {
        if (first == null || number < 9) {
            return own(number);
        }
        return switch (number) {
            case 10 -> own(11);
            case 11, 12, 18 -> first.own(number);
            default -> Spans.NONE;
        };
    }

    /** MSH-n of the message; of a batch: of its first message. */
    long message(int number) {
        return first == null ? own(number) : first.own(number);
    }

    private long own(int number) {
        if (number == 1) {
            return Spans.of(start + 3, start + 4);
        }
        return Spans.part(bytes, Spans.of(start, end), delimiters.field(), number);
    }

    /** MSH-n.c of the first repetition. */
    long component(int number, int component) {
        long field = field(number);
        if (field == Spans.NONE) {
            return field;
        }
        long first = Spans.part(bytes, field, delimiters.repetition(), 1);
        return Spans.part(bytes, first, delimiters.component(), component);
    }

    /** The bytes as they stand, one char per byte; empty where there is none. */
    String raw(long span) {
        return span == Spans.NONE
                ? ""
                : new String(
                        bytes, Spans.from(span), Spans.length(span), StandardCharsets.ISO_8859_1);
    }

    /**
     * The character set that the message should be read with: the source's word, MSH-18, option.
     */
    Encoding encoding(String told, Encoding otherwise) {
        if (!told.isEmpty()) {
            return Encoding.named(told);
        }
        long named = field(18);
        return named == Spans.NONE || Spans.length(named) == 0
                ? otherwise
                : Encoding.ofTable0211(raw(named), delimiters.repetition(), otherwise);
    }
}
