package dev.pons.admin.door;

import java.time.Instant;
import java.util.Optional;

/**
 * A token, without its secret.
 *
 * @param id names it
 * @param user whose it is
 * @param name what it is for
 * @param role the most that it may
 * @param used when last, to some minutes
 */
public record TokenView(
        String id,
        String user,
        String name,
        Role role,
        Instant since,
        Instant until,
        Optional<Instant> used) {}
