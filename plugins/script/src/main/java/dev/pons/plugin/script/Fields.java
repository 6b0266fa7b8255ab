package dev.pons.plugin.script;

import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one segment of HL7 v2 as texts, unescaped; empty ends are cut off, for they say
 * nothing. Immutable.
 *
 * @param all by number, the first is field 1
 */
record Fields(List<Field> all) {

    /** Repetitions. */
    record Field(List<Repetition> repetitions) {
        static final Field NONE = new Field(List.of());

        Field(List<Repetition> repetitions) {
            this.repetitions = cut(repetitions, Repetition.NONE);
        }
    }

    /** Components. */
    record Repetition(List<Component> components) {
        static final Repetition NONE = new Repetition(List.of());

        Repetition(List<Component> components) {
            this.components = cut(components, Component.NONE);
        }
    }

    /** Subcomponents. */
    record Component(List<String> parts) {
        static final Component NONE = new Component(List.of());

        Component(List<String> parts) {
            this.parts = cut(parts, "");
        }

        /** Of one value. */
        static Component of(String value) {
            return new Component(List.of(value));
        }
    }

    Fields(List<Field> all) {
        this.all = cut(all, Field.NONE);
    }

    private static <T> List<T> cut(List<T> list, T nothing) {
        int end = list.size();
        while (end > 0 && list.get(end - 1).equals(nothing)) {
            end--;
        }
        return end == list.size() ? List.copyOf(list) : List.copyOf(list.subList(0, end));
    }

    /** A field by number, from 1. */
    Field field(int number) {
        return number <= all.size() ? all.get(number - 1) : Field.NONE;
    }

    /** As a segment has them. Its text comes with the standard's delimiters. */
    static Fields of(Node segment) throws ProblemException {
        var text = segment.encoded().text();
        boolean header = segment.name().equals("MSH");
        var written = split(text, '|');
        var fields = new ArrayList<Field>();
        if (header) {
            fields.add(whole("|"));
        }
        for (int i = 1; i < written.size(); i++) {
            boolean delimiters = header && i == 1;
            fields.add(
                    delimiters
                            ? whole(written.get(1))
                            : field(segment, fields.size() + 1, written.get(i)));
        }
        return new Fields(fields);
    }

    private static Field whole(String text) {
        return new Field(List.of(new Repetition(List.of(Component.of(text)))));
    }

    private static Field field(Node segment, int number, String text) throws ProblemException {
        if (text.isEmpty()) {
            return Field.NONE;
        }
        var repetitions = new ArrayList<Repetition>();
        for (var written : split(text, '~')) {
            var components = new ArrayList<Component>();
            for (var component : split(written, '^')) {
                boolean plain = component.indexOf('\\') < 0;
                components.add(
                        plain
                                ? new Component(split(component, '&'))
                                : unescaped(
                                        segment,
                                        number
                                                + "["
                                                + (repetitions.size() + 1)
                                                + "]."
                                                + (components.size() + 1),
                                        component));
            }
            repetitions.add(new Repetition(components));
        }
        return new Field(repetitions);
    }

    private static Component unescaped(Node segment, String path, String text)
            throws ProblemException {
        var unescaped = new ArrayList<String>();
        for (var part : split(text, '&')) {
            unescaped.add(
                    part.indexOf('\\') < 0
                            ? part
                            : segment.text(path + "." + (unescaped.size() + 1)));
        }
        return new Component(unescaped);
    }

    private static List<String> split(String text, char delimiter) {
        int next = text.indexOf(delimiter);
        if (next < 0) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        int from = 0;
        while (next >= 0) {
            parts.add(text.substring(from, next));
            from = next + 1;
            next = text.indexOf(delimiter, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** How many there are, and no content. */
    @Override
    public String toString() {
        return "Fields[" + all.size() + "]";
    }
}
