package dev.pons.plugin.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer that writes raw bytes; in texts {@code <} is 0x0B, {@code >} 0x1C, {@code /} 0x0D. */
final class Sender implements AutoCloseable {

    final Socket socket;

    Sender(InetSocketAddress port) throws IOException {
        this(new Socket(port.getAddress(), port.getPort()));
    }

    Sender(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5000);
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(wire(text));
    }

    static byte[] wire(String text) {
        return text.replace('<', '\u000B')
                .replace('>', '\u001C')
                .replace('/', '\r')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The content of the next frame; "closed" when the line is closed. */
    String read() throws IOException {
        var content = new ByteArrayOutputStream();
        try {
            for (int b; (b = socket.getInputStream().read()) != 0x1C; ) {
                if (b < 0) {
                    return "closed";
                }
                if (b != 0x0B) {
                    content.write(b);
                }
            }
            socket.getInputStream().read();
        } catch (SocketException reset) {
            return "closed";
        }
        return content.toString(StandardCharsets.ISO_8859_1).replace('\r', '/');
    }

    String ask(String text) throws IOException {
        write(text);
        return read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
