package dev.pons.core.config.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hours and days in which something may run. Hours past midnight belong to the day that they begin
 * on.
 *
 * @param hours empty: all day
 * @param days empty: every day
 */
public record Active(Optional<Hours> hours, Set<DayOfWeek> days) {

    /** At any time. */
    public static final Active ALWAYS = new Active(Optional.empty(), Set.of());

    private static final int DAYS = 8;

    /** This moment is one of them. */
    boolean contains(Instant at, ZoneId zone) {
        var local = LocalDateTime.ofInstant(at, zone);
        var date = local.toLocalDate();
        if (hours.isEmpty() || !hours.get().contains(local.toLocalTime())) {
            return hours.isEmpty() && has(date);
        }
        boolean yesterdays = local.toLocalTime().isBefore(hours.get().from());
        return has(yesterdays ? date.minusDays(1) : date);
    }

    private boolean has(LocalDate date) {
        return days.isEmpty() || days.contains(date.getDayOfWeek());
    }

    /** The first moment at or after this one that is one of them. */
    Instant opening(Instant from, ZoneId zone) {
        if (contains(from, zone)) {
            return from;
        }
        var wall = new WallClock(zone);
        var opens = hours.map(Hours::from).orElse(LocalTime.MIDNIGHT);
        var date = LocalDate.ofInstant(from, zone);
        for (int i = 0; i < DAYS; i++, date = date.plusDays(1)) {
            var at = wall.moment(date.atTime(opens));
            if (has(date) && !at.isBefore(from)) {
                return at;
            }
        }
        throw new IllegalStateException("no day of a week is one of " + days);
    }

    /** {@code , 06:00-22:00, MON TUE}; empty: always. */
    @Override
    public String toString() {
        var on =
                Arrays.stream(DayOfWeek.values())
                        .filter(days::contains)
                        .map(day -> day.name().substring(0, 3))
                        .collect(Collectors.joining(" "));
        return hours.map(h -> ", " + h.from() + "-" + h.until()).orElse("")
                + (on.isEmpty() ? "" : ", " + on);
    }
}
