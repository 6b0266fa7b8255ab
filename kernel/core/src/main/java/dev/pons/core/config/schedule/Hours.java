package dev.pons.core.config.schedule;

import java.time.LocalTime;

/**
 * Hours of a day in the channel's zone, the last moment not among them; {@code until} before {@code
 * from} is past midnight.
 */
public record Hours(LocalTime from, LocalTime until) {

    /** This time of the day is one of them. */
    public boolean contains(LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean left = time.isBefore(until);
        return from.isBefore(until) ? begun && left : begun || left;
    }
}
