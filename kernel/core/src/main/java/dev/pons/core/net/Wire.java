package dev.pons.core.net;

import dev.pons.core.net.tls.PeerNames;
import dev.pons.spi.net.Connection;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.net.ssl.SSLEngine;

/**
 * One TCP connection with waits that end: at a deadline, by {@link #wake()}, by an interrupt. One
 * thread reads, one at a time writes; any may wake or close. The channel never blocks; the thread
 * waits in a selector of its own, which costs the same system calls as a blocking read with a time
 * limit, and no idle wake-ups.
 */
final class Wire implements Connection {

    /** Longest silence inside a request or answer, in nanoseconds, where nothing else is said. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /** How often a writer that waits for room looks whether the line was closed, milliseconds. */
    private static final long LOOK = 500;

    /** Room for a usual message; larger ones take several system calls. */
    private static final int ROOM = 8192;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Consumer<Wire> closed;
    private final Incoming raw;
    private final OutBuffer out = new OutBuffer(ROOM, this::write);

    /** Made when it is needed, and let go of when the line rests. */
    private @Nullable InputStream in;

    private long allowance;

    /** Takes the connected channel over; {@code closed} runs at each call of {@link #close()}. */
    Wire(SocketChannel channel, Consumer<Wire> closed) throws IOException {
        this.channel = channel;
        this.closed = closed;
        this.raw = new Incoming(new Pipe.Plain(channel));
        SocketTuning.apply(channel);
        channel.configureBlocking(false);
        var selector = Selector.open();
        try {
            key = channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /** The peer's address and port. */
    InetSocketAddress remote() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    /**
     * All goes through TLS from now on; returns when the handshake is done, within the time. {@code
     * TlsException}: it failed, and why. Nothing that came is unread.
     */
    void secure(SSLEngine engine, Duration patience) throws IOException {
        var tls = new TlsPipe(channel, engine);
        long end = System.nanoTime() + nanos(patience);
        for (var needs = tls.shake(); needs != TlsPipe.Needs.NOTHING; needs = tls.shake()) {
            if (needs == TlsPipe.Needs.ROOM) {
                needRoom();
            } else {
                while (!select(left(end))) {
                    goesOn();
                }
            }
        }
        raw.pipe = tls;
        raw.asked = false;
        in = null;
    }

    /** All goes through TLS. */
    boolean isSecure() {
        return raw.pipe instanceof TlsPipe;
    }

    /** The names in the certificate that the peer proved; empty: none was asked for. */
    Optional<PeerNames> names() {
        return raw.pipe.names();
    }

    /** Bytes have come that nobody has read. */
    boolean buffered() throws IOException {
        var buffer = in;
        return buffer == null ? raw.pipe.holds() : buffer.available() > 0;
    }

    /** Waits until the buffer has a byte; false: the peer has left, orderly or not. */
    boolean fill() {
        try {
            in().mark(1);
            boolean some = in().read() >= 0;
            in().reset();
            return some;
        } catch (IOException left) {
            return false;
        }
    }

    /**
     * Waits at most so long (0: for ever) until something can be read. False: time over, woken or
     * interrupted; ask again.
     */
    boolean await(long nanos) throws IOException {
        return select(nanos);
    }

    /** Ends a wait, or the next one, early. */
    void wake() {
        key.selector().wakeup();
    }

    /** Takes back the deadline. */
    void relax() {
        allowance = 0;
    }

    private boolean select(long nanos) throws IOException {
        raw.asked = false;
        try {
            return key.selector().select(ready -> {}, nanos == 0 ? 0 : millis(nanos)) > 0;
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw (IOException) new AsynchronousCloseException().initCause(e);
        }
    }

    private static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** Waits for bytes inside a request; an exception when that takes too long. */
    private void needBytes() throws IOException {
        long end = allowance == 0 ? System.nanoTime() + PATIENCE : allowance;
        while (!select(left(end))) {
            goesOn();
        }
    }

    /**
     * Waits until the peer takes more: with a selector of its own, since answers may go out while
     * the reader waits for a request. The deadline is one of reads: an answer that is late must
     * still go out.
     */
    private void needRoom() throws IOException {
        long end = System.nanoTime() + PATIENCE;
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (selector.select(ready -> {}, Math.min(LOOK, millis(left(end)))) == 0) {
                goesOn();
            }
        }
    }

    /** All of it, and what is inside of the pipe. */
    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (!raw.pipe.write(bytes)) {
                needRoom();
            }
        } finally {
            raw.asked = true;
        }
    }

    private void goesOn() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while the peer was waited for");
        }
        if (!channel.isOpen()) {
            throw new AsynchronousCloseException();
        }
    }

    private static long left(long end) throws IOException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the peer was silent for too long");
        }
        return left;
    }

    @Override
    public InputStream in() {
        var buffer = in;
        if (buffer == null) {
            buffer = new BufferedInputStream(raw, ROOM);
            in = buffer;
        }
        return buffer;
    }

    /** Nobody reads or writes for a while: needs no memory until then. Nothing is buffered. */
    void rest() {
        in = null;
        raw.target = NOTHING;
        raw.pipe.rest();
        out.rest();
    }

    /** Has another selector tell when something can be read. */
    void watch(Selector by, Object as) throws IOException {
        var known = channel.keyFor(by);
        if (known == null) {
            channel.register(by, SelectionKey.OP_READ, as);
        } else {
            known.interestOps(SelectionKey.OP_READ);
        }
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public String peer() {
        try {
            return Words.of(remote());
        } catch (IOException closedAlready) {
            return "unknown";
        }
    }

    /** Of a dialed line: waits for what the peer says unasked. */
    @Override
    public boolean ready() throws IOException {
        relax();
        while (!buffered() && channel.isOpen() && !Thread.currentThread().isInterrupted()) {
            if (await(0)) {
                return fill();
            }
        }
        return channel.isOpen() && buffered();
    }

    @Override
    public Optional<String> subject() {
        return names().map(PeerNames::subject);
    }

    @Override
    public void deadline(Instant until) {
        long nanos = System.nanoTime() + Math.max(0, nanos(Duration.between(Instant.now(), until)));
        allowance = nanos == 0 ? 1 : nanos;
    }

    /** At most 146 years, so that it can be added to {@code nanoTime}. */
    static long nanos(Duration duration) {
        return Math.min(TimeUnit.NANOSECONDS.convert(duration), Long.MAX_VALUE / 2);
    }

    @Override
    public boolean stale() {
        raw.polling = true;
        try {
            in().mark(1);
            boolean some = in().read() >= 0;
            in().reset();
            return some || raw.got < 0;
        } catch (IOException left) {
            return true;
        } finally {
            raw.polling = false;
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
        raw.pipe.end();
        write(NOTHING);
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                raw.pipe.end();
            }
            channel.close();
            key.selector().close();
        } catch (IOException e) {
            Words.LOG.debug("closing a connection: {}", Words.of(e));
        } finally {
            closed.accept(this);
        }
    }

    /** Below the buffer. */
    private final class Incoming extends InputStream {

        /** Keeps system calls, and the thread's hidden direct buffer, small. */
        private static final int MOST = 1 << 16;

        private Pipe pipe;
        private ByteBuffer target = NOTHING;
        private int got;

        /** Set: a read that would wait brings no byte, which the buffer above passes on as -1. */
        private boolean polling;

        /** Something was just sent: what comes next is waited for, not looked for first. */
        private boolean asked;

        Incoming(Pipe pipe) {
            this.pipe = pipe;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (target.array() != bytes) {
                target = ByteBuffer.wrap(bytes);
            }
            target.limit(from + Math.min(length, MOST)).position(from);
            if (asked && !polling && !pipe.holds()) {
                needBytes();
            }
            while ((got = pipe.read(target)) == 0) {
                if (polling) {
                    return 0;
                }
                needBytes();
            }
            return got;
        }

        /** For those who ask whether to wait: what the pipe holds cannot be waited for. */
        @Override
        public int available() {
            return pipe.holds() ? 1 : 0;
        }
    }
}
