package dev.pons.core.net;

import dev.pons.spi.net.Connection;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A connection that came in on a port. Its thread goes from one version of the protocol to the
 * next; {@link #ready()} is the place where it changes hands.
 */
final class Served implements Connection {

    /** Where it is between two requests. */
    private enum State {
        /** Between requests: may be handed over, or give way. */
        WAITING,
        /** A request has begun and is not answered. */
        INSIDE,
        CLOSED;

        boolean mayBecome(State next) {
            return this != CLOSED && this != next;
        }
    }

    /** Who it is, and what it had to show. */
    private record Guest(String peer, InetAddress host, Limits.Security security) {}

    private final Wire wire;
    private final Port port;
    private final Guest guest;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile long silentSince = System.nanoTime();
    private @Nullable Binding binding;

    Served(SocketChannel channel, Port port, Limits.Security security) throws IOException {
        this.port = port;
        wire = new Wire(channel, closed -> {});
        guest = new Guest(wire.peer(), wire.remote().getAddress(), security);
    }

    /** The peer's address. */
    InetAddress host() {
        return guest.host();
    }

    /**
     * The handshake, where the port has one, on the connection's thread. {@code TlsException}: it
     * failed.
     */
    void secure(Duration longest) throws IOException {
        var engine = guest.security().engine();
        if (engine.isPresent()) {
            wire.secure(engine.get(), longest);
        }
    }

    /** Why these limits do not allow it; empty: they do. */
    String whyNot(Limits limits) {
        if (!limits.allows(guest.host())) {
            return "not in the list of allowed peers";
        }
        if (!limits.security().same(guest.security())) {
            return "the port's TLS is another now";
        }
        return wire.names().filter(names -> !limits.security().allows(names)).isPresent()
                ? "the name in its certificate is not in the list of peers"
                : "";
    }

    /** Told by the port before each service, on the connection's thread; null after it. */
    void with(@Nullable Binding version) {
        binding = version;
    }

    /** How long it has been silent between requests, in nanoseconds; -1: it is not between them. */
    long silence(long now) {
        return state.get() == State.WAITING ? now - silentSince : -1;
    }

    /** Closes it if it is between two requests. */
    boolean giveWay() {
        if (state.compareAndSet(State.WAITING, State.CLOSED)) {
            wire.close();
            return true;
        }
        return false;
    }

    @Override
    public boolean isOpen() {
        return open();
    }

    boolean open() {
        return state.get() != State.CLOSED;
    }

    /** Closes it and ends what its thread waits for, if it is inside a request. */
    void cut(Thread thread) {
        if (state.compareAndSet(State.INSIDE, State.CLOSED)) {
            wire.close();
            thread.interrupt();
        }
    }

    void wake() {
        wire.wake();
    }

    @Override
    public boolean ready() throws IOException {
        wire.relax();
        silentSince = System.nanoTime();
        return move(State.WAITING) && awaitRequest() && move(State.INSIDE);
    }

    private boolean awaitRequest() {
        try {
            while (port.serves(binding) && !Thread.currentThread().isInterrupted()) {
                if (wire.buffered()) {
                    return true;
                }
                long idle = port.idle();
                long left = idle == 0 ? 0 : silentSince + idle - System.nanoTime();
                if (idle > 0 && left <= 0) {
                    close();
                    return false;
                }
                if (wire.await(left) && !wire.fill()) {
                    close();
                    return false;
                }
            }
            return false;
        } catch (IOException closedMeanwhile) {
            close();
            return false;
        }
    }

    private boolean move(State next) {
        var now = Objects.requireNonNull(state.get());
        return now == next || now.mayBecome(next) && state.compareAndSet(now, next);
    }

    @Override
    public InputStream in() {
        return wire.in();
    }

    @Override
    public OutputStream out() {
        return wire.out();
    }

    @Override
    public String peer() {
        return guest.peer();
    }

    @Override
    public Optional<String> subject() {
        return wire.subject();
    }

    @Override
    public void deadline(Instant until) {
        wire.deadline(until);
    }

    @Override
    public boolean stale() {
        return wire.stale();
    }

    @Override
    public void close() {
        state.set(State.CLOSED);
        wire.close();
    }
}
