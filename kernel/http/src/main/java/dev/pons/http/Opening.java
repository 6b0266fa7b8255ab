package dev.pons.http;

import dev.pons.core.web.WebServer.Tls;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;

import javax.net.ssl.SSLSession;

/**
 * Makes the connections of one port, secured where the port asks for it now. Certificates are the
 * kernel's: a file that was replaced counts from the next connection on.
 */
final class Opening extends AbstractConnectionFactory {

    /** Jetty would take certificates from it; nothing here asks for them. */
    private static final SslContextFactory UNUSED = new SslContextFactory.Server();

    private final HttpConnectionFactory http;
    private final BiConsumer<InetAddress, String> failed;
    private volatile @Nullable Tls tls;

    /**
     * @param failed told of peers with which there is no TLS, and why
     */
    Opening(HttpConnectionFactory http, BiConsumer<InetAddress, String> failed) {
        super("pons");
        this.http = http;
        this.failed = failed;
    }

    /** Secures connections from now on; null: no more. */
    void secure(@Nullable Tls by) {
        tls = by;
    }

    /** Connections are secured in this way. */
    boolean isSecuredBy(Optional<Tls> by) {
        var now = tls;
        return now == null ? by.isEmpty() : by.filter(now::same).isPresent();
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint line) {
        var by = tls;
        if (by == null) {
            return http.newConnection(connector, line);
        }
        try {
            return secured(connector, line, by);
        } catch (IOException e) {
            failed.accept(host(line), String.valueOf(e.getMessage()));
            throw new IllegalStateException("no TLS", e);
        }
    }

    private Connection secured(Connector connector, EndPoint line, Tls by) throws IOException {
        var secured =
                new SslConnection(
                        connector.getByteBufferPool(),
                        connector.getExecutor(),
                        UNUSED,
                        line,
                        by.engine());
        secured.setRenegotiationAllowed(false); // RFC 9325, section 3.5
        secured.addHandshakeListener(
                new SslHandshakeListener() {
                    @Override
                    public void handshakeFailed(Event event, Throwable failure) {
                        failed.accept(host(line), by.words(failure));
                    }
                });
        configure(secured, connector, line);
        secured.getSslEndPoint()
                .setConnection(http.newConnection(connector, secured.getSslEndPoint()));
        return secured;
    }

    private static InetAddress host(EndPoint line) {
        return line.getRemoteSocketAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /** What the handshake of a request's connection said; empty: it is not secured. */
    static Optional<SSLSession> session(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint()
                        instanceof SslConnection.SslEndPoint end
                ? Optional.of(end.getSslConnection().getSSLEngine().getSession())
                : Optional.empty();
    }
}
