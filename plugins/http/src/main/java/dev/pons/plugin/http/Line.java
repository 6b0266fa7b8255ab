package dev.pons.plugin.http;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to a server, through a proxy and in TLS where that is asked for. */
final class Line {

    private final Connection connection;
    private final Target origin;
    private final InputStream in;
    private final OutputStream out;

    private Line(Connection connection, Target origin, InputStream in, OutputStream out) {
        this.connection = connection;
        this.origin = origin;
        this.in = in;
        this.out = out;
    }

    /** A new one. {@code NotSentException}: nothing of a message has left. */
    static Line open(Ports ports, Target target, Optional<Peer> proxy, Instant due)
            throws NotSentException {
        var connection = ports.dial(proxy.orElseGet(target::peer));
        boolean open = false;
        try {
            connection.deadline(due);
            if (!target.secure()) {
                open = true;
                return new Line(connection, target, connection.in(), connection.out());
            }
            if (proxy.isPresent()) {
                tunnel(connection, target);
            }
            var secure = secured(connection, target);
            open = true;
            return new Line(connection, target, secure.getInputStream(), secure.getOutputStream());
        } catch (SSLException e) {
            throw new NotSentException(
                    "no TLS with "
                            + target.host()
                            + ": its certificate is not trusted here, is not"
                            + " for this name, or it speaks no version that we do",
                    e);
        } catch (IOException e) {
            throw new NotSentException("no TLS with " + target.host() + ": the line broke", e);
        } finally {
            if (!open) {
                connection.close();
            }
        }
    }

    /** RFC 9110, section 9.3.6. */
    private static void tunnel(Connection connection, Target target) throws IOException {
        var name = target.authorityWithPort();
        var ask = "CONNECT " + name + " HTTP/1.1\r\nHost: " + name + "\r\n\r\n";
        connection.out().write(ask.getBytes(StandardCharsets.ISO_8859_1));
        connection.out().flush();
        var answer = Response.read(connection.in(), true, 0);
        if (answer.status() / 100 != 2) {
            throw new NotSentException(
                    "the proxy answered " + answer.status() + " and makes no way to " + name);
        }
    }

    /** By the certificates that the JDK trusts; the name is checked (RFC 9110, section 4.3.4). */
    private static SSLSocket secured(Connection connection, Target target) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket =
                (SSLSocket)
                        factory.createSocket(
                                new Beneath(connection), target.host(), target.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** A kernel's line as the JDK's TLS wants it: a connected socket. */
    private static final class Beneath extends Socket {

        private final Connection connection;

        private Beneath(Connection connection) {
            this.connection = connection;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return !connection.isOpen();
        }

        @Override
        public InputStream getInputStream() {
            return connection.in();
        }

        @Override
        public OutputStream getOutputStream() {
            return connection.out();
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        /** The line has its own deadline. */
        @Override
        public void setSoTimeout(int millis) {}

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** As we left it, and to the same server. */
    boolean serves(Target target) {
        return origin.sameOrigin(target) && !connection.stale();
    }

    /** Writes a request and reads its answer until the time is over. */
    Response ask(Request request, boolean keep, boolean proxied, long most, Instant due)
            throws IOException {
        connection.deadline(due);
        request.write(out, keep, proxied && !origin.secure());
        connection.deadline(due);
        return Response.read(in, request.method().equals("HEAD"), most);
    }

    void close() {
        connection.close();
    }
}
