package dev.pons.core.net;

import dev.pons.core.net.tls.TlsException;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Protocol;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listening port of one owner and the connections on it. It outlives the versions of the owner:
 * the newest binding serves; when that one is closed while the one before still lives, that one
 * serves again. The lock guards the bindings; it is never held while a protocol runs.
 */
final class Port {

    /** Waiting connections that the system keeps for us. */
    private static final int BACKLOG = 1024;

    /** The longest that a peer may take for the handshake of TLS. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final Acceptor acceptor;
    private final TurnedAway away;
    private final AtomicInteger peers = new AtomicInteger();
    private final Set<Served> lines = ConcurrentHashMap.newKeySet();
    private final Deque<Binding> bindings = new ArrayDeque<>();
    private volatile @Nullable Binding current;
    private volatile Opening opening;

    /** The socket and what was asked for; asked for port 0, it is bound to another one. */
    private record Opening(ServerSocketChannel socket, Listen asked, InetSocketAddress address) {

        static Opening of(Listen asked, InetAddress host) throws IOException {
            var socket = ServerSocketChannel.open();
            try {
                socket.bind(new InetSocketAddress(host, asked.port()), BACKLOG);
                return new Opening(socket, asked, (InetSocketAddress) socket.getLocalAddress());
            } catch (IOException e) {
                socket.close();
                throw Words.notBound(asked, host, e);
            }
        }
    }

    /** Binds the port; nobody is accepted before the first {@link #take}. */
    Port(Listen asked, InetAddress host, Acceptor acceptor, TurnedAway away) throws IOException {
        this.acceptor = acceptor;
        this.away = away;
        opening = Opening.of(asked, host);
    }

    String owner() {
        return away.owner();
    }

    InetSocketAddress address() {
        return opening.address();
    }

    int connected() {
        return lines.size();
    }

    /** Both cannot be open at a time, or are the same. */
    boolean overlaps(Listen asked, InetAddress host) {
        var mine = opening.address();
        if (asked.port() == 0) {
            return opening.asked().port() == 0 && mine.getAddress().equals(host);
        }
        return asked.port() == mine.getPort()
                && (mine.getAddress().equals(host)
                        || mine.getAddress().isAnyLocalAddress()
                        || host.isAnyLocalAddress());
    }

    /** Listens on another address with the same port number; connections stay. */
    synchronized void move(Listen asked, InetAddress host) throws IOException {
        var before = opening;
        if (before.address().getAddress().equals(host)) {
            return;
        }
        acceptor.close(before.socket());
        IOException failure = null;
        try {
            opening = Opening.of(asked, host);
        } catch (IOException e) {
            failure = e;
            opening = Opening.of(before.asked(), before.address().getAddress());
        }
        acceptor.register(opening.socket(), this);
        if (failure != null) {
            throw failure;
        }
    }

    /** A new version serves from now on; connections that it does not allow are closed. */
    synchronized void take(Binding next) throws IOException {
        if (bindings.isEmpty()) {
            acceptor.register(opening.socket(), this);
        }
        bindings.addLast(next);
        current = next;
        away.renewed();
        for (var line : lines) {
            var why = line.whyNot(next.limits());
            if (!why.isEmpty()) {
                away.add("allow", line.host(), why);
                line.close();
            }
        }
        handOver();
    }

    /** That instance listens here already. */
    synchronized boolean isHeldBy(OwnLines holder) {
        return bindings.stream().anyMatch(binding -> binding.holder() == holder);
    }

    /**
     * A version ends: requests that it still serves are cut, other connections go on with another
     * version. True: there is none, and the port must be {@linkplain #shut() closed}.
     */
    synchronized boolean release(Binding binding) {
        bindings.remove(binding);
        binding.inside().forEach(Served::cut);
        current = bindings.peekLast();
        handOver();
        return bindings.isEmpty();
    }

    /** Closes the socket and all connections. */
    void shut() throws IOException {
        acceptor.close(opening.socket());
        lines.forEach(Served::close);
    }

    synchronized void quiesce(Binding binding) {
        binding.quiesce();
        binding.inside().keySet().forEach(Served::wake);
    }

