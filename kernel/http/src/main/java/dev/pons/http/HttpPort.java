package dev.pons.http;

import dev.pons.core.web.NotServedException;
import dev.pons.core.web.WebServer.Claim;
import dev.pons.core.web.WebServer.Socket;
import dev.pons.core.web.WebServer.Tls;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * One listening port: a server of Jetty's with as many threads as connections, so that a caller who
 * is slow holds up nobody else.
 */
final class HttpPort {

    private static final Logger LOG = LoggerFactory.getLogger(JettyWeb.class);

    /** Threads that serve no connection: selector, scheduler, one that accepts. */
    private static final int SPARE = 8;

    /** Longest silence inside a request, milliseconds. */
    private static final long PATIENCE = 30_000;

    /** A request line and its header fields, bytes. */
    private static final int HEAD = 16 << 10;

    private final Socket asked;
    private final RouteTable routes = new RouteTable();
    private final Server server;
    private final QueuedThreadPool threads;
    private final ServerConnector connector;
    private final Connections connections;
    private final Opening opening;

    /** Not open yet. */
    HttpPort(Socket asked) {
        this.asked = asked;
        threads = new QueuedThreadPool(asked.connections() + SPARE, 2, (int) PATIENCE);
        threads.setName("pons-http-" + asked.port());
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEAD);
        http.setIdleTimeout(PATIENCE);
        opening = new Opening(new HttpConnectionFactory(http), this::unsecured);
        connector = new ServerConnector(server, null, null, null, 0, 1, opening);
        connector.setHost(asked.host().getHostAddress());
        connector.setPort(asked.port());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        connections = new Connections(routes, server.getScheduler());
        connector.addBean(connections);
        server.setErrorHandler(new ProblemPages());
        server.setHandler(new Dispatch(routes, connections));
        server.setStopTimeout(0);
        resize();
    }

    private void unsecured(InetAddress peer, String why) {
        routes.all().stream()
                .findFirst()
                .ifPresent(c -> c.claim().refusals().add("tls", peer, why));
    }

    /** The claim is for this port. {@code IOException}: it is in its way. */
    boolean takes(Claim claim) throws NotServedException {
        var other = claim.socket();
        boolean same =
                other.port() == 0
                        ? asked.port() == 0 && owns(claim.owner())
                        : address().getPort() == other.port();
        if (!same) {
            return false;
        }
        if (other.host().equals(asked.host())) {
            mustBeSecuredAlike(claim);
            return true;
        }
        boolean apart = !other.host().isAnyLocalAddress() && !asked.host().isAnyLocalAddress();
        if (apart) {
            return false;
        }
        throw inTheWay(
                routes.all().get(0).claim(),
                "is open on " + asked.host().getHostAddress(),
                "give the same host");
    }

    /** What an owner alone has, it may change. */
    private void mustBeSecuredAlike(Claim claim) throws NotServedException {
        var others =
                routes.all().stream()
                        .map(Claimed::claim)
                        .filter(c -> !c.owner().equals(claim.owner()))
                        .findFirst();
        if (others.isPresent() && !opening.isSecuredBy(claim.socket().tls())) {
            throw inTheWay(others.get(), "is open with other TLS", "give the same tls");
        }
    }

    private NotServedException inTheWay(Claim there, String how, String remedy) {
        return new NotServedException(
                "port "
                        + address().getPort()
                        + " "
                        + how
                        + " for channel "
                        + there.owner()
                        + " ("
                        + there.place()
                        + "); "
                        + remedy
                        + ", or choose another port");
    }

    private boolean owns(String owner) {
        return routes.all().stream().anyMatch(c -> c.claim().owner().equals(owner));
    }

    /** Serves one more route. */
    Claimed add(Claimed claimed) throws NotServedException {
        routes.add(claimed);
        secure(claimed.claim().socket().tls());
        resize();
        return claimed;
    }

    /** Serves it no more. True: nothing is left to serve. */
    boolean remove(Claimed claimed) {
        boolean had = routes.all().contains(claimed);
        routes.remove(claimed);
        var left = routes.all().stream().map(c -> c.claim().socket().tls()).toList();
        if (left.isEmpty()) {
            return had;
        }
        if (left.stream().noneMatch(opening::isSecuredBy)) {
            secure(left.get(0)); // the one before stays
        }
        resize();
        return false;
    }

    /** Lines that are secured in another way, or not, do not go on. */
    private void secure(Optional<Tls> tls) {
        if (!opening.isSecuredBy(tls)) {
            opening.secure(tls.orElse(null));
            connections.closeAll();
        }
    }

    /** What is shared is as large as the largest of those who share it. */
    private void resize() {
        if (routes.all().isEmpty()) {
            return;
        }
        int most = (int) largest(Socket::connections);
        threads.setMaxThreads(most + SPARE);
        boolean forEver = routes.all().stream().anyMatch(c -> c.claim().socket().idle().isZero());
        long idle = forEver ? Long.MAX_VALUE : largest(s -> s.idle().toMillis());
        connector.setIdleTimeout(Math.min(idle, Integer.MAX_VALUE));
        connections.bounds(most, largest(s -> s.replace().toNanos()));
    }

    private long largest(ToLongFunction<Socket> of) {
        return routes.all().stream()
                .mapToLong(c -> of.applyAsLong(c.claim().socket()))
                .max()
                .orElse(0);
    }

    /** Listens. {@code BindException}: the port cannot be opened. */
    void open() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw cause(e);
        } catch (Exception e) {
            throw new IOException("the HTTP server does not start", e);
        }
        connections.watch();
    }

    /** Jetty packs what the system said into an exception of its own. */
    private static IOException cause(IOException e) {
        return e.getCause() instanceof BindException bind ? bind : e;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(asked.host(), Math.max(0, connector.getLocalPort()));
    }

    int connected() {
        return connections.count();
    }

    /** Closes the socket and all connections. */
    void shut() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("port {} did not close: {}", asked.port(), e.getClass().getSimpleName());
        } finally {
            server.destroy();
        }
    }
}
