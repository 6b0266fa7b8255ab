package dev.pons.core.net;

import dev.pons.spi.NotSentException;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Protocol;
import dev.pons.spi.net.Tls;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The lines of one instance of an owner. */
final class OwnLines implements Net.Lines {

    /** How long threads may take to leave a protocol whose connections are closed. */
    private static final long LAST_PATIENCE = TimeUnit.SECONDS.toNanos(5);

    /** For answers that are just going out while we close without having quiesced. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Net net;
    private final TurnedAway away;
    private final OwnRoutes routes;
    private final List<Binding> bindings = new CopyOnWriteArrayList<>();
    private final Set<Wire> dialed = ConcurrentHashMap.newKeySet();
    private final OwnDatagrams datagrams;
    private volatile boolean closed;

    OwnLines(Net net, TurnedAway away, DatagramPorts datagrams, OwnRoutes routes) {
        this.net = net;
        this.away = away;
        this.datagrams = new OwnDatagrams(this, datagrams);
        this.routes = routes;
    }

    @Override
    public Datagrams datagrams() {
        return datagrams;
    }

    OwnRoutes routes() {
        return routes;
    }

    TurnedAway away() {
        return away;
    }

    @Override
    public void listen(Listen port, Protocol protocol) throws IOException {
        mustBeOpen();
        bindings.add(net.open(this, port, protocol));
    }

    @Override
    public void serve(Listen port, Route route, Handler handler) throws IOException {
        mustBeOpen();
        net.serve(this, port, route, handler);
        if (closed) {
            routes.close(); // it came behind those that close() saw
            mustBeOpen();
        }
    }

    private void mustBeOpen() throws IOException {
        if (closed) {
            throw new IOException("this instance of channel " + away.owner() + " is closed");
        }
    }

    @Override
    public Connection dial(Peer peer) throws NotSentException {
        var wire = Dialing.dial(peer, net.credentials(), dialed::remove);
        dialed.add(wire);
        if (closed) {
            wire.close();
            throw new NotSentException("channel " + away.owner() + " is being closed");
        }
        return wire;
    }

    @Override
    public void secure(Connection line, Optional<Tls> tls, String host, Instant until)
            throws NotSentException {
        if (!(line instanceof Wire wire) || !dialed.contains(wire)) {
            throw new IllegalArgumentException("only a line that was dialed here is secured");
        }
        Dialing.secure(wire, tls, host, net.credentials(), until);
    }

    @Override
    public int connected() {
        return net.connected(away.owner());
    }

    @Override
    public List<String> turnedAway() {
        return away.texts();
    }

    @Override
    public void quiesce(Duration longest) throws InterruptedException {
        bindings.forEach(binding -> binding.port().quiesce(binding));
        routes.quiesce();
        datagrams.quiesce();
        awaitLeft(System.nanoTime() + Wire.nanos(longest));
    }

    @Override
    public void close() {
        closed = true;
        bindings.forEach(binding -> binding.port().quiesce(binding));
        routes.quiesce();
        datagrams.quiesce();
        hasLeft(GRACE);
        net.release(this, bindings);
        routes.close();
        datagrams.release();
        dialed.forEach(Wire::close);
        if (!hasLeft(LAST_PATIENCE)) {
            Words.LOG.warn(
                    "channel {}: a plugin does not leave a connection that was closed",
                    away.owner());
        }
        bindings.clear();
        routes.clear();
    }

    private boolean hasLeft(long patience) {
        try {
            return awaitLeft(System.nanoTime() + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean awaitLeft(long end) throws InterruptedException {
        for (var binding : bindings) {
            if (!binding.port().awaitLeft(binding, end)) {
                return false;
            }
        }
        return routes.awaitIdle(end) && datagrams.awaitLeft(end);
    }
}