    /** Waits until no connection is with that version; false: the time is over. */
    synchronized boolean awaitLeft(Binding binding, long end) throws InterruptedException {
        while (!binding.inside().isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return true;
    }

    private void handOver() {
        lines.forEach(Served::wake);
        notifyAll();
        if (!rests()) {
            acceptor.unrest(this);
        }
    }

    /** Silent connections need no thread now. */
    boolean rests() {
        var now = current;
        return now == null || now.protocol() instanceof Protocol.Resting;
    }

    /** That version may take the next request. Asked before each one, so without a lock. */
    boolean serves(@Nullable Binding binding) {
        return binding != null && binding == current && !binding.quiesced();
    }

    /** Longest silence of a peer, in nanoseconds; 0: for ever. */
    long idle() {
        var now = current;
        return now == null ? 0 : now.limits().idle();
    }

    /** A connection came in. On the acceptor's thread. */
    void admit(SocketChannel channel) throws IOException {
        var now = current;
        var host = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        if (now == null || !allowed(now.limits(), host) || !hasRoom(now.limits(), host)) {
            channel.close();
            return;
        }
        var line = new Served(channel, this, now.limits().security());
        lines.add(line);
        if (rests() && !line.mustShake()) {
            rest(line);
        } else {
            begin(line);
        }
    }

    /** It needs no thread until bytes come. */
    private void rest(Served line) {
        line.rest();
        acceptor.rest(line);
    }

    /** Serves a connection on a new thread. On the acceptor's thread. */
    void begin(Served line) {
        var name = "pons-port-" + address().getPort() + "-" + peers.incrementAndGet();
        boolean started = false;
        try {
            Acceptor.thread(name, () -> run(line)).start();
            started = true;
        } finally {
            if (!started) {
                lines.remove(line);
            }
        }
    }

    /** A connection that had no thread is closed. */
    void left(Served line) {
        lines.remove(line);
        acceptor.wake();
    }

    /** Something of this port failed that belongs to no peer. */
    void failed(String kind, String why) {
        away.add(kind, why);
    }

    private boolean allowed(Limits limits, InetAddress host) {
        boolean allowed = limits.allows(host);
        if (!allowed) {
            away.add("allow", host, "not in the list of allowed peers");
        }
        return allowed;
    }

    private boolean hasRoom(Limits limits, InetAddress host) {
        if (lines.size() < limits.connections()) {
            away.over("full");
            return true;
        }
        var silent = longestSilent(Wire.nanos(limits.replace()), host);
        if (silent.isPresent() && silent.get().giveWay()) {
            lines.remove(silent.get());
            away.add("silent", silent.get().host(), "was silent and gave way to a new connection");
            return true;
        }
        away.add(
                "full",
                host,
                "all "
                        + limits.connections()
                        + " connections are taken and none was silent for "
                        + Words.of(limits.replace()));
        return false;
    }

    /** One of the same host, if there is one that has been silent for so long. */
    private Optional<Served> longestSilent(long least, InetAddress host) {
        long now = System.nanoTime();
        return lines.stream()
                .filter(line -> line.silence(now) >= least)
                .max(
                        Comparator.comparing((Served line) -> line.host().equals(host))
                                .thenComparing(line -> line.silence(now)));
    }

    private void run(Served line) {
        try {
            line.wakes();
            boolean more = secured(line);
            while (more) {
                more = serve(line);
            }
        } finally {
            if (line.rests()) {
                rest(line);
            } else {
                line.close();
                lines.remove(line);
            }
        }
    }

    /** The handshake of TLS, where there is one; false: the connection is not let in. */
    private boolean secured(Served line) {
        try {
            line.secure(HANDSHAKE);
        } catch (IOException e) {
            if (line.open()) {
                away.add("tls", line.host(), unsecured(e));
            }
            return false;
        }
        var now = current;
        var why = now == null ? "" : line.whyNot(now.limits());
        if (!why.isEmpty()) {
            away.add("allow", line.host(), why);
        }
        return why.isEmpty();
    }

    private static String unsecured(IOException why) {
        if (why instanceof TlsException) {
            return String.valueOf(why.getMessage());
        }
        return why instanceof SocketTimeoutException
                ? "TLS failed: the handshake took too long"
                : "TLS failed: the connection broke in the handshake";
    }

    /** One version's turn, on the connection's thread; false: the connection is over. */
    private boolean serve(Served line) {
        var binding = enter(line);
        if (binding == null) {
            return false;
        }
        try {
            line.with(binding);
            binding.protocol().serve(line);
            return goesOn(binding, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception | LinkageError e) {
            if (line.open()) {
                line.close();
                away.add("serve " + e.getClass().getName(), line.host(), Words.of(e));
            }
            return false;
        } finally {
            line.with(null);
            leave(binding, line);
        }
    }

    /** A protocol that returned though nobody wanted the line back is called again at a request. */
    private boolean goesOn(Binding binding, Served line) throws IOException {
        if (serves(binding) && line.open() && !line.rests()) {
            line.ready();
        }
        return line.open() && !line.rests() && !Thread.currentThread().isInterrupted();
    }

    /** Waits for a version that serves; null: there will be none. */
    private synchronized @Nullable Binding enter(Served line) {
        try {
            while (!serves(current) && line.open() && !bindings.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        var now = current;
        if (now == null || !line.open()) {
            return null;
        }
        now.inside().put(line, Thread.currentThread());
        return now;
    }

    private synchronized void leave(Binding binding, Served line) {
        binding.inside().remove(line);
        notifyAll();
    }
}
