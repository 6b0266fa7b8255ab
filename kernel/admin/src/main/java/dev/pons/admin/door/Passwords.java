package dev.pons.admin.door;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Passwords are kept as Argon2id hashes (RFC 9106) with 19 MiB and two passes (OWASP, Password
 * Storage). No more than two are computed at a time, so that a flood of callers costs neither
 * memory nor all processors. Any thread.
 */
final class Passwords {

    /** Shortest that is taken (NIST SP 800-63B, section 5.1.1 asks for 8). */
    static final int SHORTEST = 12;

    private static final int LONGEST = 200;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int HASH = 32;
    private static final int SALT = 16;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(2, true);

    /** The hash of a password. {@link DoorException}: it is too short or too long. */
    String hashOf(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new DoorException(
                    "a password has %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        return inTurn(() -> hash(password));
    }

    private static String hash(String password) {
        return Argon2Function.getInstance(KIBIBYTES, PASSES, 1, HASH, Argon2.ID)
                .hash(password.getBytes(StandardCharsets.UTF_8), Randoms.bytes(SALT))
                .getResult();
    }

    /** Takes as long where there is no such user. */
    boolean fits(String password, Optional<User> user) {
        if (password.length() > LONGEST) {
            return false;
        }
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        return user.map(User::password)
                .map(hash -> inTurn(() -> fits(bytes, hash)))
                .orElseGet(() -> inTurn(() -> hash(password)).isEmpty());
    }

    private static boolean fits(byte[] password, String hash) {
        return Argon2Function.getInstanceFromHash(hash)
                .check(password, hash.getBytes(StandardCharsets.US_ASCII));
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DoorException("too many come in at the same time; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DoorException("interrupted; try again");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
