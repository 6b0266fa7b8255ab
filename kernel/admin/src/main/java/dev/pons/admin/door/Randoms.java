package dev.pons.admin.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets that nobody guesses. */
final class Randoms {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Letters and digits that are not taken for each other. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private Randoms() {}

    static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** 100 bits, to be typed: {@code k3rcd-...}. */
    static String password() {
        var text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(i > 0 && i % 5 == 0 ? "-" : "");
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** 256 bits. */
    static String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** A name that is no secret. */
    static String id() {
        return HexFormat.of().formatHex(bytes(6));
    }

    /** SHA-256, in hex. */
    static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
