package dev.pons.spi.net;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** One connection. For the one thread that serves or dialed it; {@link #close()} for any. */
@ProviderType
public interface Connection extends AutoCloseable {

    /**
     * Buffered, with mark and reset. Reads end with {@code SocketTimeoutException} at the {@link
     * #deadline}. Do not wrap it in a buffer.
     */
    InputStream in();

    /** Buffered: flush it. One thread at a time, which may be another than the one that reads. */
    OutputStream out();

    /** The peer, as text for {@code meta}: {@code 10.1.2.3:51234}. */
    String peer();

    /**
     * The name in the certificate that the peer proved by TLS, for {@code meta}: {@code
     * CN=lab.example,O=Lab} (RFC 2253). Empty: none was asked for.
     */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /**
     * Waits for the first byte of the next request. False: return from {@code serve}, since the
     * peer has left, was silent for longer than the port allows, or the kernel wants the line back.
     */
    boolean ready() throws IOException;

    /**
     * Until when reads may wait, from now on; {@code ready} takes it back. Unset: the port's or
     * peer's limit.
     */
    void deadline(Instant until) throws IOException;

    /**
     * For a dialed line that is kept between exchanges: the peer has left, or sent something that
     * nobody asked for (which can be read). Then close it and dial anew. Never waits; asked between
     * exchanges only.
     */
    boolean stale();

    /**
     * Nobody has closed it, and the peer has not left as far as is known. A line that {@code ready}
     * gave back goes on with the next version.
     */
    boolean isOpen();

    /**
     * Nothing more will be written: the peer reads all that was, and then the end. What it writes
     * can still be read, and should be to its end: closing a line on which something is unread lets
     * the system throw away what is still under way (RFC 1122, 4.2.2.13).
     */
    void finish() throws IOException;

    /** Closes the line; a read or write that waits fails. */
    @Override
    void close();
}
