package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.net.Tls;

import java.util.Optional;

/** TLS to a peer; {@code tls: partners} stands for whom is trusted. */
@Doc("TLS to a peer")
public record PeerTls(
        @Doc(
                        "Authorities that must have signed the peer's certificate: etc/tls/NAME.pem; public: those that Java trusts")
                String trust,
        @Doc("The engine's certificate and key, for a peer that asks: etc/tls/NAME.pem")
                Optional<String> identity,
        @Doc("The name that must stand in the peer's certificate, if it is not the host")
                Optional<String> name,
        @Doc("Oldest version that is spoken: tls-1-2 or tls-1-3") @Default("tls-1-2")
                TlsVersion oldest)
        implements Tls {

    /** Whoever has a certificate of an authority that Java trusts. */
    public static final PeerTls USUAL =
            new PeerTls("public", Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2);
}
