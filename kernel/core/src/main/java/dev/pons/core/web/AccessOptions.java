package dev.pons.core.web;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.Access;
import dev.pons.spi.net.Tls;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may call an HTTP route; what one of the ways lets in, is in. */
@Doc("Who may call")
public record AccessOptions(
        @Doc("Yes: anyone may call. Without any line here that is so on the loopback alone")
                @Default("false")
                boolean open,
        @Doc("API keys in a header field") Optional<Keys> keys,
        @Doc("User names and passwords (Basic, RFC 7617)") @Default("{}") Map<String, Secret> basic,
        @Doc("A signature over the body") Optional<Hmac> hmac,
        @Doc("Bearer tokens that an issuer signed (JWT, RFC 9068)") Optional<Jwt> jwt)
        implements Access {

    /** Whoever it is. */
    public static final AccessOptions ANYONE =
            new AccessOptions(true, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    /** Tokens of one issuer, signed with RS256, PS256 or ES256 (RFC 7518, section 3.1). */
    public record Jwt(
            @Doc("Who issues the tokens: their claim iss") String issuer,
            @Doc("Whom they are for: their claim aud has one of these") List<String> audience,
            @Doc("Address of the issuer's keys (JWKS): https, or http on this machine") String jwks,
            @Doc("What they must allow: all of these stand in their claim scope or scp")
                    @Default("[]")
                    List<String> scope,
            @Doc("Longest difference between the issuer's clock and ours") @Default("30s")
                    Duration leeway,
            @Doc(
                            "TLS to the server of the keys; without, its certificate must be of an authority that Java trusts")
                    Optional<Tls> tls) {

        private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(10);
        private static final Pattern HERE = Pattern.compile("127(\\.[0-9]+){3}|localhost|\\[::1]");

        /** Checks what cannot be made good later. */
        public Jwt {
            if (issuer.isEmpty() || audience.isEmpty() || audience.contains("")) {
                throw new IllegalArgumentException(
                        "\"jwt\": without issuer and audience any token of anybody would do;"
                                + " name both");
            }
            if (leeway.compareTo(LONGEST_LEEWAY) > 0) {
                throw new IllegalArgumentException(
                        "\"jwt\": a leeway of more than 10m would make tokens last that much"
                                + " longer; set the clocks right, and write for example 30s");
            }
            if (!isSafe(jwks)) {
                throw new IllegalArgumentException(
                        "\"jwt\": jwks is an address as https://login.example/keys; http only on"
                                + " this machine, since whoever changes the keys lets himself in");
            }
        }

        private static boolean isSafe(String address) {
            try {
                var uri = new URI(address);
                var host = uri.getHost();
                return host != null
                        && uri.getRawUserInfo() == null
                        && ("https".equalsIgnoreCase(uri.getScheme())
                                || ("http".equalsIgnoreCase(uri.getScheme())
                                        && HERE.matcher(host).matches()));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /** API keys. */
    public record Keys(
            @Doc("Keys, by the name of the caller") Map<String, Secret> of,
            @Doc("Header field that carries the key") @Default("X-API-Key") String header) {}

    /** A signature over the body, in hexadecimal or Base64. */
    public record Hmac(
            @Doc("Key that both sides have; several while one is replaced by another")
                    List<Secret> secret,
            @Doc("Header field that carries the signature; a word and = before it are allowed")
                    @Default("X-Signature")
                    String header,
            @Doc("Hash of the signature") @Default("sha256") Hash hash,
            @Doc(
                            "Header field with the time of sending (seconds since 1970), which is signed too: time, a dot, body; empty: none")
                    @Default("")
                    String time,
            @Doc("Longest difference between that time and ours") @Default("5m") Duration skew,
            @Doc(
                            "How it is written: plain, or combined: t=SECONDS,v1=SIGNATURE in one header field, with the time signed too")
                    @Default("plain")
                    Style style) {

        /** How a signature is written. */
        public enum Style {
            /** The header field is the signature; the time of sending has its own, or none. */
            PLAIN,
            /** {@code t=1764547200,v1=5257a8...,v1=...}: one of {@code v1} counts. */
            COMBINED
        }

        /** Checks that the lines fit. */
        public Hmac {
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("\"hmac\": name one secret at least");
            }
            if (style == Style.COMBINED && !time.isEmpty()) {
                throw new IllegalArgumentException(
                        "\"hmac\": with style: combined the time stands beside the signature;"
                                + " remove time");
            }
        }

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
        boolean asks = keys.isPresent() || !basic.isEmpty() || hmac.isPresent() || jwt.isPresent();
        if (open && asks) {
            throw new IllegalArgumentException(
                    "\"access\": open lets anyone in, so the other lines ask nobody; remove one");
        }
        if (Stream.of(
                        basic.values().stream(),
                        keys.stream().flatMap(k -> k.of().values().stream()),
                        hmac.stream().flatMap(h -> h.secret().stream()))
                .flatMap(secrets -> secrets)
                .anyMatch(secret -> secret.reveal().length == 0)) {
            throw new IllegalArgumentException("\"access\": a key or password is empty");
        }
    }

    /** Nobody is asked who it is. */
    public boolean asksNobody() {
        return keys.isEmpty() && basic.isEmpty() && hmac.isEmpty() && jwt.isEmpty();
    }
}
