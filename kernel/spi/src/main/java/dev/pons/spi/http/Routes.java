package dev.pons.spi.http;

import dev.pons.spi.Context;
import dev.pons.spi.net.Listen;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;

/** Shared HTTP ports: several channels may name one port, with routes that tell them apart. */
@ProviderType
public interface Routes {

    /** The one of this instance. */
    static Routes of(Context context) {
        return context.service(Routes.class);
    }

    /**
     * Serves requests that fit a route until the instance is closed. Call it in {@code start}, once
     * per route. A later instance of the same channel takes its route over; requests that run are
     * answered by the instance that began them. {@code IOException}: another channel has the route,
     * or the port cannot be opened.
     */
    void serve(Listen port, Route route, Handler handler) throws IOException;
}
