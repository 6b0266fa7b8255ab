package dev.pons.shell;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as the console shows and takes them: in the zone of the engine's machine. */
record Times(Clock clock) {

    /** {@code 2026-11-22T03:04:05+01:00}. */
    String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(clock.getZone()));
    }

    /** How long ago: {@code 3s}, {@code 12m}, {@code 4h}, {@code 2d}; empty if never. */
    String age(Optional<Instant> at) {
        return at.map(this::age).orElse("");
    }

    /** How long ago. */
    String age(Instant at) {
        return span(Duration.between(at, clock.instant()));
    }

    /** How long until. */
    String until(Instant at) {
        return span(Duration.between(clock.instant(), at));
    }

    /** From one time to another. */
    String between(Instant from, Instant until) {
        return span(Duration.between(from, until));
    }

    /** The time since then. */
    Duration since(Instant at) {
        return Duration.between(at, clock.instant());
    }

    private static String span(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 86400 ? seconds / 3600 + "h" : seconds / 86400 + "d";
    }

    /**
     * A time as an operator types it: {@code 2026-11-22}, {@code 2026-11-22T03:04}, with or without
     * a zone, or {@code 15m}, {@code 4h}, {@code 2d} ago. {@code UsageException} for anything else.
     */
    Instant parse(String option, String text) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                return ago(text);
            }
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
            }
            return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(
                    option + " is a time: 2026-11-22, 2026-11-22T03:04, or 15m, 4h, 2d ago", e);
        }
    }

    private Instant ago(String text) {
        var number = Long.parseLong(text.substring(0, text.length() - 1));
        var unit =
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> ChronoUnit.SECONDS;
                    case 'm' -> ChronoUnit.MINUTES;
                    case 'h' -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        return clock.instant().minus(number, unit);
    }
}
