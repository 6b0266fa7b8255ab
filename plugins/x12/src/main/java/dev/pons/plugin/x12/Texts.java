package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** Text of a message to values and back, in its delimiters and its character set. */
final class Texts {

    private final Segments segments;
    private final Encoding encoding;

    Texts(Segments segments, Encoding encoding) {
        this.segments = segments;
        this.encoding = encoding;
    }

    Delimiters delimiters() {
        return segments.delimiters();
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

    /** Of an element; it is its own first component. */
    List<String> components(Place node) {
        var repetition = node.repetition();
        return repetition == null || node.opaque()
                ? List.of()
                : Split.by(delimiters().component(), repetition.text());
    }

    boolean isStructure(Place node) {
        return node.component() == 0 && components(node).size() > 1;
    }

    /** As it stands; absent reads as empty. */
    String raw(Place node) {
        var segment = node.segment();
        var repetition = node.repetition();
        if (segment == null) {
            return "";
        }
        if (repetition == null) {
            return segment.text(delimiters());
        }
        if (node.component() == 0 || node.opaque()) {
            return node.component() > 1 ? "" : repetition.text();
        }
        var parts = components(node);
        return node.component() > parts.size() ? "" : parts.get(node.component() - 1);
    }

    Value value(Place node) throws ProblemException {
        present(node);
        if (node.repetition() == null) {
            return encoded(node);
        }
        var raw = readable(node, raw(node));
        if (raw.isEmpty()) {
            return Value.empty();
        }
        if (node.opaque()) {
            return Value.of(raw.stripTrailing());
        }
        return isStructure(node) ? Value.encoded(delimiters().standard(raw)) : Value.of(raw);
    }

    Value encoded(Place node) throws ProblemException {
        present(node);
        var segment = node.segment();
        if (segment == null) {
            var out = new StringBuilder();
            for (var each : segments.all()) {
                out.append(encoded(Place.of(each)).text()).append('~');
                out.append(each.end().substring(1));
            }
            return Value.encoded(out.toString());
        }
        var raw = readable(node, raw(node));
        return Value.encoded(
                node.repetition() == null && segment.opaque() ? header(raw) : standard(node, raw));
    }

    private String standard(Place node, String raw) {
        return node.opaque() ? raw.stripTrailing() : delimiters().standard(raw);
    }

    /** With the standard's delimiters where it names its own. */
    private String header(String raw) {
        var out = new StringBuilder(raw.replace(delimiters().element(), '*'));
        if (delimiters().repetition() != 0) {
            out.setCharAt(82, '^');
        }
        out.setCharAt(104, ':');
        return out.toString();
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
                    case DELETED ->
                            throw new ProblemException(
                                    Problem.of("value", "X12 cannot say deleted; set it empty")
                                            .at(path(node)));
                    case ENCODED -> structure(node, value.text());
                    case BINARY -> base64(value);
                    default -> plain(node, value.text());
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
                text.indexOf('*') < 0
                        && text.indexOf('~') < 0
                        && (node.component() == 0
                                || text.indexOf('^') < 0 && text.indexOf(':') < 0);
        if (!fits) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "the text has a delimiter that would end this place; set the"
                                            + " place above it")
                            .at(path(node)));
        }
        return from(node, text);
    }

    /** Text with the standard's delimiters, in those of the message. */
    String from(Place node, String text) throws ProblemException {
        try {
            return delimiters().from(text);
        } catch (ProblemException unsaid) {
            throw new ProblemException(unsaid.problems().get(0).at(path(node)));
        }
    }

    private String plain(Place node, String text) throws ProblemException {
        try {
            return delimiters().plain(text);
        } catch (ProblemException unsaid) {
            throw new ProblemException(unsaid.problems().get(0).at(path(node)));
        }
    }

    /** The path of a place, for a problem. */
    String path(Place node) {
        var segment = node.segment();
        if (segment == null) {
            return "";
        }
        int same = 0;
        for (var other : segments.all()) {
            same += other.name().equals(segment.name()) ? 1 : 0;
            if (other == segment) {
                break;
            }
        }
        var path = segment.name() + (same > 1 ? "[" + same + "]" : "");
        if (node.repetition() == null) {
            return path;
        }
        int number =
                segment.repetitions(delimiters(), node.element()).indexOf(node.repetition()) + 1;
        return path
                + "-"
                + node.element()
                + (number > 1 ? "[" + number + "]" : "")
                + (node.component() > 0 ? "." + node.component() : "");
    }
}
