package dev.pons.core.control;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a channel runs.
 *
 * @param source its type
 * @param words e.g. {@code every 5m, 06:00-22:00}
 * @param zone of the channel
 * @param next times of the next runs, the first of them maybe over already, where it waits
 * @param running the run that goes on
 * @param last the run that ended last
 * @param note why nothing runs, or what was left out last; empty: nothing
 */
public record ScheduleView(
        String channel,
        String source,
        String words,
        ZoneId zone,
        List<Instant> next,
        Optional<RunView> running,
        Optional<RunView> last,
        String note) {}
