package dev.pons.itests.channel;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The smallest peers: one that sends a message, and one that answers what comes. */
final class Mllp {

    private Mllp() {}

    /** The answer to one message; lines may end as they like in the source of a test. */
    static String send(int port, String message) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            write(socket, message.replace('\n', '\r'));
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static void write(Socket socket, String message) throws IOException {
        var frame = ('\u000b' + message + "\u001c\r").getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(frame);
    }

    /** One frame without its marks; empty: the peer has ended. */
    private static String read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var b = in.read(); b >= 0 && b != 0x1c; b = in.read()) {
            if (b != 0x0b) {
                bytes.write(b);
            }
        }
        in.read();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A sender that keeps its connection. */
    static final class Sender implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Sender(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        }

        void write(String message) throws IOException {
            Mllp.write(socket, message);
        }

        /** The next frame; empty: the peer has ended. */
        String read() throws IOException {
            return Mllp.read(in);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Takes messages on a port and answers each with this. */
    static final class Receiver implements AutoCloseable {

        final List<String> received = new CopyOnWriteArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final ServerSocket server =
                new ServerSocket(0, 9, InetAddress.getLoopbackAddress());

        Receiver(UnaryOperator<String> answer) throws IOException {
            start(
                    () -> {
                        while (true) {
                            var socket = server.accept();
                            start(() -> serve(socket, answer));
                        }
                    });
        }

        /** Says AA to all. */
        static Receiver accepting() throws IOException {
            return new Receiver(
                    message ->
                            "MSH|^~\\&|||||20240131||ACK|1|P|2.5\rMSA|AA|"
                                    + message.split("\\|")[9]
                                    + "\r");
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve(Socket socket, UnaryOperator<String> answer) throws IOException {
            try (socket) {
                var in = new BufferedInputStream(socket.getInputStream());
                for (var message = read(in); !message.isBlank(); message = read(in)) {
                    received.add(message);
                    write(socket, answer.apply(message));
                }
            }
        }

        private interface Work {
            void run() throws IOException;
        }

        private void start(Work work) {
            var thread =
                    new Thread(
                            () -> {
                                try {
                                    work.run();
                                } catch (IOException e) {
                                    ended.countDown(); // the test closed it, or the peer left
                                }
                            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
