package dev.pons.core.config.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/** Times as the clock on the wall shows them, one after the other. */
interface LocalTimes {

    /** The first one after this time; empty: none comes. */
    Optional<LocalDateTime> next(LocalDateTime after);

    /** They name no hour: they come in each one that the clock shows, in one shown twice too. */
    boolean everyHour();
}
