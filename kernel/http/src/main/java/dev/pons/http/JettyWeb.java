package dev.pons.http;

import dev.pons.core.web.WebServer;
import dev.pons.spi.http.Handler;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All HTTP ports of the engine: one server of Jetty's per port, so that one port's load is no
 * other's. The lock guards the list; it is held while a port is opened or closed, never while a
 * request is served.
 */
@Component(service = WebServer.class)
public final class JettyWeb implements WebServer, AutoCloseable {

    private final List<HttpPort> ports = new ArrayList<>();

    @Override
    public synchronized Serving serve(Claim claim, Handler handler) throws IOException {
        for (var port : ports) {
            if (port.takes(claim)) {
                return port.add(new Claimed(claim, handler, port, this::leave));
            }
        }
        var port = new HttpPort(claim.socket());
        var claimed = new Claimed(claim, handler, port, this::leave);
        port.add(claimed);
        try {
            port.open();
        } catch (IOException e) {
            port.shut();
            throw e;
        }
        ports.add(port);
        return claimed;
    }

    private synchronized void leave(Claimed claimed) {
        var port = claimed.port();
        if (port.remove(claimed)) {
            ports.remove(port);
            port.shut();
        }
    }

    /** Closes all ports. */
    @Deactivate
    @Override
    public synchronized void close() {
        ports.forEach(HttpPort::shut);
        ports.clear();
    }
}
