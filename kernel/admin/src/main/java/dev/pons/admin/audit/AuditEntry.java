package dev.pons.admin.audit;

import java.time.Instant;

/**
 * One line of the audit.
 *
 * @param number counted from 1
 * @param at when
 * @param who user, {@code local:ann} at the console; empty: nobody who is known
 * @param from address, or {@code console}
 * @param how {@code password}, {@code token ID}
 * @param what was done or asked for: {@code POST /channels/adt/stop}
 * @param why as the person said; may be empty
 * @param outcome {@code ordered}, or what came of it
 * @param before chain of the line before
 * @param chain SHA-256 over the line before's and all of this one, in hex
 */
public record AuditEntry(
        long number,
        Instant at,
        String who,
        String from,
        String how,
        String what,
        String why,
        String outcome,
        String before,
        String chain) {}
