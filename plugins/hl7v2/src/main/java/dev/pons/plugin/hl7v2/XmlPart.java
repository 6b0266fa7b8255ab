package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An element while it is read: a segment, a field, or what is below. */
final class XmlPart {

    private final String name;
    private final int number;
    private final StringBuilder text = new StringBuilder();
    private final SortedMap<Integer, List<XmlPart>> parts = new TreeMap<>();

    /** A segment. */
    XmlPart(String segment) {
        this(segment, 0);
    }

    private XmlPart(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /** Of a segment. */
    String name() {
        return name;
    }

    int number() {
        return number;
    }

    String text() {
        return text.toString();
    }

    void add(String more) {
        text.append(more);
    }

    /** One below, once more where it repeats. */
    XmlPart part(int below, boolean repeats) {
        var part = new XmlPart("", below);
        var same = parts.computeIfAbsent(below, unused -> new ArrayList<>(1));
        if (!repeats) {
            same.clear();
        }
        same.add(part);
        return part;
    }

    /** Its line; without separators at the end. */
    String segment(Delimiters delimiters) throws ProblemException {
        var line = new StringBuilder(name);
        boolean header = name.equals("MSH");
        int at = header ? 1 : 0;
        for (var field : parts.entrySet()) {
            if (header && field.getKey() == 1) {
                continue;
            }
            var texts = new ArrayList<String>();
            for (var repetition : field.getValue()) {
                boolean plain = header && field.getKey() == 2;
                texts.add(
                        plain
                                ? repetition.text()
                                : repetition.value(delimiters, 0, place(field.getKey())));
            }
            line.append(String.valueOf((char) delimiters.field()).repeat(field.getKey() - at));
            line.append(String.join(String.valueOf((char) delimiters.repetition()), texts));
            at = field.getKey();
        }
        return line.toString();
    }

    private String place(int field) {
        return name + "-" + field;
    }

    private String value(Delimiters delimiters, int level, String place) throws ProblemException {
        if (parts.isEmpty()) {
            return text();
        }
        var line = new StringBuilder();
        int at = 1;
        for (var part : parts.entrySet()) {
            if (level > 1 && part.getKey() > 1) {
                throw new ProblemException(
                        Problem.of("value", "below subcomponents HL7 v2 has no separators")
                                .at(place));
            }
            char delimiter =
                    (char) (level == 0 ? delimiters.component() : delimiters.subcomponent());
            line.append(String.valueOf(delimiter).repeat(part.getKey() - at));
            line.append(part.getValue().get(0).value(delimiters, level + 1, place));
            at = part.getKey();
        }
        return line.toString();
    }
}
