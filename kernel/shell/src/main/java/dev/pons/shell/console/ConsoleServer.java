package dev.pons.shell.console;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens at {@code data/run/console.sock} in the instance folder ({@code karaf.base}). The folder
 * is the engine's user's alone; that is the whole of the authentication. An engine that cannot open
 * it runs on without, and says so in the log.
 */
@Component(
        immediate = true,
        service = {})
public final class ConsoleServer {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final int LONGEST_PATH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SessionFactory sessions;
    private final Path socket;
    private final ServerSocketChannel server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<ConsoleLine> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    /** Opens the socket; called by the framework when the shell is there. */
    @Activate
    public ConsoleServer(@Reference SessionFactory sessions) throws IOException {
        this(sessions, Path.of(System.getProperty("karaf.base", "."), "data", "run"));
    }

    ConsoleServer(SessionFactory sessions, Path folder) throws IOException {
        this.sessions = sessions;
        this.socket = folder.toAbsolutePath().resolve("console.sock");
        try {
            server = open();
        } catch (IOException e) {
            LOG.error(
                    "no local console, so bin/pons status, console, exec and stop cannot reach this"
                            + " engine: {}",
                    e.getMessage());
            throw e;
        }
        thread("accept", this::accept).start();
    }

    /** Ends all sessions; called by the framework. */
    @Deactivate
    public void close() throws IOException {
        closing.countDown();
        server.close();
        lines.forEach(ConsoleLine::close);
        Files.deleteIfExists(socket);
    }

    private ServerSocketChannel open() throws IOException {
        var length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException(
                    "the path %s has %d bytes, and a socket's path at most %d: use an instance folder with a shorter path"
                            .formatted(socket, length, LONGEST_PATH));
        }
        var folder = socket.resolveSibling("");
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Files.deleteIfExists(socket);
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen at " + socket + ": " + e.getMessage(), e);
        }
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                serve(server.accept());
            } catch (ClosedChannelException e) {
                LOG.debug("the console is closed", e);
                return;
            } catch (IOException e) {
                LOG.warn("a console client could not be accepted: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) {
        var name = Integer.toString(count.incrementAndGet());
        var line =
                new ConsoleLine(
                        channel,
                        sessions,
                        new Commands(PATIENCE, closing),
                        task -> thread(name, task));
        lines.add(line);
        thread(
                        name,
                        () -> {
                            try {
                                line.run();
                            } finally {
                                lines.remove(line);
                            }
                        })
                .start();
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, "pons console " + name);
        thread.setDaemon(true);
        return thread;
    }
}
