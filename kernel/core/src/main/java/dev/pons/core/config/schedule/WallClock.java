package dev.pons.core.config.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * From times on the wall to moments, over changes of the zone's offset (daylight saving, and when a
 * country changes its mind):
 *
 * <ul>
 *   <li>A time that the clock skips is taken at the first moment behind the gap; several of them
 *       are one.
 *   <li>A time that the clock shows twice is taken the first time.
 *   <li>Times that name no hour go with the time that passes: what is skipped is left out, and what
 *       is shown twice comes twice.
 * </ul>
 */
record WallClock(ZoneId zone) {

    /** The first moment after this one. */
    Optional<Instant> next(LocalTimes times, Instant after) {
        return times.everyHour() ? nextPassing(times, after) : nextShown(times, after);
    }

    private Optional<Instant> nextShown(LocalTimes times, Instant after) {
        var local = times.next(LocalDateTime.ofInstant(after, zone));
        while (local.isPresent()) {
            var at = moment(local.get());
            if (at.isAfter(after)) {
                return Optional.of(at);
            }
            local = times.next(local.get());
        }
        return Optional.empty();
    }

    private Optional<Instant> nextPassing(LocalTimes times, Instant after) {
        var offset = zone.getRules().getOffset(after);
        var local = LocalDateTime.ofInstant(after, offset);
        var change = zone.getRules().nextTransition(after);
        while (true) {
            var next = times.next(local);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            var at = next.get().toInstant(offset);
            if (change == null || at.isBefore(change.getInstant())) {
                return Optional.of(at);
            }
            offset = change.getOffsetAfter();
            local = change.getDateTimeAfter().minusNanos(1);
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    /** When the clock shows this time first. */
    private Instant moment(LocalDateTime local) {
        return moments(local).get(0);
    }

    /** When the clock shows this time, in order: once, or twice. */
    List<Instant> moments(LocalDateTime local) {
        var rules = zone.getRules();
        var change = rules.getTransition(local);
        return change != null && change.isGap()
                ? List.of(change.getInstant())
                : rules.getValidOffsets(local).stream().map(local::toInstant).toList();
    }
}
