package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a data set in the DICOM JSON Model (PS3.18 annex F). One data set. */
final class JsonWriter {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String SHORT = "\n\r\t";
    private static final List<String> NAMES = List.of("Alphabetic", "Ideographic", "Phonetic");

    private final StringBuilder out = new StringBuilder(1 << 14);

    /** The text; to be encoded as UTF-8. */
    static String text(DataSet data) throws IOException, RefusedException, ProblemException {
        var writer = new JsonWriter();
        writer.set(data);
        return writer.out.append('\n').toString();
    }

    private void set(DataSet set) throws IOException, RefusedException, ProblemException {
        out.append('{');
        var seen = new HashSet<Integer>();
        for (var element : set.elements()) {
            if (!Tag.isGroupLength(element.tag()) && seen.add(element.tag())) {
                out.append(seen.size() > 1 ? ",\n" : "\n");
                out.append(String.format("\"%08X\":{\"vr\":\"%s\"", element.tag(), element.vr()));
                value(element, set);
                out.append('}');
            }
        }
        out.append('}');
    }

    private void value(Element element, DataSet set)
            throws IOException, RefusedException, ProblemException {
        if (element.isEncapsulated()) {
            throw Faults.of(
                    "unsupported",
                    "encapsulated pixel data has no form in DICOM JSON; `remove: [ PixelData ]`"
                            + " first",
                    Editor.name(element));
        }
        if (element.isEmpty()) {
            return;
        }
        if (element.vr().kind() == Vr.Kind.BYTES) {
            var bytes = Values.littleEndian(element, set);
            out.append(",\"InlineBinary\":\"").append(Base64.getEncoder().encodeToString(bytes));
            out.append('"');
            return;
        }
        var texts = element.vr() == Vr.SQ ? List.<String>of() : texts(element, set);
        if (element.vr() != Vr.SQ && texts.isEmpty()) {
            return;
        }
        out.append(",\"Value\":[");
        var comma = "";
        for (var text : texts) {
            out.append(comma);
            one(text, element.vr());
            comma = ",";
        }
        for (var item : element.items()) {
            out.append(comma);
            set(item);
            comma = ",";
        }
        out.append(']');
    }

    /** The character set is that of JSON. */
    private static List<String> texts(Element element, DataSet set)
            throws IOException, RefusedException {
        return element.tag() == Tag.SPECIFIC_CHARACTER_SET
                ? List.of("ISO_IR 192")
                : Values.texts(element, set);
    }

    private void one(String text, Vr vr) {
        boolean number = vr.kind() == Vr.Kind.NUMBER && vr != Vr.AT || vr == Vr.DS || vr == Vr.IS;
        if (text.isEmpty()) {
            out.append("null");
        } else if (number && NUMBER.matcher(text).matches()) {
            out.append(text);
        } else if (vr == Vr.PN) {
            name(text);
        } else {
            string(text);
        }
    }

    /** Component groups (PS3.18 section F.2.2). */
    private void name(String text) {
        var groups = text.split("=", NAMES.size());
        out.append('{');
        var comma = "";
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                out.append(comma).append('"').append(NAMES.get(i)).append("\":");
                string(groups[i]);
                comma = ",";
            }
        }
        out.append('}');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (SHORT.indexOf(one) >= 0) {
                out.append('\\').append("nrt".charAt(SHORT.indexOf(one)));
            } else if (one < ' ' || Character.isSurrogate(one)) {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }
}
