package dev.pons.admin.door;

import java.time.Instant;

/**
 * A user, without secrets.
 *
 * @param since when it was made
 * @param passwordSince when the password was set last
 */
public record UserView(String name, Role role, Instant since, Instant passwordSince) {}
