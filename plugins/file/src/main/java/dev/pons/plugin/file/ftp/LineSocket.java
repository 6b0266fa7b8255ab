package dev.pons.plugin.file.ftp;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A line of the kernel's, as a library that wants sockets takes it. */
final class LineSocket extends Socket {

    private final Ports ports;
    private final Duration patience;
    private volatile @Nullable Connection line;
    private @Nullable InetSocketAddress peer;

    /**
     * Not connected yet.
     *
     * @param patience how long a read waits
     */
    LineSocket(Ports ports, Duration patience) {
        this.ports = ports;
        this.patience = patience;
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
        if (!(to instanceof InetSocketAddress address) || address.isUnresolved()) {
            throw new IOException("no address");
        }
        peer = address;
        line = ports.dial(Peer.of(address.getAddress().getHostAddress(), address.getPort()));
    }

    private Connection line() throws IOException {
        var open = line;
        if (open == null) {
            throw new IOException("not connected");
        }
        return open;
    }

    /** Goes on in TLS; take its streams anew. */
    void secure(Optional<Tls> tls, String host) throws NotSentException, IOException {
        ports.secure(line(), tls, host, Instant.now().plus(patience));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var open = line();
        return new FilterInputStream(open.in()) {
            @Override
            public int read() throws IOException {
                open.deadline(Instant.now().plus(patience));
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                open.deadline(Instant.now().plus(patience));
                return super.read(bytes, from, count);
            }

            @Override
            public void close() {
                open.close();
            }
        };
    }

    /** Closed, it lets the peer read to the end. */
    @Override
    public OutputStream getOutputStream() throws IOException {
        var open = line();
        return new FilterOutputStream(open.out()) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
                open.finish();
            }
        };
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        var to = peer;
        return to == null ? null : to.getAddress();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return peer;
    }

    @Override
    public boolean isConnected() {
        return line != null;
    }

    /** Whether the peer has left since. */
    boolean isStale() {
        var open = line;
        return open == null || !open.isOpen() || open.stale();
    }

    /** The patience is the line's own. */
    @Override
    public void setSoTimeout(int timeout) {}

    /** The kernel tunes its lines. */
    @Override
    public void setTcpNoDelay(boolean on) {}

    /** Also what the class above may hold: some of its methods open a socket of their own. */
    @Override
    public void close() throws IOException {
        var open = line;
        if (open != null) {
            open.close();
        }
        super.close();
    }
}
