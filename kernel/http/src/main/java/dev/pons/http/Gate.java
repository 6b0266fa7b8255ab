package dev.pons.http;

import dev.pons.core.web.AccessOptions;
import dev.pons.core.web.PassedOn;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.Access;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Asks who calls, by what the header says. Secrets are compared by their hashes, in a time that
 * says nothing about them.
 */
record Gate(AccessOptions options, boolean passesOn) {

    private static final AccessOptions OPEN =
            new AccessOptions(true, Optional.empty(), Map.of(), Optional.empty());

    /** Whoever it is. */
    static final String ANYONE = "";

    static Gate of(Access access) {
        if (access instanceof AccessOptions options) {
            return new Gate(options, false);
        }
        if (access.open()) {
            return new Gate(OPEN, access instanceof PassedOn);
        }
        throw new IllegalArgumentException("the kernel binds access, and knows no other than open");
    }

    /** The caller's name, {@link #ANYONE} where nobody is asked; empty: not let in. */
    Optional<String> caller(HttpFields headers) {
        if (options.asksNobody()) {
            return Optional.of(ANYONE);
        }
        return byKey(headers)
                .or(() -> byPassword(headers))
                .or(() -> options.hmac().isPresent() ? signed(headers) : Optional.empty());
    }

    private Optional<String> byKey(HttpFields headers) {
        return options.keys()
                .flatMap(
                        keys ->
                                Optional.ofNullable(headers.get(keys.header()))
                                        .flatMap(given -> named(keys.of(), given)));
    }

    private static Optional<String> named(Map<String, Secret> secrets, String given) {
        Optional<String> found = Optional.empty();
        for (var entry : secrets.entrySet()) {
            if (same(entry.getValue(), given)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }

    /** RFC 7617. */
    private Optional<String> byPassword(HttpFields headers) {
        var given = headers.get("Authorization");
        if (options.basic().isEmpty()
                || given == null
                || !given.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var pair =
                    new String(
                            Base64.getDecoder().decode(given.substring(6).strip()),
                            StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            var user = pair.substring(0, Math.max(0, colon));
            var secret = options.basic().get(user);
            boolean right = same(secret, pair.substring(colon + 1));
            return right && secret != null ? Optional.of(user) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** Its signature is looked at when the body has been read. */
    private Optional<String> signed(HttpFields headers) {
        return options.hmac()
                .filter(h -> headers.contains(h.header()))
                .filter(h -> h.time().isEmpty() || Signature.isTimely(h, headers.get(h.time())))
                .map(h -> "signature");
    }

    /** The check of a body, where the caller is known by nothing else. */
    @Nullable Signature signature(HttpFields headers, String caller) {
        return options.hmac()
                .filter(h -> caller.equals("signature"))
                .map(h -> Signature.of(h, headers))
                .orElse(null);
    }

    /** What a caller may offer (RFC 9110, section 11.6.1). */
    String challenge() {
        if (!options.basic().isEmpty()) {
            return "Basic realm=\"pons\", charset=\"UTF-8\"";
        }
        return options.keys()
                .map(k -> "ApiKey header=\"" + k.header() + "\"")
                .orElseGet(
                        () ->
                                options.hmac()
                                        .map(h -> "Signature header=\"" + h.header() + "\"")
                                        .orElse("None"));
    }

    /** Header fields that hold secrets, in lower case. */
    boolean hides(String header) {
        return (header.equals("authorization") && !passesOn)
                || header.equals("proxy-authorization")
                || header.equals("cookie")
                || options.keys().filter(k -> k.header().equalsIgnoreCase(header)).isPresent();
    }

    private static boolean same(@Nullable Secret secret, String given) {
        var chars = secret == null ? new char[0] : secret.reveal();
        var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        try {
            return MessageDigest.isEqual(hash(bytes), hash(StandardCharsets.UTF_8.encode(given)));
        } finally {
            Arrays.fill(chars, ' ');
        }
    }

    private static byte[] hash(ByteBuffer bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
