package dev.pons.plugin.hl7v2;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The time as MSH-7 has it, {@code 20261122021500+0100}; made once a second. Any thread. */
final class Stamp {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

    private record Made(long second, String text) {}

    private final Clock clock;
    private volatile Made last = new Made(Long.MIN_VALUE, "");

    Stamp(Clock clock) {
        this.clock = clock;
    }

    String now() {
        long second = Math.floorDiv(clock.millis(), 1000L);
        var made = last;
        if (made.second() != second) {
            made =
                    new Made(
                            second,
                            FORM.format(Instant.ofEpochSecond(second).atZone(clock.getZone())));
            last = made;
        }
        return made.text();
    }
}
