package dev.pons.cli;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Sends messages to one peer, one after the other, over a connection that is kept. One thread. */
final class Sender implements AutoCloseable {

    private final InetSocketAddress peer;
    private final int timeoutMillis;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private long begin;

    Sender(String address, Duration timeout) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new WrongCallException("an address is HOST:PORT, not '" + address + "'");
        }
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        peer = new InetSocketAddress(host, Arguments.port(address.substring(colon + 1)));
        timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    /** What the peer answered. After any failure the next call connects anew. */
    Answer send(byte[] message) throws IOException {
        write(Mllp.frame(message));
        return answer();
    }

    /** Bytes as they are, over the connection; after a failure the next call connects anew. */
    void write(byte[] bytes) throws IOException {
        try {
            connect();
            Socket connected = socket;
            if (connected == null) {
                throw new IOException("not connected");
            }
            begin = System.nanoTime();
            connected.getOutputStream().write(bytes);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The next answer; its time counts from the last write. */
    Answer answer() throws IOException {
        try {
            byte[] answer = Mllp.read(connect());
            if (answer == null) {
                throw new IOException("the peer closed the connection without an answer");
            }
            return new Answer(
                    Hl7.field(answer, "MSA", 1),
                    Hl7.field(answer, "MSA", 2),
                    Hl7.field(answer, "MSA", 3),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private InputStream connect() throws IOException {
        InputStream open = in;
        if (open != null) {
            return open;
        }
        if (peer.isUnresolved()) {
            throw new UnknownHostException(peer.getHostString());
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.connect(peer, timeoutMillis);
        fresh.setSoTimeout(timeoutMillis);
        open = new BufferedInputStream(fresh.getInputStream());
        in = open;
        return open;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }

    /** MSA-1, MSA-2, MSA-3 of an acknowledgement, and how long it took. */
    record Answer(String code, String controlId, String text, Duration time) {

        boolean accepted() {
            return code.equals("AA") || code.equals("CA");
        }

        String line() {
            String shown = code.isEmpty() ? "??" : code;
            String words = code.isEmpty() ? "the answer has no MSA segment" : text;
            double millis = time.toNanos() / 1e6;
            return "%-2s  %-20s  %6.1f ms  %s".formatted(shown, controlId, millis, words).strip();
        }
    }
}
