package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a channel's schedule.
 *
 * @param planned the time of the schedule, or of the order
 * @param ended empty: it still goes on, or ended before the engine started
 * @param how it ended, in our words; empty: well, or it still goes on
 * @param who ordered it; empty: the schedule
 */
public record RunView(Instant planned, Optional<Instant> ended, String how, String who) {}
