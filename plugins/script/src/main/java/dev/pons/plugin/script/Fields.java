package dev.pons.plugin.script;

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

    /** How many there are, and no content. */
    @Override
    public String toString() {
        return "Fields[" + all.size() + "]";
    }
}
