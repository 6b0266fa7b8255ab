package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Listen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a port is claimed; {@code listen: 2575} or {@code "0.0.0.0:2575"} stand for the first two.
 */
@Doc("A listening port")
public record ListenOptions(
        @Doc("TCP port") @Range(min = 0, max = 65535) int port,
        @Doc("Local address; loopback unless told otherwise") @Default("127.0.0.1") String host,
        @Doc("Addresses or networks (10.1.0.0/16) that may connect; empty: all") @Default("[]")
                List<String> allow,
        @Doc("Most connections at a time") @Default("100") @Range(min = 1, max = 100000)
                int connections,
        @Doc("A peer that is silent for so long is disconnected; 0s: never") @Default("0s")
                Duration idle,
        @Doc(
                        "When all connections are taken, one that was silent for so long gives way to a new one")
                @Default("30s")
                Duration replace,
        @Doc("TLS; without, the line is open") Optional<ListenTls> tls)
        implements Listen {

    @Override
    public boolean secured() {
        return tls.isPresent();
    }

    /** Who connects proves a name. */
    boolean asksForCertificates() {
        return tls.flatMap(ListenTls::trust).isPresent();
    }

    /** Nobody beyond this machine can connect. */
    boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
    }
}
