package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a command is typed, read from its annotations. */
final class Usage {

    private Usage() {}

    /** {@code usage: engine:ready [--wait N]}. */
    static String of(Class<?> type) {
        var command = type.getAnnotation(Command.class);
        var arguments =
                fields(type)
                        .filter(field -> field.isAnnotationPresent(Argument.class))
                        .map(field -> field.getAnnotation(Argument.class))
                        .sorted(Comparator.comparing(Argument::index))
                        .map(of -> of.required() ? of.name() : "[" + of.name() + "]");
        var options =
                options(type).stream()
                        .map(field -> "[" + name(field) + value(field) + "]")
                        .sorted();
        return Stream.concat(
                        Stream.of("usage: " + command.scope() + ":" + command.name()),
                        Stream.concat(arguments, options))
                .collect(Collectors.joining(" "));
    }

    /**
     * Karaf knows options only before the arguments; people type them behind. Sets the options
     * among these words and returns the rest.
     */
    static List<String> take(EngineCommand command, List<String> words) {
        var rest = new ArrayList<String>();
        for (var each = words.iterator(); each.hasNext(); ) {
            var word = each.next();
            if (!word.startsWith("--")) {
                rest.add(word);
                continue;
            }
            var option =
                    options(command.getClass()).stream()
                            .filter(field -> name(field).equals(word))
                            .findFirst()
                            .orElseThrow(() -> new UsageException("there is no option " + word));
            set(command, option, each);
        }
        return rest;
    }

    private static void set(EngineCommand command, Field option, Iterator<String> words) {
        try {
            if (option.getType() == boolean.class) {
                option.setBoolean(command, true);
            } else if (words.hasNext()) {
                option.set(command, value(command, option, words.next()));
            } else {
                throw new UsageException(name(option) + " needs a value behind it");
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("an option that cannot be set: " + option, e);
        }
    }

    private static Object value(EngineCommand command, Field option, String word)
            throws IllegalAccessException {
        if (option.getType() == long.class) {
            if (!word.matches("[0-9]{1,12}")) {
                throw new UsageException(name(option) + " is a number, not '" + word + "'");
            }
            return Long.parseLong(word);
        }
        if (option.getType() != List.class) {
            return word;
        }
        var all = new ArrayList<Object>((List<?>) option.get(command));
        all.add(word);
        return all;
    }

    /** The same, where one channel is to be named and nothing else. */
    static String channel(EngineCommand command, List<String> words) {
        var names = take(command, words);
        if (names.size() != 1) {
            throw new UsageException("one channel, please");
        }
        return names.get(0);
    }

    private static List<Field> options(Class<?> type) {
        return fields(type).filter(field -> field.isAnnotationPresent(Option.class)).toList();
    }

    private static String name(Field option) {
        return option.getAnnotation(Option.class).name();
    }

    private static String value(Field option) {
        if (option.getType() == boolean.class) {
            return "";
        }
        return option.getType() == int.class || option.getType() == long.class
                ? " N"
                : " " + name(option).substring(2).toUpperCase(Locale.ROOT);
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass)
                .flatMap(one -> Arrays.stream(one.getDeclaredFields()));
    }
}
