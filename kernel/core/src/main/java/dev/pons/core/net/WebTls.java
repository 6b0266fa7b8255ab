package dev.pons.core.net;

import dev.pons.core.net.tls.PeerNames;
import dev.pons.core.net.tls.Refusal;
import dev.pons.core.web.WebServer;

import java.io.IOException;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS of an HTTP port: the same as on every other port.
 *
 * @param security with TLS
 */
record WebTls(Limits.Security security) implements WebServer.Tls {

    @Override
    public SSLEngine engine() throws IOException {
        return security.engine()
                .orElseThrow(() -> new IllegalStateException("made for ports with TLS only"));
    }

    @Override
    public boolean same(WebServer.Tls other) {
        return other instanceof WebTls tls && security.same(tls.security);
    }

    @Override
    public boolean allows(SSLSession session) {
        return PeerNames.in(session).map(security::allows).orElse(true);
    }

    @Override
    public Optional<String> subject(SSLSession session) {
        return PeerNames.in(session).map(PeerNames::subject);
    }

    @Override
    public String words(Throwable failure) {
        var why =
                failure instanceof SSLException known
                        ? Refusal.of(known)
                        : Refusal.left(new IOException(failure));
        return String.valueOf(why.getMessage());
    }
}
