package dev.pons.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An MLLP receiver on loopback, that says AA to whatever comes unless it is told otherwise. Made to
 * look at what an engine delivers; it keeps nothing by itself. One thread per connection, all
 * daemons.
 */
final class Receiver implements AutoCloseable {

    private final ServerSocket server;
    private final Talk talk;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** What becomes of a message; an exception closes the connection without an answer. */
    interface Sink {
        /** Called on the connection's thread, before the answer; several connections at a time. */
        void accept(byte[] message) throws IOException;
    }

    /** How it talks on one connection. */
    interface Talk {
        /** Called on the connection's thread; the connection is closed behind it. */
        void on(Socket socket) throws IOException;
    }

    Receiver(int port, Sink sink) throws IOException {
        this(socket -> acceptAll(socket, sink), port);
    }

    /** One that talks in its own way. */
    static Receiver talking(int port, Talk talk) throws IOException {
        return new Receiver(talk, port);
    }

    private Receiver(Talk talk, int port) throws IOException {
        this.talk = talk;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start("accept", this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() throws IOException {
        while (!server.isClosed()) {
            Socket socket = server.accept();
            connections.add(socket);
            start("connection", () -> talk(socket));
        }
    }

    private void talk(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            talk.on(socket);
        } finally {
            connections.remove(socket);
        }
    }

    private static void acceptAll(Socket socket, Sink sink) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        byte[] message = Mllp.read(in);
        while (message != null) {
            sink.accept(message);
            Mllp.write(socket.getOutputStream(), Hl7.accept(message));
            message = Mllp.read(in);
        }
    }

    private void start(String name, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                if (!server.isClosed()) {
                                    System.err.println("receiver: " + Words.of(e));
                                }
                            }
                        },
                        "receiver-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
