package dev.pons.plugin.tcp;

import dev.pons.tck.SendingPeer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Peers of the tests: messages end with a line feed. */
final class Lines {

    static final String FRAMING = "framing: { delimiter: '\\n' }";

    private Lines() {}

    static void write(Socket line, String text) throws IOException {
        line.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] line(byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(body);
        out.write('\n');
        return out.toByteArray();
    }

    static Optional<byte[]> read(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                return Optional.empty();
            }
            body.write(one);
        }
        return Optional.of(body.toByteArray());
    }

    static Socket connect(int port) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        line.setSoTimeout(10_000);
        return line;
    }

    static SendingPeer peer(int port) throws IOException {
        var line = connect(port);
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                line.getOutputStream().write(line(body));
                var answer = read(line.getInputStream());
                return new String(
                                answer.orElseThrow(() -> new EOFException("the line ended")),
                                StandardCharsets.UTF_8)
                        .equals("YES");
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
