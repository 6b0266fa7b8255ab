package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Outline.Part;
import dev.pons.plugin.hl7v2.Outline.Spot;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a message in the XML encoding of HL7 v2 (HL7 v2.xml, release 1 and 2). What the standard
 * does not know is kept: local segments stand where they were, fields and components without a type
 * are named {@code UNKNOWN.n}.
 */
final class XmlWriter {

    static final String NAMESPACE = "urn:hl7-org:v2xml";

    private static final Pattern ROOT = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final String DELIMITERS = "^&";

    private final Typed message;
    private final StringBuilder out = new StringBuilder(4096);
    private int depth;

    XmlWriter(Typed message) {
        this.message = message;
    }

    /** The document's text; to be encoded as UTF-8. */
    String text() throws ProblemException {
        var root = message.name();
        if (!ROOT.matcher(root).matches()) {
            throw new ProblemException(
                    Problem.of("value", "the message type gives no name for the XML").at("MSH-9"));
        }
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">\n");
        depth = 1;
        var open = new ArrayList<Part>();
        var spots = message.spots();
        for (int i = 0; i < message.segments().size(); i++) {
            if (!spots.isEmpty()) {
                enter(spots.get(i), open);
            }
            segment(message.segments().get(i));
        }
        leave(open, 0);
        return out.append("</").append(root).append(">\n").toString();
    }

    /** Closes groups that ended and opens those that begin. */
    private void enter(Spot spot, List<Part> open) {
        var wanted = new ArrayList<Part>();
        for (var part = spot.part(); part != null && part.around() != null; part = part.around()) {
            wanted.add(0, part);
        }
        int same = 0;
        while (same < wanted.size() && same < open.size() && wanted.get(same) == open.get(same)) {
            same++;
        }
        leave(open, same);
        for (var part : wanted.subList(same, wanted.size())) {
            line("<" + group(part) + ">");
            depth++;
            open.add(part);
        }
    }

    private void leave(List<Part> open, int left) {
        while (open.size() > left) {
            depth--;
            line("</" + group(open.remove(open.size() - 1)) + ">");
        }
    }

    private String group(Part part) {
        return message.name() + "." + part.slot().name();
    }

    private void line(String markup) {
        out.append("  ".repeat(depth)).append(markup).append('\n');
    }

    private void segment(Segment segment) throws ProblemException {
        var name = segment.name();
        line("<" + name + ">");
        depth++;
        int fields = message.fields(segment);
        for (int number = 1; number <= fields; number++) {
            var field = name + "." + number;
            var type = message.field(segment, number).type();
            for (var written : message.written(segment, number)) {
                out.append("  ".repeat(depth)).append('<').append(field);
                if (written.isEmpty()) {
                    out.append("/>\n");
                    continue;
                }
                out.append('>');
                if (number < 3 && segment.isHeader()) {
                    plain(written);
                } else {
                    value(written, type, 0);
                }
                out.append("</").append(field).append(">\n");
            }
        }
        depth--;
        line("</" + name + ">");
    }

    /** Level 0: a field, 1: a component, 2: a subcomponent, 3: below, which has one part only. */
    private void value(String written, String type, int level) throws ProblemException {
        var components = message.standard().components(type);
        boolean parted =
                written.indexOf('^') >= 0 && level == 0 || written.indexOf('&') >= 0 && level < 2;
        if (components.isEmpty() && !parted) {
            text(written);
            return;
        }
        var prefix = components.isEmpty() ? "UNKNOWN" : type;
        var parts = level < 2 ? Typed.parts(written, DELIMITERS.charAt(level)) : List.of(written);
        for (int i = 0; i < parts.size(); i++) {
            var part = Typed.trimmed(parts.get(i));
            if (!part.isEmpty()) {
                var name = prefix + "." + (i + 1);
                out.append('<').append(name).append('>');
                value(part, i < components.size() ? components.get(i) : "", level + 1);
                out.append("</").append(name).append('>');
            }
        }
    }

    /** Text as people read it; what of it is no text becomes an element escape. */
    private void text(String written) {
        int at = 0;
        for (int mark = written.indexOf('\\'); mark >= 0; mark = written.indexOf('\\', at)) {
            plain(written.substring(at, mark));
            int close = written.indexOf('\\', mark + 1);
            if (close < 0) {
                plain("\\");
                at = mark + 1;
                continue;
            }
            var body = written.substring(mark + 1, close);
            var meaning = Escapes.meaning(body, Delimiters.STANDARD, message.encoding());
            if (meaning != null) {
                plain(meaning);
            } else if (XmlReader.SEQUENCE.matcher(body).matches()) {
                out.append("<escape V=\"").append(body).append("\"/>");
            } else {
                plain("\\");
                at = mark + 1;
                continue;
            }
            at = close + 1;
        }
        plain(written.substring(at));
    }

    private void plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\t' -> out.append(one);
                default -> {
                    boolean pair =
                            Character.isHighSurrogate(one)
                                    && i + 1 < text.length()
                                    && Character.isLowSurrogate(text.charAt(i + 1));
                    if (pair) {
                        out.append(one).append(text.charAt(++i));
                    } else if (one < ' ') {
                        out.append(String.format("<escape V=\"X%02X\"/>", (int) one));
                    } else {
                        out.append(Character.isSurrogate(one) || one > 0xfffd ? '\ufffd' : one);
                    }
                }
            }
        }
    }
}
