package dev.pons.plugin.http;

import dev.pons.spi.Intake;
import dev.pons.spi.Position;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The part of a webhook's address that nobody can guess: 128 random bits in hexadecimal. The
 * journal has its SHA-256 alone, as a position of the source; the text is in memory until somebody
 * was shown it, and is made anew at a start where nobody was. Any thread.
 */
final class SecretAddress {

    private static final int BYTES = 16;

    /** Positions: the hash of the one that counts, and of the one that was shown. */
    private static final String NOW = "webhook.address";

    private static final String SHOWN = "webhook.shown";

    /** The hash of the one before, and until when it counts in seconds since 1970. */
    private static final String BEFORE = "webhook.before";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Intake intake;
    private final Clock clock;
    private final AtomicReference<String> unseen = new AtomicReference<>("");

    private SecretAddress(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** That of a channel; one is made where there is none that somebody knows. */
    static SecretAddress of(Intake intake, Clock clock) throws IOException, InterruptedException {
        var address = new SecretAddress(intake, clock);
        if (!address.wasShown()) {
            var fresh = random();
            address.keep(Map.of(NOW, hash(fresh)));
            address.unseen.set(fresh);
        }
        return address;
    }

    private boolean wasShown() {
        var position = intake.position();
        return position.cursor(NOW).filter(now -> now.equals(at(position, SHOWN))).isPresent();
    }

    /** Whether a caller knows it; in a time that says nothing about it. */
    boolean is(String given) {
        var position = intake.position();
        var hash = hash(given);
        boolean now = same(hash, at(position, NOW));
        var before = at(position, BEFORE).split(" ");
        boolean old = same(hash, before[0]);
        return now || old && before.length == 2 && isBefore(before[1]);
    }

    private boolean isBefore(String seconds) {
        return clock.instant().getEpochSecond() < Long.parseLong(seconds);
    }

    /**
     * The text, for the one person who is shown it; empty: somebody was. {@code IOException}: it
     * could not be recorded that it was shown, so it is not.
     */
    Optional<String> show() throws IOException, InterruptedException {
        var text = unseen.getAndSet("");
        if (text.isEmpty() || !hash(text).equals(at(intake.position(), NOW))) {
            return Optional.empty();
        }
        boolean kept = false;
        try {
            keep(Map.of(SHOWN, hash(text)));
            kept = true;
            return Optional.of(text);
        } finally {
            if (!kept) {
                unseen.set(text);
            }
        }
    }

    /**
     * Another one, which whoever called knows from now on. {@code IOException}: it was not kept,
     * and the one before counts.
     *
     * @param keepOld how long the one before counts
     */
    String rotate(Duration keepOld) throws IOException, InterruptedException {
        var old =
                keepOld.isZero()
                        ? ""
                        : at(intake.position(), NOW)
                                + " "
                                + clock.instant().plus(keepOld).getEpochSecond();
        var fresh = random();
        keep(Map.of(NOW, hash(fresh), SHOWN, hash(fresh), BEFORE, old));
        unseen.set("");
        return fresh;
    }

    private void keep(Map<String, String> positions) throws IOException, InterruptedException {
        if (!intake.submitAll(List.of(), Position.of(positions)).kept()) {
            throw new IOException(
                    "the journal takes nothing now, so the address stays as it was; try again");
        }
    }

    private static String at(Position position, String name) {
        return position.cursor(name).orElse("");
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean same(String one, String two) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), two.getBytes(StandardCharsets.US_ASCII));
    }
}
