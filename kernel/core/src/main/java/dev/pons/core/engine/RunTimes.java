package dev.pons.core.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times of runs for people, by the clock on their wall. */
record RunTimes(ZoneId zone) {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** {@code Mon 2026-03-30 06:30:00}. */
    String of(Instant at) {
        return WORDS.format(at.atZone(zone));
    }
}
