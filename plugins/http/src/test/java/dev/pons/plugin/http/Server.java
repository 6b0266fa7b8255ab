package dev.pons.plugin.http;

import dev.pons.tck.TcpReceiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers each request with the same text. */
final class Server extends TcpReceiver {

    private static final String YES = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nYES";
    private static final String NO = "HTTP/1.1 422 No\r\nContent-Length: 2\r\n\r\nNO";

    /** Heads of requests, as they came. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    volatile String answer = YES;

    Server() throws IOException {}

    @Override
    public String options() {
        return "{ url: \"http://127.0.0.1:" + port() + "/in\", timeout: 1s }";
    }

    /** Its port. */
    int at() {
        return port();
    }

    /** Where it is. */
    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    protected Optional<byte[]> read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                return Optional.empty();
            }
            head.append((char) one);
        }
        heads.add(head.toString());
        var length = head.toString().split("(?i)content-length: ");
        int bytes = length.length < 2 ? 0 : Integer.parseInt(length[1].split("\r")[0]);
        return Optional.of(in.readNBytes(bytes));
    }

    @Override
    protected void answer(OutputStream out, boolean yes) throws IOException {
        var text = yes ? answer : NO;
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        if (text.contains("close")) {
            out.close();
        }
    }
}
