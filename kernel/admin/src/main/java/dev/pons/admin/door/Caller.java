package dev.pons.admin.door;

/**
 * Somebody who came in.
 *
 * @param user name
 * @param role what it may
 * @param by {@code password}, or {@code token ID}
 * @param from address
 */
public record Caller(String user, Role role, String by, String from) {}
