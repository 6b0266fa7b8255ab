package dev.pons.core.runtime;

import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.control.CertificateView;
import dev.pons.core.control.Certificates;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.HandshakeView;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.TlsException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What operators see of the certificates. Any thread. */
final class CertificateOperations implements Certificates {

    private final Credentials credentials;

    CertificateOperations(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public List<CertificateView> certificates() {
        try {
            return credentials.all();
        } catch (IOException e) {
            throw new ControlException("etc/tls cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    @Override
    public HandshakeView handshake(String host, int port, String trust, String identity) {
        var tls =
                new PeerTls(
                        trust,
                        Optional.of(identity).filter(name -> !name.isEmpty()),
                        Optional.empty(),
                        TlsVersion.TLS_1_2);
        try {
            return credentials.probe(tls, host, port);
        } catch (TlsException e) {
            throw new ControlException(String.valueOf(e.getMessage()), e);
        }
    }
}
