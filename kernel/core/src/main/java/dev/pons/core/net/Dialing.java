package dev.pons.core.net;

import dev.pons.core.config.PeerOptions;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Connects to peers: tries each address of a name, all within one time limit. */
final class Dialing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Dialing() {}

    static Wire dial(Peer peer, Consumer<Wire> closed) throws NotSentException {
        var name = peer.host() + ":" + peer.port();
        var patience = peer instanceof PeerOptions options ? options.patience() : PATIENCE;
        long end = System.nanoTime() + Wire.nanos(patience);
        IOException last = new SocketTimeoutException();
        try {
            for (var address : InetAddress.getAllByName(peer.host())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                try {
                    return connect(new InetSocketAddress(address, peer.port()), (int) left, closed);
                } catch (ClosedByInterruptException e) {
                    throw new NotSentException("connecting to " + name + " was broken off", e);
                } catch (IOException e) {
                    last = e;
                }
            }
        } catch (UnknownHostException e) {
            throw new NotSentException(
                    "no such host: "
                            + peer.host()
                            + "; check its spelling and the name service, or give an address",
                    e);
        }
        throw new NotSentException(Words.notReached(name, last, patience), last);
    }

    private static Wire connect(InetSocketAddress address, int millis, Consumer<Wire> closed)
            throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(address, millis);
            return new Wire(channel, closed);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
