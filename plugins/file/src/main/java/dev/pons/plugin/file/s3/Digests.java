package dev.pons.plugin.file.s3;

import dev.pons.spi.Payload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one content from another.
 *
 * @param sha256 in hexadecimal, as a request is signed with it
 * @param tag the ETag that most servers give to what came in one piece: its MD5, in quotes
 */
record Digests(String sha256, String tag) {

    /** Of no bytes. */
    static final Digests NONE = of(digest("SHA-256"), digest("MD5"));

    static Digests of(Payload body) throws IOException {
        try (var in = body.open()) {
            return of(in);
        }
    }

    /** Of all that comes. */
    static Digests of(InputStream in) throws IOException {
        var sha256 = digest("SHA-256");
        var md5 = digest("MD5");
        var buffer = new byte[64 << 10];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sha256.update(buffer, 0, count);
            md5.update(buffer, 0, count);
        }
        return of(sha256, md5);
    }

    private static Digests of(MessageDigest sha256, MessageDigest md5) {
        var hex = HexFormat.of();
        return new Digests(
                hex.formatHex(sha256.digest()), "\"" + hex.formatHex(md5.digest()) + "\"");
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
