package dev.pons.core.net;

import dev.pons.core.config.PeerOptions;
import dev.pons.core.config.PeerTls;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.TlsException;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Connects to peers: tries each address of a name, all within one time limit. */
final class Dialing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Dialing() {}

    static Wire dial(Peer peer, Credentials credentials, Consumer<Wire> closed)
            throws NotSentException {
        var name = peer.host() + ":" + peer.port();
        var patience = peer instanceof PeerOptions options ? options.patience() : PATIENCE;
        long end = System.nanoTime() + Wire.nanos(patience);
        var tls = peer instanceof PeerOptions options ? options.tls() : Optional.<PeerTls>empty();
        IOException last = new SocketTimeoutException();
        try {
            for (var address : InetAddress.getAllByName(peer.host())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                try {
                    var wire =
                            connect(
                                    new InetSocketAddress(address, peer.port()),
                                    (int) left,
                                    closed);
                    return tls.isEmpty() ? wire : secured(wire, tls.get(), peer, credentials, end);
                } catch (TlsException e) {
                    throw new NotSentException(name + ": " + e.getMessage(), e);
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

    /** Goes on in TLS on a line that is open. */
    static void secure(
            Wire wire, Optional<Tls> tls, String host, Credentials credentials, Instant until)
            throws NotSentException {
        var asked = tls.orElse(null) instanceof PeerTls options ? options : PeerTls.USUAL;
        try {
            if (wire.buffered()) {
                throw new NotSentException(
                        host + ": the peer spoke before TLS had begun; see whether it speaks TLS");
            }
            int port = wire.remote().getPort();
            wire.secure(
                    credentials.forPeer(asked, host, port), Duration.between(Instant.now(), until));
        } catch (NotSentException e) {
            throw e;
        } catch (TlsException e) {
            throw new NotSentException(host + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new NotSentException(host + ": TLS failed: " + Words.of(e), e);
        }
    }

    /** {@code TlsException}: no other address of the same peer would do better. */
    private static Wire secured(
            Wire wire, PeerTls tls, Peer peer, Credentials credentials, long end)
            throws IOException {
        boolean well = false;
        try {
            wire.secure(
                    credentials.forPeer(tls, peer.host(), peer.port()),
                    Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            well = true;
            return wire;
        } finally {
            if (!well) {
                wire.close();
            }
        }
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
