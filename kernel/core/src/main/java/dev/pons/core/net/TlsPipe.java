package dev.pons.core.net;

import dev.pons.core.net.tls.PeerNames;
import dev.pons.core.net.tls.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over a channel that does not block (RFC 8446, RFC 5246). First {@link #shake} until the
 * handshake is done, then bytes. What the engine has to say by itself later (new keys) goes out
 * with the next write, or when it is read.
 */
final class TlsPipe implements Pipe {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Type, version and length of a record. */
    private static final int HEADER = 5;

    private final SocketChannel channel;
    private final SSLEngine engine;

    /** From the peer, sealed; between calls to be read from. */
    private ByteBuffer sealed;

    /** From the peer, opened; between calls to be read from. */
    private ByteBuffer opened;

    /** To the peer, sealed; between calls to be read from. Guarded by {@code this}. */
    private ByteBuffer out;

    private volatile @Nullable PeerNames names;
    private boolean shaken;

    /** What has to happen before a handshake goes on. */
    enum Needs {
        /** It is done. */
        NOTHING,
        /** The peer has to say something. */
        BYTES,
        /** The peer has to take something. */
        ROOM
    }

    TlsPipe(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        var session = engine.getSession();
        sealed = ByteBuffer.allocate(session.getPacketBufferSize()).limit(0);
        opened = ByteBuffer.allocate(session.getApplicationBufferSize()).limit(0);
        out = out();
    }

    private ByteBuffer out() {
        return ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).limit(0);
    }

    /**
     * Goes on with the handshake as far as it goes without waiting. {@code TlsException}: it
     * failed; the peer was told why, if that went at once.
     */
    Needs shake() throws IOException {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !shaken) {
                engine.beginHandshake();
            }
            while (sent()) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> work();
                    case NEED_WRAP -> seal(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        int some = open();
                        if (some < 0) {
                            throw new EOFException("the peer ended the handshake");
                        }
                        if (some == 0) {
                            return Needs.BYTES;
                        }
                    }
                    default -> {
                        shaken = true;
                        names = PeerNames.in(engine.getSession()).orElse(null);
                        return Needs.NOTHING;
                    }
                }
            }
            return Needs.ROOM;
        } catch (SSLException e) {
            end();
            throw Refusal.of(e);
        } catch (EOFException e) {
            throw Refusal.left(e);
        }
    }

    /** {@code TlsException}: the peer refuses us; TLS 1.3 may say so behind the handshake. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            while (!opened.hasRemaining()) {
                int some = open();
                if (some <= 0) {
                    return some;
                }
            }
        } catch (SSLException e) {
            throw Refusal.of(e);
        }
        int count = Math.min(opened.remaining(), target.remaining());
        target.put(opened.slice(opened.position(), count));
        opened.position(opened.position() + count);
        return count;
    }

    /**
     * Opens what has come: 1: something was done; 0: the peer has to say more; -1: it said that
     * this was all. {@code EOFException}: it is gone without having said so.
     */
    private int open() throws IOException {
        opened.clear();
        var result = engine.unwrap(sealed, opened);
        opened.flip();
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                return fill();
            }
            case BUFFER_OVERFLOW -> {
                opened =
                        ByteBuffer.allocate(
                                        Math.max(
                                                2 * opened.capacity(),
                                                engine.getSession().getApplicationBufferSize()))
                                .limit(0);
                return 1;
            }
            case CLOSED -> {
                return -1;
            }
            default -> {
                later(result);
                return 1;
            }
        }
    }

    private int fill() throws IOException {
        if (sealed.position() == 0 && sealed.limit() == sealed.capacity()) {
            int room = Math.max(2 * sealed.capacity(), engine.getSession().getPacketBufferSize());
            sealed = ByteBuffer.allocate(room).put(sealed);
        } else {
            sealed.compact();
        }
        int got;
        try {
            got = channel.read(sealed);
        } finally {
            sealed.flip();
        }
        if (got < 0) {
            throw new EOFException("the peer left without the end of TLS");
        }
        return got;
    }

    /**
     * What the engine wants after the handshake: work, or to tell the peer something. {@code
     * SSLException}: in TLS 1.2 that is another handshake, which costs a peer little and us much,
     * and is not made (RFC 9325, section 3.5).
     */
    private void later(SSLEngineResult result) throws IOException {
        if (!shaken) {
            return; // still in the handshake, which sees to it
        }
        if (isShaking(result) && !engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("renegotiation");
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            work();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            seal(NOTHING);
        }
    }

    private static boolean isShaking(SSLEngineResult result) {
        var status = result.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private void work() {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public boolean write(ByteBuffer source) throws IOException {
        while (sent()) {
            if (!source.hasRemaining()) {
                return true;
            }
            seal(source);
        }
        return false;
    }

    /** Seals a record and sends what goes at once, unless one is still to be sent. */
    private synchronized void seal(ByteBuffer source) throws IOException {
        if (!sent()) {
            return;
        }
        out = out.capacity() == 0 ? out() : out;
        out.clear();
        try {
            var result = engine.wrap(source, out);
            if (result.getStatus() != SSLEngineResult.Status.OK && source.hasRemaining()) {
                throw new EOFException("the line has been closed");
            }
        } finally {
            out.flip();
        }
        sent();
    }

    private synchronized boolean sent() throws IOException {
        if (out.hasRemaining()) {
            channel.write(out);
        }
        return !out.hasRemaining();
    }

    @Override
    public boolean holds() {
        try {
            int some = 1;
            while (!opened.hasRemaining() && some > 0 && isWhole()) {
                some = open(); // a record need not bring a byte
            }
            return opened.hasRemaining() || some < 0;
        } catch (IOException e) {
            return true; // which the next read says
        }
    }

    private boolean isWhole() {
        return sealed.remaining() >= HEADER && sealed.remaining() >= record();
    }

    private int record() {
        int at = sealed.position() + 3;
        return HEADER + ((sealed.get(at) & 0xFF) << 8 | sealed.get(at + 1) & 0xFF);
    }

    @Override
    public Optional<PeerNames> names() {
        return Optional.ofNullable(names);
    }

    @Override
    public void rest() {
        sealed = sealed.hasRemaining() ? sealed : NOTHING;
        opened = opened.hasRemaining() ? opened : NOTHING;
        synchronized (this) {
            out = out.hasRemaining() ? out : NOTHING;
        }
    }

    @Override
    public void end() {
        engine.closeOutbound();
        try {
            seal(NOTHING);
        } catch (IOException gone) {
            Words.LOG.debug("a peer was gone before it was told the end");
        }
    }
}
