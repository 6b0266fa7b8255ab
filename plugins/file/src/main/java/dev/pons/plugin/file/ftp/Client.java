package dev.pons.plugin.file.ftp;

import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import javax.net.SocketFactory;

/** The library's client on the kernel's lines, which also do its TLS (RFC 4217). */
final class Client extends FTPClient {

    /**
     * How a data connection is protected.
     *
     * @param host the name in the server's certificate
     */
    record Protection(Optional<Tls> tls, String host) {}

    private @Nullable Protection protection;
    private volatile @Nullable LineSocket data;

    Client(Ports ports, Duration patience) {
        setSocketFactory(new Lines(ports, patience));
        setControlEncoding(StandardCharsets.UTF_8.name());
        setAutodetectUTF8(true);
        setUseEPSVwithIPv4(true);
        // the address of the control connection is dialed, whatever the server says of itself
        setRemoteVerificationEnabled(false);
    }

    /** Goes on in TLS, data connections too. */
    void secure(Protection how) throws IOException {
        if (!(_socket_ instanceof LineSocket line)) {
            throw new IOException("not connected");
        }
        line.secure(how.tls(), how.host());
        var charset = Charset.forName(getControlEncoding());
        _controlInput_ = new BufferedReader(new InputStreamReader(line.getInputStream(), charset));
        _controlOutput_ =
                new BufferedWriter(new OutputStreamWriter(line.getOutputStream(), charset));
        protection = how;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
            throws IOException {
        var socket = super._openDataConnection_(command, argument);
        var how = protection;
        if (socket instanceof LineSocket line) {
            data = line;
            if (how != null) {
                line.secure(how.tls(), how.host());
            }
        }
        return socket;
    }

    /** The server is there, as far as is known. */
    boolean isThere() {
        return _socket_ instanceof LineSocket line && !line.isStale();
    }

    /** Makes whatever runs end soon. Any thread. */
    void abandon() throws IOException {
        var control = _socket_;
        var transfer = data;
        try {
            if (transfer != null) {
                transfer.close();
            }
        } finally {
            if (control != null) {
                control.close();
            }
        }
    }

    /** Sockets that are lines of the kernel's. */
    private static final class Lines extends SocketFactory {

        private final Ports ports;
        private final Duration patience;

        Lines(Ports ports, Duration patience) {
            this.ports = ports;
            this.patience = patience;
        }

        @Override
        public Socket createSocket() {
            return new LineSocket(ports, patience);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
