package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data elements of PS3.6: tag, keyword, representation. Read when first asked. */
public final class Dictionary {

    private static final int CURVE_DATA = 0x50003000;

    /** Groups and elements of which the standard names many at once: 60xx, (0020,31xx). */
    private static final int[] MASKS = {0xFF00FFFF, 0xFFFFFF00};

    /**
     * An element of the standard.
     *
     * @param tag of a repeating group, the first one
     * @param vr as in the resource: two letters, or {@code xs}, {@code ox}, {@code lt} and others
     *     where there are several
     * @param multiplicity of its values: {@code 1}, {@code 1-n}
     * @param keyword as PS3.6 has it
     */
    public record Entry(int tag, String vr, String multiplicity, String keyword) {}

    private static final class Held {
        static final Dictionary STANDARD = new Dictionary();
    }

    private final Map<Integer, Entry> tags = new HashMap<>(8192);
    private final Map<Integer, Entry> repeated = new HashMap<>();
    private final Map<String, Entry> keywords = new HashMap<>(8192);

    private Dictionary() {
        var resource = Dictionary.class.getResourceAsStream("dictionary.txt");
        if (resource == null) {
            throw new IllegalStateException("dictionary.txt is not in this bundle");
        }
        try (var in =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(this::line);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private void line(String line) {
        var parts = line.split(" ", 4);
        boolean many = parts[0].contains("xx");
        int tag = Integer.parseUnsignedInt(parts[0].replace("xx", "00"), 16);
        var entry = new Entry(tag, parts[1], parts[2], parts[3]);
        (many ? repeated : tags).put(tag, entry);
        keywords.putIfAbsent(entry.keyword(), entry);
    }

    /** By keyword. */
    public static Optional<Entry> of(String keyword) {
        return Optional.ofNullable(Held.STANDARD.keywords.get(keyword));
    }

    /** By tag. */
    public static Optional<Entry> of(int tag) {
        var exact = Held.STANDARD.tags.get(tag);
        if (exact != null || Tag.isPrivate(tag)) {
            return Optional.ofNullable(exact);
        }
        for (int mask : MASKS) {
            var many = Held.STANDARD.repeated.get(tag & mask);
            if (many != null) {
                return Optional.of(many);
            }
        }
        return Optional.empty();
    }

    /** All keywords. */
    public static Iterable<String> keywords() {
        return Held.STANDARD.keywords.keySet();
    }

    /** The keyword of an element, or its tag as the standard writes it. */
    public static String name(int tag) {
        var entry = of(tag);
        return entry.isPresent() && entry.get().tag() == tag
                ? entry.get().keyword()
                : Tag.text(tag);
    }

    /**
     * The representation of an element where none is written (PS3.5 section A.1, and for private
     * creators section 7.8.1).
     */
    public static Vr vr(int tag, DataSet set) {
        if (Tag.isGroupLength(tag)) {
            return Vr.UL;
        }
        if (Tag.isCreator(tag)) {
            return Vr.LO;
        }
        var entry = of(tag);
        if (entry.isPresent() && entry.get().tag() == CURVE_DATA) {
            return Vr.OB;
        }
        return entry.isEmpty() ? Vr.UN : vr(entry.get().vr(), set);
    }

    private static Vr vr(String written, DataSet set) {
        return switch (written) {
            case "xs" -> set.isSigned() ? Vr.SS : Vr.US;
            case "ox", "px", "lt" -> Vr.OW;
            case "up" -> Vr.UL;
            default -> known(Vr.of(written.charAt(0), written.charAt(1)));
        };
    }

    private static Vr known(@Nullable Vr vr) {
        return vr == null ? Vr.UN : vr;
    }
}
