package dev.pons.core.web;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.Access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may call an HTTP route; what one of the ways lets in, is in. */
@Doc("Who may call")
public record AccessOptions(
        @Doc("Yes: anyone may call. Without any line here that is so on the loopback alone")
                @Default("false")
                boolean open,
        @Doc("API keys in a header field") Optional<Keys> keys,
        @Doc("User names and passwords (Basic, RFC 7617)") @Default("{}") Map<String, Secret> basic,
        @Doc("A signature over the body") Optional<Hmac> hmac)
        implements Access {

    /** API keys. */
    public record Keys(
            @Doc("Keys, by the name of the caller") Map<String, Secret> of,
            @Doc("Header field that carries the key") @Default("X-API-Key") String header) {}

    /** A signature over the body, in hexadecimal or Base64. */
    public record Hmac(
            @Doc("Key that both sides have") Secret secret,
            @Doc("Header field that carries the signature; a word and = before it are allowed")
                    @Default("X-Signature")
                    String header,
            @Doc("Hash of the signature") @Default("sha256") Hash hash,
            @Doc(
                            "Header field with the time of sending (seconds since 1970), which is signed too: time, a dot, body; empty: none")
                    @Default("")
                    String time,
            @Doc("Longest difference between that time and ours") @Default("5m") Duration skew) {

        /** Hashes (RFC 2104). */
        public enum Hash {
            SHA256("HmacSHA256"),
            SHA512("HmacSHA512");

            private final String algorithm;

            Hash(String algorithm) {
                this.algorithm = algorithm;
            }

            /** As the JDK calls it. */
            public String algorithm() {
                return algorithm;
            }
        }
    }

    /** Checks that the lines fit. */
    public AccessOptions {
        boolean asks = keys.isPresent() || !basic.isEmpty() || hmac.isPresent();
        if (open && asks) {
            throw new IllegalArgumentException(
                    "\"access\": open lets anyone in, so the other lines ask nobody; remove one");
        }
        if (Stream.of(
                        basic.values().stream(),
                        keys.stream().flatMap(k -> k.of().values().stream()),
                        hmac.stream().map(Hmac::secret))
                .flatMap(secrets -> secrets)
                .anyMatch(secret -> secret.reveal().length == 0)) {
            throw new IllegalArgumentException("\"access\": a key or password is empty");
        }
    }

    /** Nobody is asked who it is. */
    public boolean asksNobody() {
        return keys.isEmpty() && basic.isEmpty() && hmac.isEmpty();
    }
}
