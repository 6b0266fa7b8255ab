package dev.pons.core.config.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
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

    /** Three weeks: the change of the clocks may swallow all that one of them has. */
    private static final int DAYS = 21;

    /** This moment is one of them. */
    boolean contains(Instant at, ZoneId zone) {
        return contains(LocalDateTime.ofInstant(at, zone));
    }

    /** This time on the wall is one of them. */
    boolean contains(LocalDateTime local) {
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
        var rules = zone.getRules();
        var change = rules.nextTransition(from);
        var opens = hours.map(Hours::from).orElse(LocalTime.MIDNIGHT);
        var date = LocalDate.ofInstant(from, zone);
        for (int i = 0; i < DAYS; i++, date = date.plusDays(1)) {
            for (var at : new WallClock(zone).moments(date.atTime(opens))) {
                if (!at.isBefore(from) && contains(at, zone)) {
                    return change != null && opensAt(change, at, zone) ? change.getInstant() : at;
                }
            }
        }
        throw new IllegalStateException("no day of three weeks is one of " + days);
    }

    /** A clock that is set back may go back into the hours. */
    private boolean opensAt(ZoneOffsetTransition change, Instant before, ZoneId zone) {
        return change.getInstant().isBefore(before) && contains(change.getInstant(), zone);
    }

    /** The first time on the wall at or after this one that is one of them. */
    LocalDateTime opening(LocalDateTime from) {
        if (contains(from)) {
            return from;
        }
        var opens = hours.map(Hours::from).orElse(LocalTime.MIDNIGHT);
        var date = from.toLocalDate();
        while (!has(date) || date.atTime(opens).isBefore(from)) {
            date = date.plusDays(1);
        }
        return date.atTime(opens);
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
