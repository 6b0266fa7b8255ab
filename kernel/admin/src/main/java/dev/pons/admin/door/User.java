package dev.pons.admin.door;

import java.time.Instant;

/**
 * Somebody who may come in.
 *
 * @param name in small letters
 * @param password its hash, in the form of the PHC: {@code $argon2id$v=19$...}
 * @param since when it was made
 * @param changed when the password was set last
 */
record User(String name, Role role, String password, Instant since, Instant changed) {

    UserView view() {
        return new UserView(name, role, since, changed);
    }

    User with(String otherPassword, Instant now) {
        return new User(name, role, otherPassword, since, now);
    }

    @Override
    public String toString() {
        return "User[" + name + ", " + role + "]";
    }
}
