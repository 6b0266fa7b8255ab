package dev.pons.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A way to behave, as the command line names it: {@code late:20s}.
 *
 * @param kind what it is
 * @param argument behind the colon, or what stands there if nothing does
 */
record Way<K extends Enum<K> & Way.Kind>(K kind, String argument) {

    /** The ways that there are. */
    interface Kind {
        /** As an enum has it. */
        String name();

        /** As it is typed. */
        default String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What stands behind the colon if nothing is typed there; empty: nothing may stand. */
        String otherwise();

        /** What it does, for the help. */
        String doc();

        /** Refuses an argument that means nothing. */
        default void check(String argument) {
            Arguments.time(argument);
        }
    }

    static <K extends Enum<K> & Kind> Way<K> of(String option, String text, Class<K> kinds) {
        List<String> parts = List.of(text.split(":", 2));
        for (K kind : kinds.getEnumConstants()) {
            if (kind.word().equals(parts.get(0))) {
                return of(option, kind, parts.size() > 1 ? parts.get(1) : "");
            }
        }
        throw new WrongCallException(
                option + " " + text + " is no way to behave; there are: " + words(kinds));
    }

    private static <K extends Enum<K> & Kind> Way<K> of(String option, K kind, String argument) {
        if (argument.isEmpty()) {
            return new Way<>(kind, kind.otherwise());
        }
        if (kind.otherwise().isEmpty()) {
            throw new WrongCallException(
                    option + " " + kind.word() + " takes nothing behind a colon");
        }
        kind.check(argument);
        return new Way<>(kind, argument);
    }

    private static <K extends Enum<K> & Kind> String words(Class<K> kinds) {
        return Arrays.stream(kinds.getEnumConstants())
                .map(Kind::word)
                .collect(Collectors.joining(", "));
    }

    /** A line for each, for the help. */
    static <K extends Enum<K> & Kind> String help(Class<K> kinds) {
        return Arrays.stream(kinds.getEnumConstants())
                .map(
                        kind -> {
                            String colon = kind.otherwise().isEmpty() ? "" : ":" + kind.otherwise();
                            return "      %-20s %s".formatted(kind.word() + colon, kind.doc());
                        })
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? kind.word() : kind.word() + ":" + argument;
    }
}
