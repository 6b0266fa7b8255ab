package dev.pons.spi.net;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A claimed port, as an option. Host (loopback unless told otherwise), port, allow-list and limits
 * are bound and documented by the kernel; a plugin only passes it on. Two raw listeners on one port
 * fail validation.
 */
@ProviderType
public interface Listen {

    /** Local address. */
    String host();

    /** TCP port; 0 = any free one, for tests. */
    int port();

    /** Lines to it are in TLS. */
    default boolean secured() {
        return false;
    }

    /** Loopback: for tests. */
    static Listen loopback(int port) {
        return new Listen() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }
        };
    }
}
