package dev.pons.core.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One thread that accepts for all ports, and makes the thread of each connection: a thread made
 * while a plugin is on the stack would keep the plugin's class loader for ever, through its access
 * control context.
 */
final class Acceptor {

    /** How often it is looked whether connections without a thread are silent for too long. */
    private static final long LOOK = 1000;

    /** Pause after a failed accept (no file handles left), in milliseconds. */
    private static final long PAUSE = 200;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean ended;
    private boolean failing;
    private boolean rests;

    Acceptor() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("the system gives no selector", e);
        }
        thread = thread("pons-accept", this::run);
        thread.start();
    }

    /** A daemon that inherits neither thread locals nor a class loader. */
    static Thread thread(String name, Runnable work) {
        var thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.setUncaughtExceptionHandler(
                (dead, why) -> Words.LOG.error("{} ended: {}", dead.getName(), Words.of(why)));
        return thread;
    }

    /** Starts a thread that keeps no class loader of whoever asks. */
    void begin(String name, Runnable work) {
        tasks.add(() -> start(name, work));
        selector.wakeup();
    }

    private static void start(String name, Runnable work) {
        try {
            thread(name, work).start();
        } catch (OutOfMemoryError e) {
            Words.LOG.error(
                    "{} could not get a thread: no memory or limit left; raise it, and start the"
                            + " channel again",
                    name);
        }
    }

    /** Connections that come in go to the port from now on. */
    void register(ServerSocketChannel listening, Port port) throws IOException {
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT, port);
        selector.wakeup();
    }

    /** Watches a silent connection, which needs no thread, until it is not silent any more. */
    void rest(Served line) {
        tasks.add(() -> watch(line));
        selector.wakeup();
    }

    private void watch(Served line) {
        if (!line.port().rests()) {
            again(line);
            return;
        }
        rests = true;
        try {
            line.watch(selector);
        } catch (IOException | CancelledKeyException | ClosedSelectorException closedMeanwhile) {
            line.close();
        }
    }

    /** Silent connections of that port get threads: what it speaks now does not rest. */
    void unrest(Port port) {
        tasks.add(() -> wakeAll(port));
        selector.wakeup();
    }

    private void wakeAll(Port port) {
        if (!rests || !selector.isOpen()) {
            return;
        }
        for (var key : List.copyOf(selector.keys())) {
            boolean mine = key.attachment() instanceof Served line && line.port() == port;
            if (mine && key.isValid() && isWatched(key)) {
                ready(key);
            }
        }
    }

    private static boolean isWatched(SelectionKey key) {
        try {
            return key.interestOps() != 0;
        } catch (CancelledKeyException closedMeanwhile) {
            return false;
        }
    }

    /** Connections that were closed let their handles go. */
    void wake() {
        selector.wakeup();
    }

    /** Closes a listening socket; its address is free when this returns. */
    void close(ServerSocketChannel listening) throws IOException {
        listening.close();
        var done = new CountDownLatch(1);
        tasks.add(done::countDown);
        selector.wakeup();
        try {
            if (!ended && !done.await(10, TimeUnit.SECONDS)) {
                Words.LOG.warn("a listening port was slow to close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread; waits for it. */
    void end() {
        ended = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!ended) {
                selector.select(this::ready, failing ? PAUSE : rests ? LOOK : 0);
                if (rests) {
                    closeOverdue(System.nanoTime());
                }
                if (failing) {
                    failing = false;
                    selector.keys().stream()
                            .filter(key -> key.attachment() instanceof Port)
                            .forEach(key -> listenFor(key, SelectionKey.OP_ACCEPT));
                }
                closeAsked();
            }
        } catch (IOException e) {
            Words.LOG.error("no connection is accepted any more: {}", Words.of(e));
        } finally {
            ended = true;
            for (Runnable task; (task = tasks.poll()) != null; ) {
                task.run();
            }
        }
    }

    /** A closed channel lets its address go in the next select, so there must be one. */
    private void closeAsked() throws IOException {
        var asked = new ArrayList<Runnable>();
        for (Runnable task; (task = tasks.poll()) != null; ) {
            asked.add(task);
        }
        if (!asked.isEmpty()) {
            selector.selectNow(this::ready);
            asked.forEach(Runnable::run);
        }
    }

    private void closeOverdue(long now) {
        for (var key : selector.keys()) {
            if (key.attachment() instanceof Served line && line.rests() && line.isOverdue(now)) {
                line.close();
            }
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof Port port) {
            accept(key, port);
        } else if (key.attachment() instanceof Served line) {
            listenFor(key, 0);
            again(line);
        }
    }

    private static void again(Served line) {
        try {
            line.port().begin(line);
        } catch (OutOfMemoryError e) {
            line.close();
            line.port()
                    .failed(
                            "threads",
                            "a connection could not get a thread: no memory or limit left");
        }
    }

    private void accept(SelectionKey key, Port port) {
        try {
            var channel = ((ServerSocketChannel) key.channel()).accept();
            if (channel != null) {
                admit(channel, port);
            }
        } catch (ClosedChannelException closedMeanwhile) {
            key.cancel();
        } catch (IOException e) {
            failing = true;
            listenFor(key, 0);
            port.failed("accept", "a connection could not be accepted: " + Words.of(e));
        }
    }

    private static void listenFor(SelectionKey key, int what) {
        try {
            key.interestOps(what);
        } catch (CancelledKeyException closedMeanwhile) {
            Words.LOG.debug("a port was closed while it failed to accept");
        }
    }

    /** Whatever goes wrong with one connection, this thread serves all ports and must go on. */
    private static void admit(SocketChannel channel, Port port) throws IOException {
        try {
            port.admit(channel);
        } catch (IOException leftAtOnce) {
            channel.close();
        } catch (RuntimeException e) {
            channel.close();
            port.failed("admit", "a connection could not be served: " + Words.of(e));
        } catch (OutOfMemoryError e) {
            channel.close();
            port.failed("threads", "a connection could not get a thread: no memory or limit left");
        }
    }
}
