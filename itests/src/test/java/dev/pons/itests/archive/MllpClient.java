package dev.pons.itests.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender of HL7 that keeps its connection; frames as HL7 v2.5.1 appendix C says. */
public final class MllpClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to a port of the loopback. */
    public static MllpClient to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new MllpClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one message on a connection of its own; the answer. */
    public static String sendTo(int port, String message) {
        try (MllpClient client = to(port)) {
            return client.send(message);
        }
    }

    /** Sends one message and waits for its answer; text is ISO 8859-1, byte for byte. */
    public String send(String message) {
        raw("\u000b" + message + "\u001c\r");
        return answer();
    }

    /** Writes bytes as they are. */
    public void raw(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer. */
    public String answer() {
        try {
            return frame(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String frame(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (last == 0x1c && next == '\r') {
                String whole = message.toString(StandardCharsets.ISO_8859_1);
                return whole.substring(0, whole.length() - 1);
            }
            if (next == 0x0b) {
                message.reset();
            } else {
                message.write(next);
            }
            last = next;
        }
        throw new EOFException("the peer closed the connection");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
