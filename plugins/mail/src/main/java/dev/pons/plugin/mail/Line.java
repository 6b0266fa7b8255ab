package dev.pons.plugin.mail;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.Properties;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection of the kernel's to a mail server, which the mail library takes for a socket. TLS
 * is the kernel's too, so the library never sees a certificate. One thread, but for {@link
 * #close()}.
 */
final class Line implements AutoCloseable {

    private final Way way;
    private Instant due;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    private boolean secured;
    private @Nullable NotSentException failure;

    /**
     * Not connected yet.
     *
     * @param due when the connection, and what is said first on it, must be done
     */
    Line(Way way, Instant due) {
        this.way = way;
        this.due = due;
    }

    /** A session of the library that has this line alone. Called inside of a {@link Library}. */
    Session session(String protocol) {
        var all = new Properties();
        var mail = "mail." + protocol + ".";
        all.put(mail + "socketFactory", new Clear());
        all.put(mail + "ssl.socketFactory", new Sealed());
        all.put(mail + "socketFactory.fallback", "false");
        boolean starttls = way.encryption() == Encryption.STARTTLS;
        all.put(mail + "starttls.enable", "" + starttls);
        all.put(mail + "starttls.required", "" + starttls);
        all.put(mail + "auth.mechanisms", way.login().mechanisms());
        all.put(mail + "quitwait", "false");
        if (!way.hello().isEmpty()) {
            all.put(mail + "localhost", way.hello());
        }
        if (protocol.equals("imap")) {
            all.put("mail.imap.peek", "true");
            all.put("mail.imap.fetchsize", "" + (1 << 20));
            all.put("mail.imap.connectionpoolsize", "1");
        }
        return Session.getInstance(all);
    }

    /** Until when the server may take for what follows. */
    void until(Instant when) throws IOException {
        due = when;
        connection().deadline(when);
    }

    /** It is as it was left: nothing came, and the peer is there. */
    boolean isGood() {
        var open = connection;
        return !closed && open != null && open.isOpen() && !open.stale();
    }

    /** Why there is no conversation, in an operator's words; what the server wrote is not in it. */
    NotSentException why(MessagingException e, String otherwise) {
        if (failure != null) {
            return failure;
        }
        // the library says so of a missing STARTTLS, too
        boolean asked = way.encryption() != Encryption.STARTTLS || secured;
        if (asked && e instanceof AuthenticationFailedException) {
            return new NotSentException(
                    way.name() + " does not take the login: " + way.login().remedy());
        }
        return new NotSentException(way.name() + ": " + otherwise);
    }

    @Override
    public void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    private Connection connection() throws IOException {
        var open = connection;
        if (open == null) {
            throw new IOException("not connected");
        }
        return open;
    }

    private void dial() throws IOException {
        try {
            if (connection != null) {
                throw new NotSentException("a second connection to " + way.name() + " is not made");
            }
            var open = way.ports().dial(way.server());
            connection = open;
            if (closed) {
                open.close();
                throw new NotSentException("connecting to " + way.name() + " was broken off");
            }
            open.deadline(due);
            if (way.encryption() == Encryption.TLS) {
                way.ports().secure(open, way.tls(), way.server().host(), due);
            }
        } catch (NotSentException e) {
            failure = e;
            throw e;
        }
    }

    private void secure() throws IOException {
        try {
            way.ports().secure(connection(), way.tls(), way.server().host(), due);
            connection().deadline(due);
            secured = true;
        } catch (NotSentException e) {
            failure = e;
            throw e;
        }
    }

    /** Makes the socket of a conversation; it is connected by its {@code connect}. */
    private final class Clear extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new LineSocket(Line.this::dial, Line.this::connection, Line.this::close);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never asked for");
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
            return createSocket("", port);
        }

        @Override
        public Socket createSocket(
                java.net.InetAddress host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket("", port);
        }
    }

    /** Goes on in TLS after STARTTLS; never asked for anything else. */
    private final class Sealed extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close)
                throws IOException {
            secure();
            return new LineSocket(Line.this::dial, Line.this::connection, Line.this::close);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never asked for");
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
            return createSocket("", port);
        }

        @Override
        public Socket createSocket(
                java.net.InetAddress host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket("", port);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }
    }
}
