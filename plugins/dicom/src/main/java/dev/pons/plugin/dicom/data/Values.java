package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values as texts, and texts as values (PS3.5 sections 6.2 and 6.4). */
public final class Values {

    private Values() {}

    /**
     * The values of a text or number, in order, without the blanks and NULs that mean nothing; an
     * empty list: it is empty. Numbers are decimal, AT is a tag of eight digits.
     */
    public static List<String> texts(Element element, DataSet set)
            throws IOException, RefusedException {
        var bytes = element.value().bytes();
        var vr = element.vr();
        if (vr.kind() == Vr.Kind.NUMBER) {
            return numbers(element, bytes, set.syntax());
        }
        var text = set.characters().decode(bytes, vr);
        if (text == null) {
            throw undecodable(element, set);
        }
        if (text.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<String>();
        for (var one : vr.isMultiple() ? text.split("\\\\", -1) : new String[] {text}) {
            values.add(trimmed(one, vr));
        }
        return values.size() == 1 && values.get(0).isEmpty() ? List.of() : values;
    }

    private static RefusedException undecodable(Element element, DataSet set) throws IOException {
        var span = element.span();
        return new RefusedException(
                Reason.VALUE,
                set.characters().isKnown()
                        ? "the value has bytes that are no characters of Specific Character Set"
                                + " (0008,0005)"
                        : "Specific Character Set (0008,0005) has a term that the standard has not,"
                                + " and the value is not ASCII",
                element.tag(),
                span == null ? -1 : span.value());
    }

    private static String trimmed(String text, Vr vr) {
        int from = 0;
        int to = text.length();
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == 0)) {
            to--;
        }
        while (vr.isTrimmed() && from < to && text.charAt(from) == ' ') {
            from++;
        }
        return text.substring(from, to);
    }

    private static List<String> numbers(Element element, byte[] bytes, Syntax syntax)
            throws RefusedException {
        int width = element.vr().width();
        if (bytes.length % width != 0) {
            var span = element.span();
            throw new RefusedException(
                    Reason.VALUE,
                    "the length is no multiple of " + width + ", as " + element.vr() + " has it",
                    element.tag(),
                    span == null ? -1 : span.value());
        }
        var in = ByteBuffer.wrap(bytes).order(order(syntax));
        var values = new ArrayList<String>(bytes.length / width);
        while (in.hasRemaining()) {
            values.add(number(in, element.vr()));
        }
        return values;
    }

    private static ByteOrder order(Syntax syntax) {
        return syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static String number(ByteBuffer in, Vr vr) {
        return switch (vr) {
            case AT -> {
                int group = Short.toUnsignedInt(in.getShort());
                yield String.format("%04X%04X", group, Short.toUnsignedInt(in.getShort()));
            }
            case FL -> Float.toString(in.getFloat());
            case FD -> Double.toString(in.getDouble());
            case SS -> Short.toString(in.getShort());
            case SL -> Integer.toString(in.getInt());
            case UL -> Integer.toUnsignedString(in.getInt());
            case SV -> Long.toString(in.getLong());
            case UV -> Long.toUnsignedString(in.getLong());
            default -> Integer.toString(Short.toUnsignedInt(in.getShort()));
        };
    }

    /** The bytes of a value as it would be in little endian. */
    public static byte[] littleEndian(Element element, DataSet set) throws IOException {
        var bytes = element.value().bytes();
        int unit = element.vr().unit();
        if (!set.syntax().bigEndian() || unit == 1) {
            return bytes;
        }
        var swapped = bytes.clone();
        for (int at = 0; at + unit <= bytes.length; at += unit) {
            for (int i = 0; i < unit; i++) {
                swapped[at + i] = bytes[at + unit - 1 - i];
            }
        }
        return swapped;
    }

    /** The bytes of values, filled up to an even length; each is checked by its representation. */
    public static byte[] bytes(List<String> values, int tag, Vr vr, DataSet set)
            throws IOException, RefusedException {
        if (vr.kind() == Vr.Kind.TEXT) {
            for (var value : values) {
                ValueRules.check(value, tag, vr);
            }
        }
        return unchecked(values, tag, vr, set);
    }

    /** The same without a check of texts, for values that were another data set's. */
    public static byte[] unchecked(List<String> values, int tag, Vr vr, DataSet set)
            throws IOException, RefusedException {
        if (vr.kind() == Vr.Kind.NUMBER) {
            var out = ByteBuffer.allocate(values.size() * vr.width()).order(order(set.syntax()));
            for (var value : values) {
                number(value.strip(), tag, vr, out);
            }
            return out.array();
        }
        var bytes = set.characters().encode(String.join("\\", values), vr);
        if (bytes == null) {
            throw new RefusedException(
                    Reason.VALUE,
                    vr.isOfCharacterSet()
                            ? "the value has a character that Specific Character Set (0008,0005)"
                                    + " does not have; set that to ISO_IR 192 first"
                            : "the value has a character that is not ASCII, and "
                                    + vr
                                    + " has no others",
                    tag,
                    -1);
        }
        return even(bytes, vr);
    }

    /** Filled up to an even length. */
    public static byte[] even(byte[] bytes, Vr vr) {
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        var even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = vr.padding();
        return even;
    }

    private static void number(String text, int tag, Vr vr, ByteBuffer out)
            throws RefusedException {
        try {
            switch (vr) {
                case AT -> {
                    int at = Integer.parseUnsignedInt(digits(text), 16);
                    out.putShort((short) Tag.group(at)).putShort((short) Tag.element(at));
                }
                case FL -> out.putFloat((float) finite(Float.parseFloat(text)));
                case FD -> out.putDouble(finite(Double.parseDouble(text)));
                case SS -> out.putShort(Short.parseShort(text));
                case SL -> out.putInt(Integer.parseInt(text));
                case UL -> out.putInt(Integer.parseUnsignedInt(text));
                case SV -> out.putLong(Long.parseLong(text));
                case UV -> out.putLong(Long.parseUnsignedLong(text));
                default -> out.putShort(unsigned(text));
            }
        } catch (NumberFormatException none) {
            throw new RefusedException(
                    Reason.VALUE, "the value is not one that " + vr + " can have", tag, -1);
        }
    }

    private static String digits(String text) {
        var digits = text.replaceFirst("^\\((.{4}),(.{4})\\)$", "$1$2");
        if (digits.length() != 8) {
            throw new NumberFormatException("a tag has eight digits");
        }
        return digits;
    }

    private static double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }

    private static short unsigned(String text) {
        int value = Integer.parseInt(text);
        if (value < 0 || value > 0xFFFF) {
            throw new NumberFormatException("not of 16 bits");
        }
        return (short) value;
    }
}
