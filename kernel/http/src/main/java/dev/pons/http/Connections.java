package dev.pons.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one port: who may have one, how many there are, and which are closed since
 * they were silent between two requests or never end one.
 */
final class Connections implements Connection.Listener {

    /** The longest time from the first byte of a request to the end of its head, nanoseconds. */
    private static final long LONGEST_HEAD = TimeUnit.SECONDS.toNanos(30);

    private static final long LOOK = 1;

    private final RouteTable routes;
    private final Scheduler scheduler;
    private final Map<Connection, Line> lines = new ConcurrentHashMap<>();
    private volatile int most = Integer.MAX_VALUE;
    private volatile long replace;

    /**
     * What one connection does now.
     *
     * @param busy inside a request
     * @param since as {@code nanoTime}
     * @param bytes that had come by then
     */
    private record Line(boolean busy, long since, long bytes) {

        static Line of(boolean busy, Connection connection) {
            return new Line(busy, System.nanoTime(), connection.getBytesIn());
        }

        /** How long nothing was asked, in nanoseconds; negative inside a request. */
        long silence(long now) {
            return busy ? -1 : now - since;
        }
    }

    Connections(RouteTable routes, Scheduler scheduler) {
        this.routes = routes;
        this.scheduler = scheduler;
    }

    /**
     * How many may be there, and how long one must be silent to give way to a new one, in
     * nanoseconds.
     */
    void bounds(int connections, long nanos) {
        most = connections;
        replace = nanos;
    }

    /** Closes all that are there. */
    void closeAll() {
        lines.keySet().forEach(connection -> connection.getEndPoint().close());
    }

    int count() {
        return lines.size();
    }

    private static InetAddress host(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /** One at a time, so that the count is right; closing does not wait. */
    @Override
    public synchronized void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the one inside of it counts
        }
        var host = host(connection);
        if (routes.all().stream().noneMatch(c -> c.claim().socket().allows().test(host))) {
            refuse(connection, "allow", "not in the list of allowed peers");
        } else if (lines.size() >= most && !madeRoom(host)) {
            refuse(
                    connection,
                    "full",
                    "all " + most + " connections are taken and none was silent for long");
        } else {
            lines.put(connection, Line.of(false, connection));
        }
    }

    private void refuse(Connection connection, String kind, String why) {
        routes.all().stream()
                .findFirst()
                .ifPresent(c -> c.claim().refusals().add(kind, host(connection), why));
        connection.getEndPoint().close();
    }

    /** Of the same host rather than of another. */
    private boolean madeRoom(InetAddress host) {
        long now = System.nanoTime();
        Optional<Map.Entry<Connection, Line>> silent =
                lines.entrySet().stream()
                        .filter(e -> e.getValue().silence(now) >= replace)
                        .max(
                                Comparator.comparing(
                                                (Map.Entry<Connection, Line> e) ->
                                                        host(e.getKey()).equals(host))
                                        .thenComparing(e -> e.getValue().silence(now)));
        if (silent.isEmpty() || !lines.remove(silent.get().getKey(), silent.get().getValue())) {
            return false;
        }
        silent.get().getKey().getEndPoint().close();
        return true;
    }

    @Override
    public void onClosed(Connection connection) {
        lines.remove(connection);
    }

    /** A request's head is complete. */
    void begins(Connection connection) {
        lines.computeIfPresent(connection, (c, line) -> Line.of(true, c));
    }

    /** Its answer is out. */
    void ends(Connection connection) {
        lines.computeIfPresent(connection, (c, line) -> Line.of(false, c));
    }

    /** Looks from now on, until the scheduler ends. */
    void watch() {
        scheduler.schedule(this::look, LOOK, TimeUnit.SECONDS);
    }

    /** Its handshake has not ended. */
    private static boolean isShaking(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint end
                && end.getSslConnection().getSSLEngine().getSession().getProtocol().equals("NONE");
    }

    private void look() {
        long now = System.nanoTime();
        lines.forEach(
                (connection, line) -> {
                    boolean begun = connection.getBytesIn() > line.bytes() || isShaking(connection);
                    if (line.silence(now) > LONGEST_HEAD && begun) {
                        connection.getEndPoint().close();
                    }
                });
        watch();
    }
}
