package dev.pons.core.net.tls;

import dev.pons.core.control.CertificateView;
import dev.pons.core.control.HandshakeView;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A handshake that shows what the peer shows, also where it fails. It looks at the certificates as
 * a connection would, through the same authorities.
 */
final class Probe extends X509ExtendedTrustManager {

    private static final int LONGEST = 10_000;

    private final X509ExtendedTrustManager judge;
    private volatile List<X509Certificate> shown = List.of();

    Probe(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** {@code context} has this as its trust manager. */
    HandshakeView with(SSLContext context, SSLParameters parameters, String host, int port) {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), LONGEST);
            plain.setSoTimeout(LONGEST);
            try (var line =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                line.setSSLParameters(parameters);
                line.startHandshake();
                var session = line.getSession();
                // a peer that wants a certificate says so behind its own part of the handshake
                return view(session.getProtocol(), session.getCipherSuite(), "");
            }
        } catch (SSLException e) {
            return view("", "", String.valueOf(Refusal.of(e).getMessage()));
        } catch (IOException e) {
            return view("", "", host + ":" + port + " cannot be reached, or left in the middle");
        }
    }

    private HandshakeView view(String version, String cipher, String problem) {
        var views = shown.stream().map(Probe::view).toList();
        var names = shown.isEmpty() ? List.<String>of() : PeerNames.of(shown.get(0)).others();
        return new HandshakeView(version, cipher, views, names, problem);
    }

    static CertificateView view(X509Certificate certificate) {
        return new CertificateView(
                "",
                false,
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotAfter().toInstant(),
                "");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        shown = List.of(chain);
        judge.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        shown = List.of(chain);
        judge.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        shown = List.of(chain);
        judge.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("nobody connects to a probe");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("nobody connects to a probe");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("nobody connects to a probe");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
