package dev.pons.plugin.http;

import dev.pons.spi.Payload;
import dev.pons.spi.config.Secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Header fields that say who we are; tokens apart. */
final class Credentials {

    private Credentials() {}

    /** Adds those that {@code auth} asks for. */
    static void add(Auth auth, Map<String, String> headers, Payload body) throws IOException {
        auth.basic().ifPresent(b -> headers.put("Authorization", basic(b.user(), b.password())));
        auth.bearer().ifPresent(b -> headers.put("Authorization", "Bearer " + text(b)));
        auth.key().ifPresent(k -> headers.put(k.header(), text(k.value())));
        if (auth.hmac().isPresent()) {
            sign(auth.hmac().get(), headers, body);
        }
    }

    /** RFC 7617. */
    static String basic(String user, Secret password) {
        var pair = (user + ":" + text(password)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static void sign(Auth.Hmac options, Map<String, String> headers, Payload body)
            throws IOException {
        try {
            var algorithm = options.hash().algorithm();
            var mac = Mac.getInstance(algorithm);
            var key = text(options.secret()).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, algorithm));
            var now = Instant.now().getEpochSecond();
            boolean combined = options.style() == Auth.Hmac.Style.COMBINED;
            if (combined || !options.time().isEmpty()) {
                mac.update((now + ".").getBytes(StandardCharsets.UTF_8));
            }
            if (!options.time().isEmpty()) {
                headers.put(options.time(), "" + now);
            }
            var some = new byte[8192];
            try (var in = body.open()) {
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    mac.update(some, 0, n);
                }
            }
            var name = options.hash() == Auth.Hash.SHA256 ? "sha256=" : "sha512=";
            headers.put(
                    options.header(),
                    (combined ? "t=" + now + ",v1=" : name)
                            + HexFormat.of().formatHex(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC of SHA-2", e);
        }
    }

    static String text(Secret secret) {
        return new String(secret.reveal());
    }
}
