package dev.pons.core.control;

import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** What the administration of this engine stands on. Published as a service; any thread. */
@ProviderType
public interface Administration {

    /** Where it keeps what is its own: users, audit. The engine's user's alone. */
    Path folder() throws IOException;

    /**
     * Serves a route on the port that {@code etc/admin.yaml} claims, until it is closed. The
     * handler is called for anyone whom that port lets in, and asks by itself who calls: it sees
     * the header field {@code Authorization}. {@code IOException}: the file is wrong or the port
     * cannot be opened, and what to do.
     */
    Serving serve(Route route, Handler handler) throws IOException;

    /** A route that is served. */
    interface Serving extends AutoCloseable {

        /** Where its port listens. */
        InetSocketAddress address();

        /** Ends it; requests that still run are cut. */
        @Override
        void close();
    }
}
