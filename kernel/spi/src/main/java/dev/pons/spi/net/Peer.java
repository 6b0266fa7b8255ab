package dev.pons.spi.net;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A peer to dial, as an option: {@code "lab.example:2576"}, or a map with time limits, which the
 * kernel binds.
 */
@ProviderType
public interface Peer {

    /** Name or address. */
    String host();

    /** TCP port. */
    int port();

    /** For tests. */
    static Peer of(String host, int port) {
        return new Peer() {
            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return port;
            }
        };
    }
}
