package dev.pons.core.config;

import dev.pons.spi.config.Range;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind that is made from one text.
 *
 * @param word for a person
 * @param convert throws {@link IllegalArgumentException} as {@link Scalars} does
 * @param details of the schema
 */
record ScalarKind(String word, Function<String, Object> convert, Map<String, Object> details)
        implements Kind {

    /** Any text that holds a reference is valid in the schema: its value is not known there. */
    private static final String OR_REFERENCE = "|.*\\$\\{.*)$";

    private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");

    /** The kind of a Java type, if it is one of these. */
    static Optional<Kind> of(Class<?> type, @Nullable Range range) {
        if (type == int.class || type == long.class) {
            return Optional.of(number(type, range));
        }
        if (type == boolean.class) {
            return Optional.of(
                    new ScalarKind(
                            "yes or no",
                            Scalars::yes,
                            pattern(List.of("boolean", "string"), "true|false|yes|no")));
        }
        if (type == Duration.class) {
            return Optional.of(
                    new ScalarKind(
                            "duration",
                            Scalars::duration,
                            pattern(List.of("string"), "[0-9]+(ms|s|m|h|d)")));
        }
        if (type.isEnum()) {
            var names = Scalars.words(type);
            return Optional.of(
                    new ScalarKind(
                            "one of " + String.join(", ", names),
                            t -> Scalars.constant(t, type),
                            pattern(ANY_SCALAR, String.join("|", names))));
        }
        return text(type);
    }

    private static Optional<Kind> text(Class<?> type) {
        if (type == String.class) {
            return Optional.of(plain("text", t -> t));
        }
        if (type == Path.class) {
            return Optional.of(plain("path", Scalars::path));
        }
        if (type == Charset.class) {
            return Optional.of(plain("charset", Scalars::charset));
        }
        return type == ZoneId.class
                ? Optional.of(plain("time zone", Scalars::zone))
                : Optional.empty();
    }

    private static Kind plain(String word, Function<String, Object> convert) {
        return new ScalarKind(word, convert, JsonText.map("type", ANY_SCALAR));
    }

    private static Kind number(Class<?> type, @Nullable Range range) {
        long min = Math.max(range == null ? Long.MIN_VALUE : range.min(), least(type));
        long max = Math.min(range == null ? Long.MAX_VALUE : range.max(), most(type));
        var details = pattern(List.of("integer", "string"), "-?[0-9]+ ?([kKmMgG]?[bB])?");
        if (min > least(type)) {
            details.put("minimum", min);
        }
        if (max < most(type)) {
            details.put("maximum", max);
        }
        return new ScalarKind("number", t -> ranged(t, type, min, max), details);
    }

    private static Object ranged(String text, Class<?> type, long min, long max) {
        long number = Scalars.number(text);
        if (number < min || number > max) {
            throw new IllegalArgumentException("is outside " + min + " to " + max);
        }
        return type == int.class ? (Object) (int) number : (Object) number;
    }

    private static long least(Class<?> type) {
        return type == int.class ? Integer.MIN_VALUE : Long.MIN_VALUE;
    }

    private static long most(Class<?> type) {
        return type == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    private static Map<String, Object> pattern(List<String> types, String pattern) {
        var details = new LinkedHashMap<String, Object>();
        details.put("type", types);
        details.put("pattern", "^(" + pattern + OR_REFERENCE);
        return details;
    }

    @Override
    public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
        var text = binding.text(yaml, option);
        if (text == null) {
            return null;
        }
        try {
            return convert.apply(text.text());
        } catch (IllegalArgumentException e) {
            binding.fault(yaml, option, text.shown() + " " + e.getMessage());
            return null;
        }
    }

    @Override
    public Map<String, Object> schema() {
        return details;
    }
}
