package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.nio.charset.StandardCharsets;

/** Bytes to values and back, in the delimiters and the character set of one message. */
final class Texts {

    private final Segments segments;
    private final Delimiters delimiters;
    private final Encoding encoding;

    Texts(Segments segments, Delimiters delimiters, Encoding encoding) {
        this.segments = segments;
        this.delimiters = delimiters;
        this.encoding = encoding;
    }

    Delimiters delimiters() {
        return delimiters;
    }

    Encoding encoding() {
        return encoding;
    }

    /** A handle whose node was removed is the caller's mistake, told in words. */
    void present(Place node) throws ProblemException {
        if (node.removed()) {
            throw new ProblemException(
                    Problem.of("missing", "this place was removed or replaced by an earlier step"));
        }
    }

    /** Where the bytes of a place are; NONE: absent. Of a segment: its text. */
    long span(Place node) {
        var segment = node.segment();
        if (segment == null) {
            return Spans.NONE;
        }
        var rep = node.repetition();
        return rep == null
                ? segment.text()
                : segment.find(delimiters, rep.field, rep.number, node.component(), node.sub());
    }

    /** There are delimiters of a lower level in it. */
    boolean isStructure(Place node) {
        long span = span(node);
        var segment = node.segment();
        if (span == Spans.NONE || segment == null || node.opaque() || node.sub() > 0) {
            return false;
        }
        return node.component() == 0 && Spans.has(segment.mask(), span, delimiters.component())
                || Spans.has(segment.mask(), span, delimiters.subcomponent());
    }

    /** How many components or subcomponents. */
    int parts(Place node) {
        var segment = node.segment();
        long span = span(node);
        if (segment == null || span == Spans.NONE) {
            return 0;
        }
        return Spans.count(
                segment.mask(),
                span,
                node.component() == 0 ? delimiters.component() : delimiters.subcomponent());
    }

    Value value(Place node) throws ProblemException {
        present(node);
        var segment = node.segment();
        if (segment == null || node.repetition() == null) {
            return encoded(node);
        }
        var raw = raw(node, span(node));
        if (raw.isEmpty()) {
            return Value.empty();
        }
        if (raw.equals("\"\"")) {
            return Value.deleted();
        }
        if (node.opaque()) {
            return Value.of(raw);
        }
        return isStructure(node)
                ? Value.encoded(Escapes.translate(raw, delimiters, Delimiters.STANDARD))
                : Value.of(Escapes.unescape(raw, delimiters, encoding));
    }

    Value encoded(Place node) throws ProblemException {
        present(node);
        var segment = node.segment();
        if (segment == null) {
            return message();
        }
        var raw = raw(node, span(node));
        if (raw.equals("\"\"")) {
            return Value.deleted();
        }
        return Value.encoded(
                node.opaque() ? raw : node.repetition() == null ? line(segment, raw) : plain(raw));
    }

    private String plain(String raw) throws ProblemException {
        return delimiters.standard()
                ? raw
                : Escapes.translate(raw, delimiters, Delimiters.STANDARD);
    }

    /** A segment; that with MSH-2 in it says the standard's delimiters, as the text then has. */
    private String line(Segment segment, String raw) throws ProblemException {
        if (delimiters.standard() || !segment.isHeader()) {
            return plain(raw);
        }
        long second = segment.field(delimiters, 2);
        int rest = second == Spans.NONE ? 0 : Spans.to(second) - Spans.from(segment.text());
        return segment.name() + "|^~\\&" + plain(raw.substring(Math.min(rest, raw.length())));
    }

    private Value message() throws ProblemException {
        var out = new StringBuilder();
        for (var segment : segments.all()) {
            out.append(encoded(Place.of(segment)).text());
            out.append(new String(segment.lineEnd(), StandardCharsets.ISO_8859_1));
        }
        return Value.encoded(out.toString());
    }

    /** As it stands; absent reads as empty. */
    private String raw(Place node, long span) throws ProblemException {
        var segment = node.segment();
        if (span == Spans.NONE || segment == null) {
            return "";
        }
        var text = encoding.decode(segment.data(), Spans.from(span), Spans.to(span));
        if (text == null) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    encoding.fault().isEmpty()
                                            ? "the bytes are no text of the message's character set"
                                            : encoding.fault())
                            .at(path(node)));
        }
        return text;
    }

    /** The bytes for a value at a place. {@code ProblemException}: it cannot be said there. */
    byte[] bytes(Place node, Value value) throws ProblemException {
        var text =
                switch (value.kind()) {
                    case EMPTY -> "";
                    case DELETED -> "\"\"";
                    case ENCODED -> structure(node, value.text());
                    case BINARY -> Base64Text.of(value);
                    default -> Escapes.escape(value.text(), delimiters);
                };
        return encode(node, text);
    }

    byte[] encode(Place node, String text) throws ProblemException {
        var bytes = encoding.encode(text);
        if (bytes == null) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    encoding.fault().isEmpty()
                                            ? "the text has characters that the message's character"
                                                    + " set (MSH-18) does not have"
                                            : encoding.fault())
                            .at(path(node)));
        }
        return bytes;
    }

    private String structure(Place node, String text) throws ProblemException {
        boolean fits =
                text.indexOf('|') < 0
                        && (node.component() == 0 || text.indexOf('~') < 0 && text.indexOf('^') < 0)
                        && (node.sub() == 0 || text.indexOf('&') < 0);
        if (!fits) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "the text has a delimiter that would end this place; escape it"
                                            + " (\\F\\ \\R\\ \\S\\ \\T\\), or set the place above")
                            .at(path(node)));
        }
        return Escapes.translate(text, Delimiters.STANDARD, delimiters);
    }

    /** The path of a place, for a problem. */
    String path(Place node) {
        var segment = node.segment();
        if (segment == null) {
            return "";
        }
        var path = new StringBuilder(segment.name());
        int same = 0;
        for (var other : segments.all()) {
            same += other.code() == segment.code() ? 1 : 0;
            if (other == segment) {
                break;
            }
        }
        if (same > 1) {
            path.append('[').append(same).append(']');
        }
        var rep = node.repetition();
        if (rep != null) {
            path.append('-').append(rep.field);
            if (rep.number > 1) {
                path.append('[').append(rep.number).append(']');
            }
        }
        if (node.component() > 0) {
            path.append('.').append(node.component());
        }
        return node.sub() > 0 ? path.append('.').append(node.sub()).toString() : path.toString();
    }
}
