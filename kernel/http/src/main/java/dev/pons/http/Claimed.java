package dev.pons.http;

import dev.pons.core.web.WebServer;
import dev.pons.core.web.WebServer.Claim;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A route that is served for one instance of an owner, and the requests that are with it. */
final class Claimed implements WebServer.Serving {

    private final Claim claim;
    private final Handler handler;
    private final HttpPort port;
    private final Consumer<Claimed> left;
    private final Entry entry;
    private final Map<Thread, Runnable> inside = new HashMap<>();
    private boolean quiesced;

    /** What a request must pass. */
    private record Entry(Rate rate, Gate gate) {}

    /**
     * @param left told once, when it is over
     */
    Claimed(Claim claim, Handler handler, HttpPort port, Consumer<Claimed> left) {
        this.claim = claim;
        this.handler = handler;
        this.port = port;
        this.left = left;
        this.entry =
                new Entry(
                        new Rate(claim.route().limits().rate(), System::nanoTime), Gate.of(claim));
    }

    Claim claim() {
        return claim;
    }

    Route route() {
        return claim.route();
    }

    Handler handler() {
        return handler;
    }

    HttpPort port() {
        return port;
    }

    /** Counts requests. */
    Rate rate() {
        return entry.rate();
    }

    /** Asks who calls. */
    Gate gate() {
        return entry.gate();
    }

    /**
     * A request begins, on the calling thread; false: nothing new is taken.
     *
     * @param cut ends its connection
     */
    synchronized boolean enter(Runnable cut) {
        if (quiesced) {
            return false;
        }
        inside.put(Thread.currentThread(), cut);
        return true;
    }

    /** That request is over. An interrupt that was meant for it ends with it. */
    synchronized void leave() {
        inside.remove(Thread.currentThread());
        Thread.interrupted();
        notifyAll();
    }

    @Override
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public int connected() {
        return port.connected();
    }

    @Override
    public synchronized void quiesce() {
        quiesced = true;
    }

    /** It takes no new request. */
    synchronized boolean isQuiesced() {
        return quiesced;
    }

    @Override
    public synchronized boolean awaitIdle(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!inside.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return true;
    }

    @Override
    public void close() {
        synchronized (this) {
            quiesced = true;
            inside.forEach(
                    (thread, cut) -> {
                        cut.run();
                        thread.interrupt();
                    });
        }
        left.accept(this);
    }
}
