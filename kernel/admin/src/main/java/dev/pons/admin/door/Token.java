package dev.pons.admin.door;

import java.time.Instant;
import java.util.Optional;

/**
 * What a program shows instead of a password.
 *
 * @param id names it, and is no secret
 * @param user whose it is
 * @param name what it is for
 * @param role the most that it may
 * @param hash SHA-256 of the secret, in hex; the secret has 256 random bits, so nobody guesses it
 * @param until it is nothing from then on
 * @param used when last; written down once in some minutes
 */
record Token(
        String id,
        String user,
        String name,
        Role role,
        String hash,
        Instant since,
        Instant until,
        Optional<Instant> used) {

    TokenView view() {
        return new TokenView(id, user, name, role, since, until, used);
    }

    Token usedAt(Instant now) {
        return new Token(id, user, name, role, hash, since, until, Optional.of(now));
    }

    @Override
    public String toString() {
        return "Token[" + id + ", " + user + "]";
    }
}
