package dev.pons.plugin.http;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Secret;

import java.util.Optional;
import java.util.stream.Stream;

/** How a destination says who it is; at most one way, and a signature beside it. */
record Auth(
        @Doc("User name and password (Basic, RFC 7617)") Optional<Basic> basic,
        @Doc("An API key in a header field") Optional<Key> key,
        @Doc("A bearer token (RFC 6750)") Optional<Secret> bearer,
        @Doc("Tokens of an authorization server, by client credentials (RFC 6749, section 4.4)")
                Optional<OAuth> oauth,
        @Doc("A signature over the body") Optional<Hmac> hmac) {

    /** RFC 7617. */
    record Basic(@Doc("User name") String user, @Doc("Password") Secret password) {}

    /** An API key. */
    record Key(
            @Doc("The key") Secret value,
            @Doc("Header field that carries it") @Default("X-API-Key") String header) {}

    /** RFC 6749, section 4.4. */
    record OAuth(
            @Doc("Address of the token endpoint") String url,
            @Doc("Name of this client") String client,
            @Doc("Secret of this client") Secret secret,
            @Doc("Scope to ask for; empty: none") @Default("") String scope) {}

    /** A signature over the body, in hexadecimal (RFC 2104). */
    record Hmac(
            @Doc("Key that both sides have") Secret secret,
            @Doc("Header field that carries the signature") @Default("X-Signature") String header,
            @Doc("Hash of the signature") @Default("sha256") Hash hash,
            @Doc(
                            "Header field for the time of sending (seconds since 1970), which is signed too: time, a dot, body; empty: none")
                    @Default("")
                    String time,
            @Doc(
                            "How it is written: plain, or combined: t=SECONDS,v1=SIGNATURE in one header field, with the time signed too")
                    @Default("plain")
                    Style style) {

        /** How a signature is written. */
        enum Style {
            /** The header field is the signature; the time of sending has its own, or none. */
            PLAIN,
            /** {@code t=1764547200,v1=5257a8...}. */
            COMBINED
        }

        /** Checks that the lines fit. */
        Hmac {
            if (style == Style.COMBINED && !time.isEmpty()) {
                throw new IllegalArgumentException(
                        "\"hmac\": with style: combined the time stands beside the signature;"
                                + " remove time");
            }
        }
    }

    /** Hashes of signatures. */
    enum Hash {
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }

        /** As the JDK calls it. */
        String algorithm() {
            return algorithm;
        }
    }

    /** Checks that they fit together. */
    Auth {
        long ways =
                Stream.of(basic.isPresent(), bearer.isPresent(), oauth.isPresent())
                        .filter(is -> is)
                        .count();
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "\"auth\": basic, bearer and oauth fill the same header field; keep one");
        }
    }
}
