package dev.pons.core.runtime;

import dev.pons.core.web.NotServedException;
import dev.pons.core.web.WebServer;
import dev.pons.spi.http.Handler;

import org.osgi.framework.BundleContext;

import java.io.IOException;

/** The HTTP server that the bundle {@code dev.pons.http} offers, asked for when it is needed. */
record OfferedWeb(BundleContext context) implements WebServer {

    @Override
    public Serving serve(Claim claim, Handler handler) throws IOException {
        var reference = context.getServiceReference(WebServer.class);
        var server = reference == null ? null : context.getService(reference);
        if (server == null) {
            throw new NotServedException(
                    "the bundle dev.pons.http, which serves HTTP, is not started; see bundle:list");
        }
        return server.serve(claim, handler);
    }
}
