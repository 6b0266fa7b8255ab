package dev.pons.core.control;

import java.util.List;

/**
 * How a handshake of TLS with a peer went.
 *
 * @param version {@code TLSv1.3}; empty: there was none
 * @param cipher empty: none
 * @param peer the certificates that the peer showed, its own first
 * @param names what the peer's own certificate is for
 * @param problem why it failed, in words; empty: it did not
 */
public record HandshakeView(
        String version,
        String cipher,
        List<CertificateView> peer,
        List<String> names,
        String problem) {}
