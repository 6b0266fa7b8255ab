package dev.pons.plugin.hl7v2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of one version of the standard: data types, segments, message structures, events. Read
 * from {@code standard.txt} when first needed, and a line of it when that is. Any thread.
 *
 * <p>A line is a kind (T data type, S segment, M message structure, E event), a name, the letters
 * of the versions that it holds for, and the definition: types of components; types of fields with
 * {@code !} required, {@code *} repeating (up to a number); slots, see {@link Slot}; the structure
 * of an event.
 */
final class Standard {

    private static final List<String> VERSIONS =
            List.of(
                    "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8",
                    "2.8.1");
    private static final Pattern VERSION = Pattern.compile("2\\.[0-9]{1,2}(\\.[0-9]{1,2})?");
    private static final String USUAL = "2.5";
    private static final Map<Integer, Standard> KNOWN = new ConcurrentHashMap<>();

    /** What a field of a segment is; {@code most}: repetitions, 0: any number. */
    record Field(String type, boolean required, int most) {

        private static final Pattern WRITTEN = Pattern.compile("(\\w+)(!?)(\\*?)([0-9]*)");

        static Field of(String written) {
            var match = WRITTEN.matcher(written);
            if (!match.matches()) {
                throw new IllegalStateException("the tables have no such field: " + written);
            }
            var number = match.group(4);
            int most =
                    match.group(3).isEmpty() ? 1 : number.isEmpty() ? 0 : Integer.parseInt(number);
            return new Field(match.group(1), !match.group(2).isEmpty(), most);
        }
    }

    /** All lines of the file, by kind and name. */
    private static final class Lines {
        static final Map<String, List<String[]>> ALL = read();
        static final Set<String> SEGMENTS =
                ALL.keySet().stream()
                        .filter(key -> key.charAt(0) == 'S')
                        .map(key -> key.substring(1))
                        .collect(Collectors.toUnmodifiableSet());

        private static Map<String, List<String[]>> read() {
            var lines = new HashMap<String, List<String[]>>();
            var in = Standard.class.getResourceAsStream("standard.txt");
            if (in == null) {
                throw new IllegalStateException("the jar has no standard.txt");
            }
            try (var reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                reader.lines()
                        .map(line -> line.split(" ", 4))
                        .filter(parts -> !parts[0].equals("#"))
                        .forEach(
                                parts ->
                                        lines.computeIfAbsent(
                                                        parts[0] + parts[1],
                                                        unused -> new ArrayList<>(4))
                                                .add(parts));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return lines;
        }
    }

    private final char letter;
    private final Map<String, List<Field>> segments = new ConcurrentHashMap<>();
    private final Map<String, List<String>> types = new ConcurrentHashMap<>();
    private final Map<String, Optional<Slot>> structures = new ConcurrentHashMap<>();

    private Standard(int version) {
        this.letter = (char) ('a' + version);
    }

    /** That of a version; of the one before it where it is none of ours; 2.5 where it is none. */
    static Standard of(String version) {
        var asked = VERSION.matcher(version).matches() ? version : USUAL;
        int found = 0;
        for (int i = 0; i < VERSIONS.size(); i++) {
            found = weight(VERSIONS.get(i)) <= weight(asked) ? i : found;
        }
        return KNOWN.computeIfAbsent(found, Standard::new);
    }

    /** Those of all versions, the oldest first. */
    static List<Standard> all() {
        return VERSIONS.stream().map(Standard::of).toList();
    }

    /** Names of all segments, of whatever version. */
    static Set<String> segments() {
        return Lines.SEGMENTS;
    }

    private static int weight(String version) {
        var parts = version.split("\\.");
        int third = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        return 100 * Integer.parseInt(parts[1]) + third;
    }

    private Optional<String> line(char kind, String name) {
        for (var parts : Lines.ALL.getOrDefault(kind + name, List.of())) {
            if (parts[2].indexOf(letter) >= 0) {
                return Optional.of(parts.length < 4 ? "" : parts[3]);
            }
        }
        return Optional.empty();
    }

    /** The version has this data type. */
    boolean isType(String type) {
        return line('T', type).isPresent();
    }

    /** Types of its components; empty: it has none, or is unknown. */
    List<String> components(String type) {
        return types.computeIfAbsent(
                type, name -> line('T', name).map(Standard::words).orElse(List.of()));
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    /** The fields, from 1 on at index 0; empty: the version has no such segment. */
    List<Field> fields(String segment) {
        return segments.computeIfAbsent(
                segment,
                name ->
                        line('S', name)
                                .map(l -> words(l).stream().map(Field::of).toList())
                                .orElse(List.of()));
    }

    /** The structure of a message by its name, {@code ADT_A01}; empty: none of this version. */
    Optional<Slot> structure(String name) {
        return structures.computeIfAbsent(name, n -> line('M', n).map(l -> Slot.structure(n, l)));
    }

    /**
     * The name of a message's structure (MSH-9.3, else by table 0354 from type and event); empty:
     * the version has none for it.
     */
    Optional<String> named(String type, String event, String structure) {
        var candidates =
                Arrays.asList(
                        structure,
                        line('E', structure).orElse(""),
                        line('E', type + "_" + event).orElse(""),
                        type + "_" + event,
                        type);
        return candidates.stream()
                .filter(name -> !name.isEmpty() && line('M', name).isPresent())
                .findFirst();
    }
}
