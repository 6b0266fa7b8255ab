package dev.pons.spi.net;

import dev.pons.spi.Context;
import dev.pons.spi.NotSentException;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Lines, with limits and allow-lists done once for every protocol. All are closed when the instance
 * that asked is closed.
 */
@ProviderType
public interface Ports {

    /** The one of this instance. */
    static Ports of(Context context) {
        return context.service(Ports.class);
    }

    /**
     * Serves each connection on a kernel thread of its own. Call it in {@code start}; at most once
     * per port.
     */
    void listen(Listen port, Protocol protocol) throws IOException;

    /** A new connection, for the calling instance. Blocks within the peer's time limit. */
    Connection dial(Peer peer) throws NotSentException;

    /**
     * Goes on in TLS on a line that was dialed in the clear; take its streams anew. Nothing that
     * came may be unread: what was said before TLS is not to be taken for something said in it (RFC
     * 3207, section 6). {@code NotSentException}: the peer is not who it should be or there is no
     * TLS with it, in words for operators; close the line.
     *
     * @param tls empty: the peer must have a certificate of an authority that Java trusts
     * @param host the name in it (RFC 6125), where {@code tls} says no other
     * @param until when the handshake must be done
     */
    void secure(Connection line, Optional<Tls> tls, String host, Instant until)
            throws NotSentException;
}
