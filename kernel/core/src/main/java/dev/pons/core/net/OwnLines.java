package dev.pons.core.net;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    private final List<Binding> bindings = new CopyOnWriteArrayList<>();
    private final Set<Wire> dialed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OwnLines(Net net, TurnedAway away) {
        this.net = net;
        this.away = away;
    }

    TurnedAway away() {
        return away;
    }

    @Override
    public void listen(Listen port, Protocol protocol) throws IOException {
        if (closed) {
            throw new IOException("this instance of channel " + away.owner() + " is closed");
        }
        bindings.add(net.open(this, port, protocol));
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
        awaitLeft(System.nanoTime() + Wire.nanos(longest));
    }

    @Override
    public void close() {
        closed = true;
        bindings.forEach(binding -> binding.port().quiesce(binding));
        hasLeft(GRACE);
        net.release(this, bindings);
        dialed.forEach(Wire::close);
        if (!hasLeft(LAST_PATIENCE)) {
            Words.LOG.warn(
                    "channel {}: a plugin does not leave a connection that was closed",
                    away.owner());
        }
        bindings.clear();
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
        return true;
    }
}
