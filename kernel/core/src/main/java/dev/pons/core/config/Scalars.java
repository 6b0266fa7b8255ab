package dev.pons.core.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text to values. Each method throws {@link IllegalArgumentException} with words that complete the
 * sentence {@code "30 sec" ...} and never repeat the text, for it may be a secret.
 */
public final class Scalars {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern SIZE =
            Pattern.compile("(-?[0-9]{1,18}) ?(B|kB|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> SHIFT = Map.of("kb", 10, "mb", 20, "gb", 30);

    private Scalars() {}

    /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
    public static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "is no duration; write for example 250ms, 30s, 5m, 2h or 1d");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A whole number; {@code kB}, {@code MB} and {@code GB} stand for powers of 1024. */
    public static long number(String text) {
        var match = SIZE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "is no whole number; write for example 250, or a size as 64kB or 16MB");
        }
        var unit = match.group(2);
        int shift = unit == null ? 0 : SHIFT.getOrDefault(unit.toLowerCase(Locale.ROOT), 0);
        try {
            return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << shift);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }

    /** {@code true}, {@code yes}, {@code false}, {@code no}. */
    static boolean yes(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default ->
                    throw new IllegalArgumentException("is neither yes nor no; write one of them");
        };
    }

    /**
     * A path; a relative one is taken from the folder of the engine's instance by whoever uses it.
     */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path on this machine", e);
        }
    }

    /** A charset by its IANA name. */
    static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "is no charset of this machine; write for example UTF-8, ISO-8859-1 or"
                            + " windows-1252",
                    e);
        }
    }

    /** A zone by its IANA name, or an offset. */
    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is no time zone"
                            + DidYouMean.of(text, ZoneId.getAvailableZoneIds())
                                    .map(n -> "; did you mean \"" + n + "\"?")
                                    .orElse("; write for example Europe/Berlin or UTC"),
                    e);
        }
    }

    /** A constant by its name in lower case, {@code GOES_ON} as {@code goes-on}. */
    static <E> E constant(String text, Class<E> type) {
        for (var constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("is unknown" + DidYouMean.words(text, words(type)));
    }

    /** How the constants of an enum are written. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::word).toList();
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
