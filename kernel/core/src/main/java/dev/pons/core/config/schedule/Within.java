package dev.pons.core.config.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Those of some times that are within hours and days, by what the clock on the wall shows: a time
 * that it skips belongs to the hours that it is named for.
 */
record Within(LocalTimes times, Active active) implements LocalTimes {

    /** Times that hours and days leave out, one after the other. */
    private static final int PATIENCE = 1000;

    @Override
    public Optional<LocalDateTime> next(LocalDateTime after) {
        var from = after;
        for (int i = 0; i < PATIENCE; i++) {
            var next = times.next(from);
            if (next.isEmpty() || active.contains(next.get())) {
                return next;
            }
            from = active.opening(next.get()).minusNanos(1);
        }
        return Optional.empty();
    }

    @Override
    public boolean everyHour() {
        return times.everyHour();
    }
}
