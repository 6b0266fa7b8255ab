package dev.pons.core.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is told.
 *
 * @param name that {@code to:} uses
 * @param way {@code webhook https://alerts.example}, {@code smtp mail.example:25}
 * @param waiting notices that it has not taken yet
 * @param lastTold when it last took one
 * @param trouble why it takes none, in our words; empty: it is well
 * @param nextTry when one that is in trouble is tried again
 */
public record AlertTargetView(
        String name,
        String way,
        int waiting,
        Optional<Instant> lastTold,
        String trouble,
        Optional<Instant> nextTry) {}
