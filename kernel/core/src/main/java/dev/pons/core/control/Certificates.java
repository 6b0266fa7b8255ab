package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** The certificates of the site. Published as a service; any thread. */
@ProviderType
public interface Certificates {

    /** What stands in {@code etc/tls}, by name. {@link ControlException}: it cannot be read. */
    List<CertificateView> certificates();

    /**
     * What a handshake with a peer says; nothing else is sent. At most 10 s.
     *
     * @param trust as in {@code connect: { tls: ... }}: {@code public}, or a file in {@code
     *     etc/tls}
     * @param identity the engine's certificate; empty: none is shown
     */
    HandshakeView handshake(String host, int port, String trust, String identity);
}
