package dev.pons.plugin.mail;

import dev.pons.spi.net.Connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A connection of the kernel's in the shape that the mail library knows. It never has a socket of
 * its own; time limits are those of the connection.
 */
final class LineSocket extends Socket {

    private final Dialing dialing;
    private final Source source;
    private final Runnable closing;
    private volatile boolean closed;

    /** Makes the connection. */
    @FunctionalInterface
    interface Dialing {

        void dial() throws IOException;
    }

    /** The connection; an exception where there is none. */
    @FunctionalInterface
    interface Source {

        Connection get() throws IOException;
    }

    LineSocket(Dialing dialing, Source source, Runnable closing) {
        this.dialing = dialing;
        this.source = source;
        this.closing = closing;
    }

    /** The address is what the library looked up; the kernel dials the peer by its name. */
    @Override
    public void connect(SocketAddress address) throws IOException {
        dialing.dial();
    }

    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
        dialing.dial();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return source.get().in();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return source.get().out();
    }

    @Override
    public void close() {
        closed = true;
        closing.run();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return false;
    }

    @Override
    public int getPort() {
        return 0;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public String toString() {
        return "LineSocket";
    }
}
