package dev.pons.plugin.dicom.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An element as a dump has it.
 *
 * @param level of sequences around it
 * @param length in bytes; -1: undefined
 */
record Line(int level, int tag, String vr, String value, long length) {

    private static final Pattern START =
            Pattern.compile("^( *)\\((\\p{XDigit}{4}),(\\p{XDigit}{4})\\) (..) (?s:.*)");
    private static final Pattern WHOLE =
            Pattern.compile(
                    "^ *\\([^)]*\\) .. (?<value>.*?) *# +(?<length>u/l|[0-9]+), ?[0-9]+ [^\n]*$",
                    Pattern.DOTALL);

    /** What dcmdump wrote; delimiters are left out. */
    static List<Line> parsed(String dump) {
        var lines = new ArrayList<Line>();
        var open = new StringBuilder();
        for (var line : dump.split("\n", -1)) {
            if (START.matcher(line).matches() || line.matches("# Dicom-.*| *#  offset=.*")) {
                add(open.toString(), lines);
                open.setLength(0);
            }
            if (!open.isEmpty() || START.matcher(line).matches()) {
                open.append(open.isEmpty() ? "" : "\n").append(line);
            }
        }
        add(open.toString(), lines);
        return lines;
    }

    private static void add(String text, List<Line> into) {
        var start = START.matcher(text);
        var whole = WHOLE.matcher(text.stripTrailing());
        if (!start.matches() || !whole.matches()) {
            return;
        }
        int tag = Integer.parseUnsignedInt(start.group(2) + start.group(3), 16);
        if (tag == Tag.ITEM_END || tag == Tag.SEQUENCE_END) {
            return;
        }
        var length = whole.group("length");
        var vr =
                start.group(4)
                        .replace("??", "UN")
                        .replace("pi", "OB")
                        .replace("na", "SQ")
                        .replace("up", "UL");
        into.add(
                new Line(
                        start.group(1).length() / 2,
                        tag,
                        vr,
                        value(whole.group("value"), vr),
                        length.equals("u/l") ? -1 : Long.parseLong(length)));
    }

    private static String value(String written, String vr) {
        if (written.matches("(?s)\\((Sequence|Item).*|\"Directory Record\".*")) {
            return written.replaceFirst(".*#=([0-9]+).*", "$1");
        }
        if (written.startsWith("(PixelSequence")) {
            return "fragments " + written.replaceFirst(".*#=([0-9]+).*", "$1");
        }
        if (written.startsWith("(no value available)")) {
            return "";
        }
        if (written.startsWith("[") && written.endsWith("]")) {
            return trimmed(written.substring(1, written.length() - 1));
        }
        return vr.equals("FL") || vr.equals("FD") || vr.equals("OF")
                ? floats(written, vr)
                : written;
    }

    private static String floats(String written, String vr) {
        var out = new ArrayList<String>();
        for (var one : written.split("\\\\")) {
            out.add(floating(Double.parseDouble(one), vr));
        }
        return String.join("\\", out);
    }

    /** Without the last digits, which dcmdump rounds otherwise, and without the sign of zero. */
    private static String floating(double value, String vr) {
        double plain = value == 0 ? 0 : value;
        return vr.equals("FD")
                ? String.format(Locale.ROOT, "%.13e", plain)
                : Float.toString((float) plain);
    }

    private static String trimmed(String text) {
        return text.replaceFirst("[ \0]+$", "");
    }

    /** What we read. */
    static List<Line> of(DicomFile file) throws IOException, RefusedException {
        var lines = new ArrayList<Line>();
        elements(file.meta(), 0, file.original(), lines);
        elements(file.data(), 0, file.body(), lines);
        return lines;
    }

    private static void elements(DataSet set, int level, Content body, List<Line> into)
            throws IOException, RefusedException {
        var elements = new ArrayList<>(set.elements());
        elements.sort((a, b) -> Integer.compareUnsigned(a.tag(), b.tag()));
        var seen = new HashSet<Integer>();
        for (var element : elements) {
            if (seen.add(element.tag())) {
                element(element, set, level, body, into);
            }
        }
    }

    private static void element(
            Element element, DataSet set, int level, Content body, List<Line> into)
            throws IOException, RefusedException {
        var vr = element.vr().name();
        var span = java.util.Objects.requireNonNull(element.span());
        if (element.isEncapsulated()) {
            var all = element.fragments();
            into.add(new Line(level, element.tag(), "OB", "fragments " + all.size(), -1));
            for (var one : all) {
                var bytes = body.part(one.value(), one.length()).bytes();
                into.add(new Line(level + 1, Tag.ITEM, "OB", hex(bytes, "OB", set), one.length()));
            }
            return;
        }
        if (element.vr() == Vr.SQ) {
            var items = element.items();
            into.add(new Line(level, element.tag(), vr, "" + items.size(), span.length()));
            for (var item : items) {
                var at = java.util.Objects.requireNonNull(item.span());
                var count = item.elements().stream().map(Element::tag).distinct().count();
                into.add(new Line(level + 1, Tag.ITEM, vr, "" + count, at.length()));
                elements(item, level + 2, body, into);
            }
            return;
        }
        into.add(new Line(level, element.tag(), vr, shown(element, set), span.length()));
    }

    private static String shown(Element element, DataSet set) throws IOException, RefusedException {
        var bytes = element.value().bytes();
        return switch (element.vr().kind()) {
            case TEXT -> trimmed(new String(bytes, StandardCharsets.ISO_8859_1));
            case NUMBER -> numbers(element, set);
            default -> hex(bytes, element.vr().name(), set);
        };
    }

    private static String numbers(Element element, DataSet set)
            throws IOException, RefusedException {
        var texts = new ArrayList<String>();
        for (var text : Values.texts(element, set)) {
            texts.add(
                    element.vr() == Vr.AT
                            ? "("
                                    + text.substring(0, 4).toLowerCase(Locale.ROOT)
                                    + ","
                                    + text.substring(4).toLowerCase(Locale.ROOT)
                                    + ")"
                            : text);
        }
        var all = String.join("\\", texts);
        boolean floats = element.vr() == Vr.FL || element.vr() == Vr.FD;
        return floats && !all.isEmpty() ? floats(all, element.vr().name()) : all;
    }

    private static String hex(byte[] bytes, String vr, DataSet set) {
        var order = set.syntax().bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var in = ByteBuffer.wrap(bytes).order(order);
        var out = new StringBuilder(bytes.length * 3);
        int width = vr.equals("OW") ? 2 : vr.equals("OF") ? 4 : 1;
        while (in.remaining() >= width) {
            out.append(out.isEmpty() ? "" : "\\");
            switch (width) {
                case 2 -> out.append(HexFormat.of().toHexDigits(in.getShort()));
                case 4 -> out.append(floating(in.getFloat(), vr));
                default -> out.append(HexFormat.of().toHexDigits(in.get()));
            }
        }
        return out.toString();
    }
}
