package dev.pons.core.net;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.web.WebServer;
import dev.pons.spi.net.Listen;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What a port allows. Times in nanoseconds; {@code idle} 0 = never. */
record Limits(AllowList allow, int connections, long idle, Duration replace) {

    /** From the channel file, or the usual ones for tests. */
    static Limits of(Listen port) throws IOException {
        if (port instanceof ListenOptions options) {
            return new Limits(
                    new AllowList(options.allow()),
                    options.connections(),
                    Wire.nanos(options.idle()),
                    options.replace());
        }
        return new Limits(new AllowList(List.of()), 100, 0, Duration.ofSeconds(30));
    }

    /** For an HTTP port. */
    WebServer.Socket socket(Listen asked, InetAddress host) {
        return new WebServer.Socket(
                host, asked.port(), this::allows, connections, Duration.ofNanos(idle), replace);
    }

    boolean allows(InetAddress peer) {
        return allow.contains(peer);
    }
}
