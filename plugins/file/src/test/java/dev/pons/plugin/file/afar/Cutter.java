package dev.pons.plugin.file.afar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts the lines between them. */
public final class Cutter implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerSocket door;
    private final int server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        var thread = new Thread(work, "tck-cutter-" + COUNT.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong down = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean thenAway;
    private volatile CountDownLatch silent = new CountDownLatch(0);

    /** Before the server of a port. */
    public Cutter(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where a client goes. */
    public int port() {
        return door.getLocalPort();
    }

    /** How many lines there were. */
    public int lines() {
        return lines.get();
    }

    /** Cuts behind so many bytes more to the server. */
    public void cutUpAfter(long bytes) {
        up.set(bytes);
    }

    /** Cuts behind so many bytes more from the server. */
    public void cutDownAfter(long bytes) {
        down.set(bytes);
    }

    /** What is cut next stays cut, until the server is {@link #back}. */
    public void thenAway() {
        thenAway = true;
    }

    /** Cuts all lines now. */
    public void cut() {
        List.copyOf(open).forEach(Cutter::close);
    }

    /** Cuts all lines now; the server is away until it is {@link #back}. */
    public void away() {
        away = true;
        cut();
    }

    /** Nothing is passed on any more, and nothing is closed; until it is {@link #speak}. */
    public void silent() {
        silent = new CountDownLatch(1);
    }

    /** What was held back goes on, where its line is not cut. */
    public void speak() {
        silent.countDown();
    }

    /** The server is within reach again. */
    public void back() {
        speak();
        away = false;
        thenAway = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (away) {
                    client.close();
                    continue;
                }
                lines.incrementAndGet();
                var there = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(there);
                threads.execute(() -> pass(client, there, up));
                threads.execute(() -> pass(there, client, down));
            } catch (IOException e) {
                if (door.isClosed()) {
                    return;
                }
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong left) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[1024];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (left.get() != Long.MAX_VALUE && left.addAndGet(-count) < 0) {
                    left.set(Long.MAX_VALUE);
                    away = thenAway;
                    break;
                }
                silent.await();
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            close(from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdownNow();
    }
}
