package dev.pons.plugin.http;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The contracts of a listener, over HTTP. */
class HttpListenerContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new HttpSource();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " }, path: /in }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 8080, max-body: very, time: soon }";
    }

    @Override
    protected String example() {
        return """
        source:
          http: { listen: { port: 8080 }, path: /orders, access: { keys: { of: { his: "${secret:his}" } } } }
          format: tck
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    @Override
    protected SendingPeer peer(int port) throws IOException {
        return posting(port, "/in");
    }

    /** One that posts to a path of this machine. */
    static SendingPeer posting(int port, String path) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                var out = line.getOutputStream();
                var head =
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length;
                out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                return answer(line.getInputStream()) / 100 == 2;
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }

    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        int length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.readNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the line ended");
            }
            text.append((char) one);
        }
        return text.toString().strip();
    }
}
