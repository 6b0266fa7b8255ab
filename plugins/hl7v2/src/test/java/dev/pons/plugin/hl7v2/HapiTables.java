package dev.pons.plugin.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.AbstractMessage;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * Draws the tables of the standard (data types, segments, messages, events) from the classes of
 * HAPI's structures, in the form that {@link Standard} reads.
 */
final class HapiTables {

    private static final List<String> VERSIONS =
            List.of(
                    "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8",
                    "2.8.1");

    private final ModelClassFactory factory = new DefaultModelClassFactory();
    private final Map<String, StringBuilder> lines = new TreeMap<>();

    /** The file's text. */
    static String text() throws Exception {
        var tables = new HapiTables();
        var head = new StringBuilder("# HL7 v2: see Standard.java.");
        for (int i = 0; i < VERSIONS.size(); i++) {
            head.append(' ').append(letter(i)).append('=').append(VERSIONS.get(i));
            tables.version(i);
        }
        var out = head.append('\n');
        tables.lines.forEach(
                (key, letters) -> {
                    var parts = key.split(" ", 3);
                    out.append(parts[0]).append(' ').append(parts[1]).append(' ').append(letters);
                    out.append(parts.length > 2 && !parts[2].isEmpty() ? " " + parts[2] : "");
                    out.append('\n');
                });
        return out.toString();
    }

    private static char letter(int version) {
        return (char) ('a' + version);
    }

    private void put(int version, String key) {
        lines.computeIfAbsent(key.strip(), unused -> new StringBuilder()).append(letter(version));
    }

    private void version(int number) throws Exception {
        var version = VERSIONS.get(number);
        var pack = "ca.uhn.hl7v2.model.v" + version.replace(".", "");
        var message = new GenericMessage.V25(factory);
        for (var name : classes(pack + ".datatype")) {
            var type = Class.forName(pack + ".datatype." + name);
            if (Type.class.isAssignableFrom(type)) {
                put(number, "T " + name + " " + components(type, message));
            }
        }
        for (var name : classes(pack + ".segment")) {
            var type = Class.forName(pack + ".segment." + name);
            var made =
                    type.getConstructor(Group.class, ModelClassFactory.class)
                            .newInstance(message, factory);
            put(number, "S " + name + " " + fields((AbstractSegment) made));
        }
        for (var name : classes(pack + ".message")) {
            var type = Class.forName(pack + ".message." + name);
            var made = type.getConstructor(ModelClassFactory.class).newInstance(factory);
            put(number, "M " + name + " " + children((AbstractMessage) made));
        }
        var events = new Properties();
        try (var in =
                getClass()
                        .getResourceAsStream(
                                "/ca/uhn/hl7v2/parser/eventmap/" + version + ".properties")) {
            if (in != null) {
                events.load(in);
            }
        }
        events.forEach((event, structure) -> put(number, "E " + event + " " + structure));
    }

    /** Names of the classes of a package, which lies in several jars. */
    private static SortedSet<String> classes(String pack) throws IOException {
        var path = pack.replace('.', '/');
        var names = new TreeSet<String>();
        for (var url : Collections.list(HapiTables.class.getClassLoader().getResources(path))) {
            var jar = ((JarURLConnection) url.openConnection()).getJarFile();
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches(path + "/[A-Z][A-Za-z0-9_]*\\.class"))
                    .map(name -> name.substring(path.length() + 1, name.length() - 6))
                    .forEach(names::add);
        }
        return names;
    }

    private static String components(Class<?> type, Message message) throws Exception {
        var made = type.getConstructor(Message.class).newInstance(message);
        if (!(made instanceof Composite composite)) {
            return "";
        }
        var names = new ArrayList<String>();
        for (var component : composite.getComponents()) {
            names.add(component.getName());
        }
        return String.join(" ", names);
    }

    private static String fields(AbstractSegment segment) throws HL7Exception {
        var fields = new ArrayList<String>();
        for (int i = 1; i <= segment.numFields(); i++) {
            int most = segment.getMaxCardinality(i);
            fields.add(
                    type(segment, i)
                            + (segment.isRequired(i) ? "!" : "")
                            + (most == 1 ? "" : most <= 0 ? "*" : "*" + most));
        }
        return String.join(" ", fields);
    }

    private static String type(AbstractSegment segment, int field) throws HL7Exception {
        var type = segment.getField(field, 0);
        return type.getClass().getSimpleName().equals("Varies") ? "varies" : type.getName();
    }

    private static String children(AbstractGroup group) {
        return Arrays.stream(group.getNames())
                .map(name -> child(group, name))
                .collect(Collectors.joining(" "));
    }

    private static String child(AbstractGroup group, String name) {
        try {
            Structure made = group.get(name);
            boolean required = group.isRequired(name);
            var often = group.isRepeating(name) ? required ? "+" : "*" : required ? "" : "?";
            var choice = group.isChoiceElement(name) ? "|" : "";
            if (made instanceof Segment) {
                return choice + made.getName() + often;
            }
            return choice + name + "(" + children((AbstractGroup) made) + ")" + often;
        } catch (HL7Exception wrong) {
            throw new UncheckedIOException(new IOException(wrong));
        }
    }
}
