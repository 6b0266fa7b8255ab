package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The arguments of a pipe: {@code (5)}, {@code ('a', 'b')}, {@code (from='dd.MM.yyyy')}. A text
 * stands in single or double quotes, where the quote itself is doubled; numbers and words need
 * none. All methods throw {@code IllegalArgumentException} with words for the author.
 */
final class Arguments {

    /** One argument; the name is null where it is told by its place. */
    private record Argument(@Nullable String name, String value) {}

    private final String pipe;
    private final List<Argument> given;
    private final Map<String, String> bound = new HashMap<>();

    private Arguments(String pipe, List<Argument> given) {
        this.pipe = pipe;
        this.given = given;
    }

    /** Of the text between the parentheses. */
    static Arguments of(String pipe, String text) {
        var given = new ArrayList<Argument>();
        if (!text.isBlank()) {
            for (var part : Split.at(text, ',')) {
                int equals = Split.first(part, '=');
                given.add(
                        equals < 0
                                ? new Argument(null, value(pipe, part))
                                : new Argument(
                                        part.substring(0, equals).strip(),
                                        value(pipe, part.substring(equals + 1))));
            }
        }
        return new Arguments(pipe, given);
    }

    private static String value(String pipe, String part) {
        String text = part.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("`" + pipe + "` has an empty argument");
        }
        char quote = text.charAt(0);
        if (quote != '\'' && quote != '"') {
            return text;
        }
        if (text.length() < 2 || text.charAt(text.length() - 1) != quote) {
            throw new IllegalArgumentException("an argument of `" + pipe + "` lacks its quote");
        }
        String once = String.valueOf(quote);
        return text.substring(1, text.length() - 1).replace(once + once, once);
    }

    /** Names what the pipe takes, in the order of arguments without a name. */
    Arguments take(String... names) {
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i).name();
            if (name == null && i >= names.length) {
                throw new IllegalArgumentException(
                        "`"
                                + pipe
                                + "` takes "
                                + (names.length == 0 ? "no" : names.length)
                                + (names.length == 1 ? " argument" : " arguments"));
            }
            String known = name == null ? names[i] : name;
            if (!List.of(names).contains(known)) {
                throw new IllegalArgumentException(
                        "`"
                                + pipe
                                + "` has no argument \""
                                + known
                                + "\""
                                + DidYouMean.hint(known, List.of(names)));
            }
            if (bound.put(known, given.get(i).value()) != null) {
                throw new IllegalArgumentException(
                        "`" + pipe + "` has the argument \"" + known + "\" twice");
            }
        }
        return this;
    }

    String need(String name) {
        var value = bound.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "`" + pipe + "` needs its argument \"" + name + "\"");
        }
        return value;
    }

    String get(String name, String otherwise) {
        return bound.getOrDefault(name, otherwise);
    }

    @Nullable String get(String name) {
        return bound.get(name);
    }

    int whole(String name, int least, int most) {
        try {
            int number = Integer.parseInt(need(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrongNumber(name, least, most, e);
        }
        throw wrongNumber(name, least, most, null);
    }

    private IllegalArgumentException wrongNumber(
            String name, int least, int most, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "\"" + name + "\" of `" + pipe + "` is a number from " + least + " to " + most,
                cause);
    }

    /** One of some words. */
    <T> T choice(String name, Map<String, T> choices, String otherwise) {
        var choice = choices.get(get(name, otherwise));
        if (choice == null) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" of `"
                            + pipe
                            + "` is one of "
                            + String.join(", ", choices.keySet().stream().sorted().toList()));
        }
        return choice;
    }

    /** What a function makes of an argument; its {@code RuntimeException} is the author's fault. */
    <T> T made(String name, String shape, Function<String, T> maker) {
        try {
            return maker.apply(need(name));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" of `" + pipe + "` is " + shape, e);
        }
    }
}
