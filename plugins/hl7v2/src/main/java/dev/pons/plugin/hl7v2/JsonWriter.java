package dev.pons.plugin.hl7v2;

import dev.pons.spi.ProblemException;

import java.util.List;

/**
 * Writes a message as JSON; the shape is in the README. What may repeat by the standard is a list,
 * what has components is an object, whether it does in this message or not.
 */
final class JsonWriter {

    private static final String DELIMITERS = "^&";

    private final Typed message;
    private final StringBuilder out = new StringBuilder(4096);

    JsonWriter(Typed message) {
        this.message = message;
    }

    /** The text; to be encoded as UTF-8. */
    String text() throws ProblemException {
        out.append("{\"structure\":");
        string(message.name());
        out.append(",\"segments\":[");
        var comma = "\n";
        for (var segment : message.segments()) {
            out.append(comma);
            segment(segment);
            comma = ",\n";
        }
        return out.append("\n]}\n").toString();
    }

    private void segment(Segment segment) throws ProblemException {
        out.append("{\"segment\":");
        string(segment.name());
        int fields = message.fields(segment);
        for (int number = 1; number <= fields; number++) {
            var written = message.written(segment, number);
            if (!written.isEmpty()) {
                out.append(",\"").append(number).append("\":");
                field(segment, number, written);
            }
        }
        out.append('}');
    }

    private void field(Segment segment, int number, List<String> written) throws ProblemException {
        if (number < 3 && segment.isHeader()) {
            string(written.get(0));
            return;
        }
        var field = message.field(segment, number);
        boolean list = written.size() > 1 || field.most() != 1 && !field.type().isEmpty();
        out.append(list ? "[" : "");
        var comma = "";
        for (var one : written) {
            out.append(comma);
            value(one, field.type(), 0);
            comma = ",";
        }
        out.append(list ? "]" : "");
    }

    private void value(String written, String type, int level) {
        var components = message.standard().components(type);
        boolean parted =
                written.indexOf('^') >= 0 && level == 0 || written.indexOf('&') >= 0 && level < 2;
        if (written.isEmpty()) {
            out.append("\"\"");
        } else if (written.equals("\"\"")) {
            out.append("null");
        } else if (level > 1 || components.isEmpty() && !parted) {
            string(Escapes.unescape(written, Delimiters.STANDARD, message.encoding()));
        } else {
            parts(Typed.parts(written, DELIMITERS.charAt(level)), components, level);
        }
    }

    private void parts(List<String> parts, List<String> components, int level) {
        var comma = "{";
        for (int i = 0; i < parts.size(); i++) {
            var part = Typed.trimmed(parts.get(i));
            if (!part.isEmpty()) {
                out.append(comma).append('"').append(i + 1).append("\":");
                value(part, i < components.size() ? components.get(i) : "", level + 1);
                comma = ",";
            }
        }
        out.append(comma.equals("{") ? "{}" : "}");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (one < ' ') {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }
}
