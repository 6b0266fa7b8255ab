package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;

import java.util.List;
import java.util.Optional;

/** TLS on a listening port; {@code tls: hospital} stands for the identity. */
@Doc("TLS on a port")
public record ListenTls(
        @Doc("The engine's certificate and key: etc/tls/NAME.pem") String identity,
        @Doc(
                        "Authorities that must have signed the peer's certificate: etc/tls/NAME.pem; without, no certificate is asked for")
                Optional<String> trust,
        @Doc("Names, one of which must stand in the peer's certificate; empty: any") @Default("[]")
                List<String> peers,
        @Doc("Oldest version that is spoken: tls-1-2 or tls-1-3") @Default("tls-1-2")
                TlsVersion oldest) {

    /** Who is asked for no certificate has no name in one. */
    public ListenTls {
        if (trust.isEmpty() && !peers.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"peers\" names certificates, and without \"trust\" none is asked for: write"
                            + " the authorities that signed them as trust");
        }
    }
}
