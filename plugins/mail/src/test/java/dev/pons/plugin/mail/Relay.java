package dev.pons.plugin.mail;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands between a client and GreenMail: cuts the connection where a test wants it, and speaks the
 * STARTTLS that GreenMail does not.
 */
final class Relay implements AutoCloseable {

    /** Where a connection is cut. */
    enum Cut {
        NOWHERE,
        /** A line of the client with these words does not reach the server. */
        BEFORE,
        /** It does, and the answer does not reach the client. */
        ANSWER
    }

    /** TLS from the first byte, in place of STARTTLS. */
    volatile boolean sealed;

    volatile Cut cut = Cut.NOWHERE;
    volatile String words = "";

    /** How many bytes of the server may pass after the words; then it is cut. */
    volatile int after = -1;

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger cuts = new AtomicInteger();
    final AtomicInteger secured = new AtomicInteger();

    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final @Nullable SSLContext tls;

    /**
     * To a port of this machine.
     *
     * @param tls null: no STARTTLS
     */
    Relay(int target, @Nullable SSLContext tls) throws IOException {
        this.target = target;
        this.tls = tls;
        begin(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void begin(Runnable work) {
        var thread = new Thread(work, "tck-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                connections.incrementAndGet();
                var peer = new Socket(InetAddress.getLoopbackAddress(), target);
                lines.add(client);
                lines.add(peer);
                new Pair(client, peer).run();
            }
        } catch (IOException closed) {
            lines.forEach(Relay::hangUp);
        }
    }

    private static void hangUp(Socket line) {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        lines.forEach(Relay::hangUp);
    }

    /** One client and its connection to the server. */
    private final class Pair {

        private final Socket client;
        private final Socket peer;
        private volatile OutputStream toClient;
        private volatile boolean swallows;
        private volatile int allowance = -1;

        Pair(Socket client, Socket peer) throws IOException {
            this.client = client;
            this.peer = peer;
            this.toClient = client.getOutputStream();
        }

        void run() {
            begin(this::up);
        }

        private void down() {
            try {
                var in = peer.getInputStream();
                var some = new byte[4096];
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    if (swallows) {
                        end();
                        return;
                    }
                    int may = allowance < 0 ? n : Math.min(n, allowance);
                    toClient.write(some, 0, may);
                    toClient.flush();
                    if (allowance >= 0) {
                        allowance -= may;
                        if (allowance == 0) {
                            end();
                            return;
                        }
                    }
                }
            } catch (IOException gone) {
                hangUp(peer);
            } finally {
                hangUp(client);
            }
        }

        private void end() {
            cuts.incrementAndGet();
            hangUp(client);
            hangUp(peer);
        }

        private void up() {
            try {
                InputStream in =
                        new BufferedInputStream(sealed ? secure() : client.getInputStream());
                begin(this::down);
                boolean open = tls != null && !sealed;
                for (var line = line(in); line.length > 0; line = line(in)) {
                    var text = new String(line, StandardCharsets.ISO_8859_1);
                    var own = open ? own(text.strip()) : "";
                    if (!own.isEmpty()) {
                        toClient.write(own.getBytes(StandardCharsets.ISO_8859_1));
                        toClient.flush();
                        if (text.contains("STARTTLS") || text.contains("STLS")) {
                            in = new BufferedInputStream(secure());
                            open = false;
                        }
                        continue;
                    }
                    if (!passes(text)) {
                        end();
                        return;
                    }
                    peer.getOutputStream().write(line);
                    peer.getOutputStream().flush();
                }
            } catch (IOException gone) {
                hangUp(client);
            } finally {
                hangUp(peer);
            }
        }

        private boolean passes(String text) {
            if (words.isEmpty() || !text.contains(words)) {
                return true;
            }
            swallows = cut == Cut.ANSWER;
            allowance = after;
            return cut != Cut.BEFORE;
        }

        /** What it says itself before TLS. */
        private String own(String ask) {
            var tag = ask.split(" ")[0];
            if (ask.startsWith("EHLO")) {
                return "250-relay\r\n250 STARTTLS\r\n";
            }
            if (ask.equals("STARTTLS")) {
                return "220 go\r\n";
            }
            if (ask.equals("CAPA")) {
                return "+OK\r\nSTLS\r\n.\r\n";
            }
            if (ask.equals("STLS")) {
                return "+OK\r\n";
            }
            if (ask.endsWith(" CAPABILITY")) {
                return "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n" + tag + " OK\r\n";
            }
            return ask.endsWith(" STARTTLS") ? tag + " OK\r\n" : "";
        }

        private InputStream secure() throws IOException {
            if (tls == null) {
                throw new IOException("no TLS");
            }
            var sealed =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(client, "127.0.0.1", client.getPort(), true);
            sealed.setUseClientMode(false);
            sealed.startHandshake();
            secured.incrementAndGet();
            toClient = sealed.getOutputStream();
            return sealed.getInputStream();
        }

        private byte[] line(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    break;
                }
            }
            return line.toByteArray();
        }
    }
}
