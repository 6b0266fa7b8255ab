package dev.pons.plugin.file.ftp;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Protocol;
import dev.pons.spi.net.Tls;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Lines as the kernel lends them, which break behind so many bytes. */
final class CutPorts implements Ports {

    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final List<Plain> open = new ArrayList<>();
    private volatile boolean away;

    /** All lines break behind so many bytes more, and no new one is made until {@link #back}. */
    void awayAfter(long bytes) {
        left.set(bytes);
    }

    void back() {
        left.set(Long.MAX_VALUE);
        away = false;
    }

    private void passed(long bytes) throws IOException {
        if (left.get() != Long.MAX_VALUE && left.addAndGet(-bytes) < 0) {
            away = true;
            open.forEach(Plain::close);
        }
        if (away) {
            throw new SocketException("cut");
        }
    }

    @Override
    public void listen(Listen port, Protocol protocol) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Connection dial(Peer peer) throws NotSentException {
        if (away) {
            throw new NotSentException("nobody is there");
        }
        try {
            var line = new Plain(new Socket(peer.host(), peer.port()));
            open.add(line);
            return line;
        } catch (IOException e) {
            throw new NotSentException("nobody is there");
        }
    }

    @Override
    public void secure(Connection line, Optional<Tls> tls, String host, Instant until) {
        throw new UnsupportedOperationException();
    }

    private final class Plain implements Connection {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Plain(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(5000);
            in =
                    new FilterInputStream(socket.getInputStream()) {
                        @Override
                        public int read(byte[] bytes, int from, int count) throws IOException {
                            var read = super.read(bytes, from, Math.min(count, 8192));
                            passed(Math.max(0, read));
                            return read;
                        }
                    };
            out =
                    new FilterOutputStream(socket.getOutputStream()) {
                        @Override
                        public void write(byte[] bytes, int from, int count) throws IOException {
                            passed(count);
                            out.write(bytes, from, count);
                        }
                    };
        }

        @Override
        public InputStream in() {
            return in;
        }

        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public String peer() {
            return "peer";
        }

        @Override
        public boolean ready() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deadline(Instant until) {
            // five seconds, always
        }

        @Override
        public boolean stale() {
            return socket.isClosed();
        }

        @Override
        public boolean isOpen() {
            return !socket.isClosed();
        }

        @Override
        public void finish() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
