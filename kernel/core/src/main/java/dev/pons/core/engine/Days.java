package dev.pons.core.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** On which calendar day a time falls, in the zone of the engine. One thread. */
final class Days {

    private final ZoneId zone;
    private long day;
    private long from;
    private long to;

    Days(ZoneId zone) {
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** Days since 1970 of a time, ms; most are of the same day as the one before. */
    long of(long at) {
        if (at < from || at >= to) {
            var date = LocalDate.ofInstant(Instant.ofEpochMilli(at), zone);
            day = date.toEpochDay();
            from = date.atStartOfDay(zone).toInstant().toEpochMilli();
            to = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
        return day;
    }
}
