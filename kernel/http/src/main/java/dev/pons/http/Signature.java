package dev.pons.http;

import dev.pons.core.web.AccessOptions.Hmac;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature that a caller gave, and what it should be (RFC 2104). One thread. */
final class Signature {

    /** {@code sha256=...}; a Base64 text has its equals signs at the end alone. */
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9-]+=([^=].*)");

    private final Mac mac;
    private final String given;

    private Signature(Mac mac, String given) {
        this.mac = mac;
        this.given = given;
    }

    static Signature of(Hmac options, HttpFields headers) {
        var mac = mac(options);
        if (!options.time().isEmpty()) {
            var time = String.valueOf(headers.get(options.time())) + ".";
            mac.update(time.getBytes(StandardCharsets.UTF_8));
        }
        return new Signature(mac, String.valueOf(headers.get(options.header())));
    }

    private static Mac mac(Hmac options) {
        var chars = options.secret().reveal();
        var key = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        var bytes = Arrays.copyOf(key.array(), key.limit());
        try {
            var mac = Mac.getInstance(options.hash().algorithm());
            mac.init(new SecretKeySpec(bytes, options.hash().algorithm()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC of SHA-2", e);
        } finally {
            Arrays.fill(chars, ' ');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The time of sending is near ours, so nobody repeats what he heard long ago. */
    static boolean isTimely(Hmac options, @Nullable String seconds) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds)));
            var skew = Duration.between(sent, Instant.now()).abs();
            return skew.compareTo(options.skew()) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    void update(byte[] bytes, int from, int count) {
        mac.update(bytes, from, count);
    }

    /** The body is at its end: the caller had the key. */
    boolean isRight() {
        var right = mac.doFinal();
        var named = NAMED.matcher(given);
        var text = named.matches() ? named.group(1) : given;
        return equal(HexFormat.of().formatHex(right), text.toLowerCase(Locale.ROOT))
                || equal(Base64.getEncoder().encodeToString(right), text);
    }

    private static boolean equal(String right, String given) {
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
