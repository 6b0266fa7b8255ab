package dev.pons.plugin.http;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A connection to a server, through a proxy and in TLS where that is asked for. */
final class Line {

    private final Connection connection;
    private final Target origin;

    private Line(Connection connection, Target origin) {
        this.connection = connection;
        this.origin = origin;
    }

    /**
     * How servers are reached.
     *
     * @param proxy on the way
     * @param tls with those whose address is https
     */
    record Way(Ports ports, Optional<Peer> proxy, Optional<Tls> tls) {}

    /** A new one. {@code NotSentException}: nothing of a message has left. */
    static Line open(Way way, Target target, Instant due) throws NotSentException {
        var connection = way.ports().dial(way.proxy().orElseGet(target::peer));
        boolean open = false;
        try {
            if (target.secure()) {
                connection.deadline(due);
                if (way.proxy().isPresent()) {
                    tunnel(connection, target);
                }
                way.ports().secure(connection, way.tls(), target.host(), due);
            }
            open = true;
            return new Line(connection, target);
        } catch (NotSentException e) {
            throw e;
        } catch (IOException e) {
            throw new NotSentException("the proxy made no way to " + target.host(), e);
        } finally {
            if (!open) {
                connection.close();
            }
        }
    }

    /** RFC 9110, section 9.3.6. */
    private static void tunnel(Connection connection, Target target) throws IOException {
        var name = target.authorityWithPort();
        var ask = "CONNECT " + name + " HTTP/1.1\r\nHost: " + name + "\r\n\r\n";
        connection.out().write(ask.getBytes(StandardCharsets.ISO_8859_1));
        connection.out().flush();
        var answer = Response.read(connection.in(), true, 0);
        if (answer.status() / 100 != 2) {
            throw new NotSentException(
                    "the proxy answered " + answer.status() + " and makes no way to " + name);
        }
    }

    /** As we left it, and to the same server. */
    boolean serves(Target target) {
        return origin.sameOrigin(target) && !connection.stale();
    }

    /** Writes a request and reads its answer until the time is over. */
    Response ask(Request request, boolean keep, boolean proxied, long most, Instant due)
            throws IOException {
        connection.deadline(due);
        request.write(connection.out(), keep, proxied && !origin.secure());
        connection.deadline(due);
        return Response.read(connection.in(), request.method().equals("HEAD"), most);
    }

    void close() {
        connection.close();
    }
}
