package dev.pons.http;

import dev.pons.core.web.AccessOptions;
import dev.pons.core.web.PassedOn;
import dev.pons.core.web.WebServer.Claim;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.StatusException;

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
final class Gate {

    /** Whoever it is. */
    static final String ANYONE = "";

    /** What a caller is told who may not call, and why it is not said. */
    static final String NEEDED = "valid credentials are needed here";

    private static final String SIGNED = "signature";

    private final AccessOptions options;
    private final @Nullable Bearer bearer;
    private final boolean passesOn;

    private Gate(AccessOptions options, @Nullable Bearer bearer, boolean passesOn) {
        this.options = options;
        this.bearer = bearer;
        this.passesOn = passesOn;
    }

    static Gate of(Claim claim) {
        var access = claim.route().access();
        if (access instanceof AccessOptions options) {
            return new Gate(
                    options, options.jwt().map(j -> new Bearer(j, claim)).orElse(null), false);
        }
        if (access.open()) {
            return new Gate(AccessOptions.ANYONE, null, access instanceof PassedOn);
        }
        throw new IllegalArgumentException("the kernel binds access, and knows no other than open");
    }

    /**
     * Who calls.
     *
     * @param name {@link #ANYONE} where nobody is asked
     * @param signature that the body must have; null: the caller is known by something else
     */
    record Caller(String name, Gate gate, @Nullable Signature signature) {}

    /**
     * Who calls; empty: not let in. {@code StatusException}: known and not allowed (403), or not to
     * be told now (503).
     */
    Optional<Caller> caller(HttpFields headers) throws StatusException {
        if (options.asksNobody()) {
            return Optional.of(new Caller(ANYONE, this, null));
        }
        var known = byKey(headers).or(() -> byPassword(headers));
        if (known.isEmpty() && bearer != null) {
            known = bearer.caller(headers);
        }
        return known.map(name -> new Caller(name, this, null)).or(() -> signed(headers));
    }

    /** Its signature is looked at when the body has been read. */
    private Optional<Caller> signed(HttpFields headers) {
        return options.hmac()
                .flatMap(h -> Signature.of(h, headers))
                .map(signature -> new Caller(SIGNED, this, signature));
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

    /** What a caller may offer (RFC 9110, section 11.6.1). */
    String challenge() {
        if (!options.basic().isEmpty()) {
            return "Basic realm=\"pons\", charset=\"UTF-8\"";
        }
        if (options.jwt().isPresent()) {
            return "Bearer realm=\"pons\""; // RFC 6750, section 3
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
