package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.nio.charset.StandardCharsets;

/**
 * The MSH line of one message, found without parsing the rest (HL7 v2.5, section 2.16.9). A byte
 * order mark, blanks and line ends before it are passed over; they stay in the message.
 */
final class Header {

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Delimiters delimiters;

    private Header(byte[] bytes, int start, int end, Delimiters delimiters) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.delimiters = delimiters;
    }

    /** {@code ProblemException}: this is no HL7 v2, with words that quote nothing. */
    static Header read(byte[] bytes) throws ProblemException {
        int start = begin(bytes);
        if (start + 3 > bytes.length
                || bytes[start] != 'M'
                || bytes[start + 1] != 'S'
                || bytes[start + 2] != 'H') {
            throw new ProblemException(notMsh(bytes, start).at(start));
        }
        int end = Spans.line(bytes, start);
        return new Header(bytes, start, end, Delimiters.read(bytes, start + 3, end));
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
        if (left > 2 && (first == 'F' || first == 'B') && bytes[start + 1] == 'H') {
            return Problem.of(
                    "unsupported",
                    "batches (FHS, BHS) are not available in this version; send the messages one"
                            + " by one");
        }
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

    /** MSH-n, with all repetitions. MSH-1 is the separator itself. */
    long field(int number) {
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
