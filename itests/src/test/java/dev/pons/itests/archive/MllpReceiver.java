package dev.pons.itests.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A peer that receives HL7, keeps what came in order, and answers as it is told; AA otherwise. */
public final class MllpReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final Thread accepting;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile Function<String, String> answer = message -> ack("AA", message);

    private MllpReceiver(ServerSocket server) {
        this.server = server;
        accepting = new Thread(this::accept, "receiver");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Listens on that port of the loopback; 0 takes a free one. */
    public static MllpReceiver on(int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new MllpReceiver(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What came, in order, one ISO 8859-1 character per byte. */
    public List<String> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Lines that are open now. */
    public int lines() {
        return open.size();
    }

    /** Lines that have ended. */
    public int ended() {
        return ended.get();
    }

    /** How it answers from now on. */
    public void answering(Function<String, String> next) {
        answer = next;
    }

    /** An acknowledgement of a message, with MSH-10 of it in MSA-2. */
    public static String ack(String code, String message) {
        String control = field(message, 9);
        return "MSH|^~\\&|PEER||||20260101||ACK|R"
                + control
                + "|P|2.5\rMSA|"
                + code
                + "|"
                + control
                + "\r";
    }

    private static String field(String message, int index) {
        String[] fields = message.split("\r", 2)[0].split("\\|", -1);
        return fields.length > index ? fields[index] : "";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread serving = new Thread(() -> serve(socket), "receiver-line");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String message = MllpClient.frame(in);
                received.add(message);
                String reply = "\u000b" + answer.apply(message) + "\u001c\r";
                socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            ended.incrementAndGet(); // by the peer or the test
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening and ends every line; what was received can still be asked for. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
            // the port is free when nobody waits in the system for a connection any more
            accepting.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
