package dev.pons.plugin.mail;

import dev.pons.spi.Message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The Message-ID of a mail: the same for each attempt, so that a mail that came twice is known as
 * one, and another one for each message, in each engine: mail servers throw away what has the id of
 * an earlier mail.
 */
final class Identity {

    private static final int BYTES = 16;

    private Identity() {}

    /**
     * Of a mail.
     *
     * @param key of the message at this destination; an engine that begins anew gives it again
     * @param by channel and destination
     */
    static String of(Letter letter, Message message, String key, String by) throws IOException {
        var digest = digest();
        add(digest, by);
        add(digest, key);
        letter.recipients().forEach(to -> add(digest, to));
        add(digest, letter.subject());
        add(digest, letter.text().orElse(""));
        add(digest, letter.html().orElse(""));
        try (var in = message.body().open()) {
            var some = new byte[8192];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                digest.update(some, 0, n);
            }
        }
        var hex = HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        var from = letter.from().address();
        return "pons." + hex + from.substring(from.lastIndexOf('@'));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
