package dev.pons.core.net;

import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Protocol;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    /** So long silent, a connection that may rest does, in nanoseconds. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(200);

    /** Who it is, and what it had to show. */
    private record Guest(String peer, InetAddress host, Limits.Security security) {}

    private final Wire wire;
    private final Port port;
    private final Guest guest;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile long silentSince = System.nanoTime();
    private volatile boolean resting;
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
        if (mustShake()) {
            wire.secure(guest.security().engine().orElseThrow(), longest);
        }
    }

    /** It has to show who it is before anything else, and soon. */
    boolean mustShake() {
        return guest.security().tls().isPresent() && !wire.isSecure();
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

    /** A thread serves it. */
    void wakes() {
        resting = false;
    }

    /** It has no thread, or gives it back: it is silent, and open. */
    boolean rests() {
        return resting && open();
    }

    Port port() {
        return port;
    }

    /** Has somebody tell when it is not silent any more. */
    void watch(Selector by) throws IOException {
        wire.watch(by, this);
    }

    /** Between two threads, or before the first; nothing is buffered. */
    void rest() {
        resting = true;
        wire.rest();
    }

    /** It was silent for longer than the port allows. */
    boolean isOverdue(long now) {
        long idle = port.idle();
        return idle > 0 && silence(now) >= idle;
    }

    /** How long it has been silent between requests, in nanoseconds; -1: it is not between them. */
    long silence(long now) {
        return state.get() == State.WAITING ? now - silentSince : -1;
    }

    /** Closes it if it is between two requests. */
    boolean giveWay() {
        if (state.compareAndSet(State.WAITING, State.CLOSED)) {
            end();
            return true;
        }
        return false;
    }

    private void end() {
        wire.close();
        if (resting) {
            port.left(this);
        }
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
                long now = System.nanoTime();
                if (isOverdue(now)) {
                    close();
                    return false;
                }
                if (silence(now) >= REST && mayRest()) {
                    resting = true;
                    return false;
                }
                if (wire.await(left(now)) && !wire.fill()) {
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

    private boolean mayRest() {
        var version = binding;
        return version != null
                && version.protocol() instanceof Protocol.Resting protocol
                && protocol.mayRest(this);
    }

    /** How long to wait until there is something to look for; 0: for ever. */
    private long left(long now) {
        long idle = port.idle();
        long left = idle == 0 ? Long.MAX_VALUE : Math.max(1, idle - silence(now));
        if (port.rests()) {
            left = Math.min(left, REST - silence(now) % REST);
        }
        return left == Long.MAX_VALUE ? 0 : left;
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
    public void finish() throws IOException {
        wire.finish();
    }

    @Override
    public void close() {
        state.set(State.CLOSED);
        end();
    }
}
