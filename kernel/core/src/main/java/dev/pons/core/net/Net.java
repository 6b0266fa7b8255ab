package dev.pons.core.net;

import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.TlsException;
import dev.pons.core.web.NotServedException;
import dev.pons.core.web.WebServer;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.Routes;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Protocol;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * All lines of the engine. A port belongs to an owner (a channel): a second instance of the same
 * owner takes over its port and its connections, each between two requests; another owner is told
 * who has it. Make it on a kernel thread: it starts the thread that starts all others.
 */
public final class Net implements AutoCloseable {

    private final Acceptor acceptor = new Acceptor();
    private final DatagramPorts datagrams = new DatagramPorts(acceptor);
    private final Credentials credentials;
    private final WebServer web;
    private final List<Port> ports = new CopyOnWriteArrayList<>();
    private final Set<OwnLines> instances = ConcurrentHashMap.newKeySet();
    private final Map<String, TurnedAway> away = new ConcurrentHashMap<>();

    /** Without certificates and HTTP. */
    public Net() {
        this(Credentials.none());
    }

    /** With the certificates of the site, without HTTP. */
    public Net(Credentials credentials) {
        this(
                credentials,
                (claim, handler) -> {
                    throw new PortException("this engine serves no HTTP", null);
                });
    }

    /** With the certificates of the site, and with HTTP ports. */
    public Net(Credentials credentials, WebServer web) {
        this.credentials = credentials;
        this.web = web;
    }

    /** The certificates of the site. */
    public Credentials credentials() {
        return credentials;
    }

    /** The lines of one instance of an owner. */
    public Lines lines(String owner) {
        return lines(owner, owner);
    }

    /**
     * The same.
     *
     * @param place where its ports are claimed, {@code adt.yaml:3:11}
     */
    public Lines lines(String owner, String place) {
        var its = away.computeIfAbsent(owner, TurnedAway::new);
        var lines = new OwnLines(this, its, datagrams, new OwnRoutes(place));
        instances.add(lines);
        return lines;
    }

    /** Where an owner listens now; tells what port 0 became. */
    public List<InetSocketAddress> ports(String owner) {
        return Stream.concat(
                        ports.stream().filter(p -> p.owner().equals(owner)).map(Port::address),
                        served(owner).map(WebServer.Serving::address))
                .distinct()
                .toList();
    }

    private Stream<WebServer.Serving> served(String owner) {
        return instances.stream()
                .filter(lines -> lines.away().owner().equals(owner))
                .flatMap(lines -> lines.routes().serving().stream());
    }

    /** Closes everything. */
    @Override
    public void close() {
        instances.forEach(OwnLines::close);
        acceptor.end();
    }

    int connected(String owner) {
        int raw =
                ports.stream().filter(p -> p.owner().equals(owner)).mapToInt(Port::connected).sum();
        return raw + served(owner).mapToInt(WebServer.Serving::connected).max().orElse(0);
    }

    /** Serves a route on a port that several owners may share. */
    synchronized void serve(OwnLines holder, Listen asked, Route route, Handler handler)
            throws IOException {
        var host = resolve(asked);
        var limits = Limits.of(asked, credentials);
        check(asked, limits);
        refuseRaw(asked, host);
        var claim =
                new WebServer.Claim(
                        holder.away().owner(),
                        holder.routes().place(),
                        holder,
                        limits.socket(asked, host),
                        route,
                        holder.away()::add,
                        holder);
        try {
            holder.routes().add(web.serve(claim, handler));
            holder.away().renewed();
        } catch (NotServedException e) {
            throw new PortException(String.valueOf(e.getMessage()), e);
        } catch (BindException e) {
            throw Words.notBound(asked, host, e);
        }
    }

    private void refuseRaw(Listen asked, InetAddress host) throws PortException {
        for (var port : ports) {
            if (asked.port() != 0 && port.overlaps(asked, host)) {
                throw new PortException(
                        taken(asked, "is taken by channel " + port.owner() + ", and not for HTTP"),
                        null);
            }
        }
    }

    synchronized Binding open(OwnLines holder, Listen asked, Protocol protocol) throws IOException {
        var host = resolve(asked);
        var limits = Limits.of(asked, credentials);
        check(asked, limits);
        var port = find(holder, asked, host);
        var binding = new Binding(port, holder, protocol, limits);
        port.take(binding);
        return binding;
    }

    /** What is wrong with the certificates is said now, not at each connection. */
    private static void check(Listen asked, Limits limits) throws IOException {
        try {
            limits.security().engine();
        } catch (TlsException e) {
            throw new PortException(taken(asked, "cannot be opened: " + e.getMessage()), e);
        }
    }

    private Port find(OwnLines holder, Listen asked, InetAddress host) throws IOException {
        var owner = holder.away().owner();
        for (var port : ports) {
            boolean own = port.owner().equals(owner);
            if (port.overlaps(asked, host) && (own || asked.port() != 0)) {
                if (!own) {
                    throw new PortException(
                            taken(asked, "is taken by channel " + port.owner()), null);
                }
                if (port.isHeldBy(holder)) {
                    throw new PortException(
                            taken(asked, "is claimed twice by channel " + owner), null);
                }
                port.move(asked, host);
                return port;
            }
        }
        refuseShared(asked);
        var port = new Port(asked, host, acceptor, holder.away());
        ports.add(port);
        return port;
    }

    private void refuseShared(Listen asked) throws PortException {
        for (var lines : instances) {
            for (var serving : lines.routes().serving()) {
                if (serving.address().getPort() == asked.port()) {
                    var owner = lines.away().owner();
                    throw new PortException(
                            taken(asked, "is taken by HTTP routes of channel " + owner), null);
                }
            }
        }
    }

    private static String taken(Listen asked, String how) {
        return "port " + asked.port() + " on " + asked.host() + " " + how;
    }

    private static InetAddress resolve(Listen asked) throws IOException {
        try {
            return InetAddress.getByName(asked.host());
        } catch (UnknownHostException e) {
            throw new PortException(
                    taken(asked, "cannot be opened: no such host; give an address of this machine"),
                    e);
        }
    }

    synchronized void release(OwnLines holder, List<Binding> bindings) {
        instances.remove(holder);
        for (var binding : bindings) {
            var port = binding.port();
            if (port.release(binding)) {
                ports.remove(port);
                try {
                    port.shut();
                } catch (IOException e) {
                    Words.LOG.warn(
                            "port {} did not close: {}", port.address().getPort(), Words.of(e));
                }
            }
        }
    }

    /** What one instance holds. Any thread. */
    public interface Lines extends Ports, Routes, AutoCloseable {

        /** Its datagrams. */
        Datagrams datagrams();

        /** Peers connected to the ports of this owner now. */
        int connected();

        /**
         * Connections that were turned away or closed after an error since the start, and why,
         * newest last; at most ten.
         */
        List<String> turnedAway();

        /**
         * Serves no new request; returns when running ones are answered or the time is over.
         * Connections and ports stay open for a successor of the same owner until {@link #close}.
         */
        void quiesce(Duration longest) throws InterruptedException;

        /** Closes ports and connections that no successor took over, and all dialed ones. */
        @Override
        void close();
    }
}
