package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of a message, in the channel's zone. One thread. */
final class Moment {

    private static final DateTimeFormatter HL7 =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Instant now;
    private final ZoneId zone;
    private @Nullable String text;

    Moment(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return zone;
    }

    /** As an HL7 time with seconds. */
    String text() {
        var known = text;
        if (known == null) {
            known = HL7.format(ZonedDateTime.ofInstant(now, zone));
            text = known;
        }
        return known;
    }
}
