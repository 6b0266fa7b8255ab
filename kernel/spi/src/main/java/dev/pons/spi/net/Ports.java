package dev.pons.spi.net;

import dev.pons.spi.Context;
import dev.pons.spi.NotSentException;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;

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
}
