package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern of the {@code date} pipe. The usual slips are faults: YYYY, DD, mm for a month, yy. */
record DatePattern(DateTimeFormatter formatter, int digits, int fraction) {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern LETTERS = Pattern.compile("[yuMLdEHhamsSXxZ]*");

    /** {@code IllegalArgumentException}: words for the author. */
    static DatePattern reading(String pattern) {
        String letters = letters(pattern);
        if (!letters.matches(".*[yu]{4}.*")) {
            throw new IllegalArgumentException(
                    "\"from\" of `date` needs a year of four digits (yyyy)");
        }
        var builder = builder(pattern);
        zero(builder, letters, "ML", ChronoField.MONTH_OF_YEAR, 1);
        zero(builder, letters, "d", ChronoField.DAY_OF_MONTH, 1);
        zero(builder, letters, "Hh", ChronoField.HOUR_OF_DAY, 0);
        zero(builder, letters, "m", ChronoField.MINUTE_OF_HOUR, 0);
        zero(builder, letters, "s", ChronoField.SECOND_OF_MINUTE, 0);
        return of(builder, letters);
    }

    /** {@code IllegalArgumentException}: words for the author. */
    static DatePattern writing(String pattern) {
        String letters = letters(pattern);
        return of(builder(pattern), letters);
    }

    private static String letters(String pattern) {
        String letters = QUOTED.matcher(pattern).replaceAll("").replaceAll("[^A-Za-z]", "");
        if (letters.contains("Y") || letters.contains("D")) {
            throw new IllegalArgumentException(
                    "a year is yyyy and a day dd in a pattern of `date`; YYYY and DD mean other"
                            + " things");
        }
        if (letters.contains("m") && !letters.contains("H") && !letters.contains("h")) {
            throw new IllegalArgumentException(
                    "mm are minutes in a pattern of `date`; a month is MM");
        }
        if (letters.isEmpty() || !LETTERS.matcher(letters).matches()) {
            throw new IllegalArgumentException(
                    "a pattern of `date` is made of yyyy MM dd HH mm ss SSS XX, other letters in"
                            + " quotes");
        }
        return letters;
    }

    private static DateTimeFormatterBuilder builder(String pattern) {
        try {
            return new DateTimeFormatterBuilder().appendPattern(pattern.replace('y', 'u'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a pattern for `date`: " + e.getMessage(), e);
        }
    }

    private static void zero(
            DateTimeFormatterBuilder builder,
            String letters,
            String any,
            ChronoField field,
            int value) {
        if (any.chars().noneMatch(letter -> letters.indexOf(letter) >= 0)) {
            builder.parseDefaulting(field, value);
        }
    }

    private static DatePattern of(DateTimeFormatterBuilder builder, String letters) {
        int fraction = (int) letters.chars().filter(letter -> letter == 'S').count();
        int digits =
                letters.contains("s")
                        ? Hl7Time.SECOND
                        : letters.contains("m")
                                ? Hl7Time.MINUTE
                                : letters.matches(".*[Hh].*")
                                        ? Hl7Time.HOUR
                                        : letters.contains("d")
                                                ? Hl7Time.DAY
                                                : letters.matches(".*[ML].*")
                                                        ? Hl7Time.MONTH
                                                        : Hl7Time.YEAR;
        return new DatePattern(
                builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT),
                digits,
                fraction);
    }

    /** Null: not written in this way. */
    @Nullable Hl7Time read(String text) {
        try {
            var parsed = formatter.parse(text);
            var offset =
                    parsed.isSupported(ChronoField.OFFSET_SECONDS)
                            ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                            : null;
            return new Hl7Time(LocalDateTime.from(parsed), digits, fraction, offset);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    String write(ZonedDateTime time) {
        return formatter.format(time);
    }
}
