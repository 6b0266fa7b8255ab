package dev.pons.plugin.astm;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** Text of a message to values and back, in its delimiters and its character set. */
final class Texts {

    private static final String DELETED = "\"\"";

    private final Records records;
    private final Encoding encoding;

    Texts(Records records, Encoding encoding) {
        this.records = records;
        this.encoding = encoding;
    }

    Delimiters delimiters() {
        return records.delimiters();
    }

    /** A handle whose node was removed is the caller's mistake, told in words. */
    void present(Place node) throws ProblemException {
        if (node.removed()) {
            throw new ProblemException(
                    Problem.of("missing", "this place was removed or replaced by an earlier step"));
        }
    }

    /** Not behind the last component. */
    boolean exists(Place node) {
        return node.component() < 2 || node.component() <= components(node).size();
    }

    /** Of a field; it is its own first component. */
    List<String> components(Place node) {
        var repeat = node.repeat();
        return repeat == null || node.opaque()
                ? List.of()
                : Split.by(delimiters().component(), repeat.text());
    }

    boolean isStructure(Place node) {
        return node.component() == 0 && components(node).size() > 1;
    }

    /** As it stands; absent reads as empty. */
    String raw(Place node) {
        var record = node.record();
        var repeat = node.repeat();
        if (record == null) {
            return "";
        }
        if (repeat == null) {
            return record.text(delimiters());
        }
        if (node.component() == 0 || node.opaque()) {
            return node.component() > 1 ? "" : repeat.text();
        }
        var parts = components(node);
        return node.component() > parts.size() ? "" : parts.get(node.component() - 1);
    }

    Value value(Place node) throws ProblemException {
        present(node);
        if (node.repeat() == null) {
            return encoded(node);
        }
        var raw = readable(node, raw(node));
        if (raw.isEmpty()) {
            return Value.empty();
        }
        if (raw.equals(DELETED)) {
            return Value.deleted();
        }
        if (node.opaque()) {
            return Value.of(raw);
        }
        return isStructure(node)
                ? Value.encoded(plain(raw))
                : Value.of(Escapes.unescape(raw, delimiters(), encoding));
    }

    Value encoded(Place node) throws ProblemException {
        present(node);
        var record = node.record();
        if (record == null) {
            var out = new StringBuilder();
            for (var each : records.all()) {
                out.append(encoded(Place.of(each)).text()).append(each.end());
            }
            return Value.encoded(out.toString());
        }
        var raw = readable(node, raw(node));
        if (raw.equals(DELETED)) {
            return Value.deleted();
        }
        if (node.repeat() == null && record.isHeader()) {
            return Value.encoded("H|\\^&" + plain(raw.substring(Math.min(5, raw.length()))));
        }
        return Value.encoded(node.opaque() ? raw : plain(raw));
    }

    private String plain(String raw) {
        return delimiters().equals(Delimiters.STANDARD)
                ? raw
                : Escapes.translate(raw, delimiters(), Delimiters.STANDARD);
    }

    private String readable(Place node, String raw) throws ProblemException {
        if (Encoding.damaged(raw)) {
            throw new ProblemException(
                    Problem.of("value", "the bytes are no text of the message's character set")
                            .at(path(node)));
        }
        return raw;
    }

    /** How a value is written at a place. {@code ProblemException}: it cannot be said there. */
    String written(Place node, Value value) throws ProblemException {
        var text =
                switch (value.kind()) {
                    case EMPTY -> "";
                    case DELETED -> DELETED;
                    case ENCODED -> structure(node, value.text());
                    case BINARY -> base64(value);
                    default -> Escapes.escape(value.text(), delimiters());
                };
        writable(node, text);
        return text;
    }

    /** Refuses what the character set does not have. */
    void writable(Place node, String text) throws ProblemException {
        try {
            if (!Encoding.damaged(text)) {
                encoding.encode(text);
                return;
            }
        } catch (ProblemException unmappable) {
            throw new ProblemException(unmappable.problems().get(0).at(path(node)));
        }
        throw new ProblemException(Problem.of("value", "the text is damaged").at(path(node)));
    }

    private static String base64(Value value) {
        try {
            var payload = value.payload();
            return payload.isEmpty()
                    ? ""
                    : Base64.getEncoder().encodeToString(payload.get().toBytes());
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private String structure(Place node, String text) throws ProblemException {
        boolean fits =
                text.indexOf('|') < 0
                        && (node.component() == 0
                                || text.indexOf('\\') < 0 && text.indexOf('^') < 0);
        if (!fits) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "the text has a delimiter that would end this place; escape it"
                                            + " (&F& &R& &S&), or set the place above")
                            .at(path(node)));
        }
        return Escapes.translate(text, Delimiters.STANDARD, delimiters());
    }

    /** The path of a place, for a problem. */
    String path(Place node) {
        var record = node.record();
        if (record == null) {
            return "";
        }
        int same = 0;
        for (var other : records.all()) {
            same += other.name().equals(record.name()) ? 1 : 0;
            if (other == record) {
                break;
            }
        }
        var path = record.name() + (same > 1 ? "[" + same + "]" : "");
        if (node.repeat() == null) {
            return path;
        }
        int number = record.repeats(delimiters(), node.field()).indexOf(node.repeat()) + 1;
        return path
                + "-"
                + node.field()
                + (number > 1 ? "[" + number + "]" : "")
                + (node.component() > 0 ? "." + node.component() : "");
    }
}
