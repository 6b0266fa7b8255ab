package dev.pons.core.engine;

import dev.pons.core.config.schedule.Schedule;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * How far a schedule was followed, as a text that is kept in a source's position under a name of
 * the kernel's own: {@code 2026-03-29T04:30:00Z DONE at 06:30 Europe/Berlin}.
 *
 * @param planned time of the run
 * @param state of it
 */
record RunMark(Instant planned, State state) {

    /** The kernel's own part of a position; no source sees it. */
    static final String PARTITION = "pons:schedule";

    private static final RunMark NOTHING = new RunMark(Instant.MIN, State.BASE);

    private enum State {
        /** It gave messages, and may not have come to its end. */
        BEGUN,
        /** It came to its end. */
        DONE,
        /** There was no run: from here on they count. */
        BASE
    }

    /** What a text says of this schedule; of another one it says nothing. */
    static RunMark of(String kept, Schedule schedule) {
        var parts = kept.split(" ", 3);
        if (parts.length < 3 || !parts[2].equals(words(schedule))) {
            return NOTHING;
        }
        try {
            return new RunMark(Instant.parse(parts[0]), State.valueOf(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            return NOTHING;
        }
    }

    private static String words(Schedule schedule) {
        return schedule.words() + " " + schedule.zone();
    }

    static String of(Instant planned, boolean begun, Schedule schedule) {
        return text(planned, begun ? State.BEGUN : State.DONE, schedule);
    }

    static String base(Instant from, Schedule schedule) {
        return text(from, State.BASE, schedule);
    }

    private static String text(Instant planned, State state, Schedule schedule) {
        return planned + " " + state + " " + words(schedule);
    }

    boolean isNothing() {
        return this == NOTHING;
    }

    boolean begun() {
        return state == State.BEGUN;
    }

    boolean base() {
        return state == State.BASE;
    }
}
