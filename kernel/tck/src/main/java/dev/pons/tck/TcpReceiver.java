package dev.pons.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A system that is sent to over TCP, at a port of the loopback that stays the same. How a message
 * and an answer look on the line is said by who extends it; both are called by many threads.
 */
public abstract class TcpReceiver implements ReceivingPeer {

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile Manner manner = Manner.TAKES;
    private ServerSocket server;
    private CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

    /** At any free port; it is there at once. */
    protected TcpReceiver() throws IOException {
        server = listen(0);
    }

    /** The next message on a line; empty: the sender has left. */
    protected abstract Optional<byte[]> read(InputStream in) throws IOException;

    /** Answers a message with {@code YES} or {@code NO}, or what the protocol has for it. */
    protected abstract void answer(OutputStream out, boolean yes) throws IOException;

    /** Where it is. */
    protected final int port() {
        return server.getLocalPort();
    }

    private ServerSocket listen(int port) throws IOException {
        var here = new ServerSocket();
        here.setReuseAddress(true);
        here.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accepting = begin(() -> accept(here));
        return here;
    }

    private static CompletableFuture<Void> begin(Runnable work) {
        return CompletableFuture.runAsync(
                work,
                task -> {
                    var thread = new Thread(task, "tck-receiver");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private void accept(ServerSocket here) {
        try {
            while (true) {
                var line = here.accept();
                lines.add(line);
                begin(() -> serve(line));
            }
        } catch (IOException closed) {
            for (var line : lines) {
                hangUp(line);
            }
        }
    }

    private void serve(Socket line) {
        try {
            for (var body = read(line.getInputStream());
                    body.isPresent();
                    body = read(line.getInputStream())) {
                received.add(body.get());
                if (manner != Manner.SILENT) {
                    answer(line.getOutputStream(), manner == Manner.TAKES);
                }
            }
            hangUp(line);
        } catch (IOException gone) {
            hangUp(line);
        }
    }

    private void hangUp(Socket line) {
        lines.remove(line);
        try {
            line.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public final void answers(Manner next) {
        manner = next;
    }

    @Override
    public final List<byte[]> received() {
        return received;
    }

    @Override
    public final void close() throws IOException {
        server.close();
        accepting.join(); // only then the port is free
    }

    @Override
    public final void open() throws IOException {
        server = listen(server.getLocalPort());
    }
}
