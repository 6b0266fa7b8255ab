package dev.pons.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A peer that sends one byte per request and waits for one byte. */
final class Caller implements AutoCloseable {

    final Socket socket;

    Caller(InetSocketAddress port) throws IOException {
        this(port, InetAddress.getLoopbackAddress());
    }

    Caller(InetSocketAddress port, InetAddress from) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(5000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(port);
    }

    /** The answer; -1: the line was closed. */
    int ask(int request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            return socket.getInputStream().read();
        } catch (SocketException closed) {
            return -1;
        }
    }

    /** The other side closes the line. */
    boolean isHungUp() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
