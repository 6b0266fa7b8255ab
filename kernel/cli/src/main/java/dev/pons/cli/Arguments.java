package dev.pons.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a call: options ({@code --to x}, {@code --cr}) are taken out by name, the rest in
 * order.
 */
final class Arguments {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    private final Deque<String> words;

    Arguments(String... args) {
        words = new ArrayDeque<>(List.of(args));
    }

    String next(String what) {
        if (words.isEmpty()) {
            throw new WrongCallException("expected " + what + "; see: " + Main.command() + " help");
        }
        return words.removeFirst();
    }

    boolean flag(String name) {
        return words.remove(name);
    }

    Optional<String> option(String name) {
        List<String> all = new ArrayList<>(words);
        int at = all.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 >= all.size()) {
            throw new WrongCallException(name + " wants a value");
        }
        String value = all.get(at + 1);
        all.subList(at, at + 2).clear();
        words.clear();
        words.addAll(all);
        return Optional.of(value);
    }

    String need(String name, String example) {
        return option(name)
                .orElseThrow(() -> new WrongCallException(name + " is missing: " + example));
    }

    Duration seconds(String name, int otherwise) {
        return option(name).map(text -> seconds(name, text)).orElse(Duration.ofSeconds(otherwise));
    }

    /** An option that counts only before the first word; behind it, it is somebody else's. */
    Duration leading(String name, Duration otherwise) {
        return name.equals(words.peek()) ? seconds(name, 0) : otherwise;
    }

    private static Duration seconds(String name, String text) {
        String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        return Duration.ofSeconds(number(name + " wants seconds", digits, Integer.MAX_VALUE));
    }

    /** {@code 20s}, {@code 200ms} or {@code 5m}. */
    static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new WrongCallException("a time is like 20s, 200ms or 5m, not '" + text + "'");
        }
        long value = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(value);
            case "m" -> Duration.ofMinutes(value);
            default -> Duration.ofSeconds(value);
        };
    }

    /** A whole number of at least one. */
    static int count(String name, String text) {
        return number(name + " wants a number", text, 1_000_000_000);
    }

    static int port(String text) {
        return number("a port is a number from 1 to 65535", text, 65_535);
    }

    private static int number(String expected, String text, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new WrongCallException(expected + ", not '" + text + "'");
        }
        throw new WrongCallException(expected + ", not '" + text + "'");
    }

    /** All that is left, as it is. */
    List<String> words() {
        List<String> rest = List.copyOf(words);
        words.clear();
        return rest;
    }

    /** All that is left; an option among it is one that the verb does not know. */
    List<String> rest() {
        List<String> rest = words();
        for (String word : rest) {
            if (word.startsWith("--")) {
                throw new WrongCallException("unknown option " + word);
            }
        }
        return rest;
    }
}
