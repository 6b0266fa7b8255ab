package dev.pons.itests.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that takes what comes and names it: 201 with {@code Location: /stored/N}. */
final class HttpPeer implements AutoCloseable {

    /**
     * What came.
     *
     * @param asked path and query
     */
    record Request(String asked, String type, byte[] body) {}

    final List<Request> received = new CopyOnWriteArrayList<>();
    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);

    HttpPeer() throws IOException {
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            var body = exchange.getRequestBody().readAllBytes();
            received.add(new Request(exchange.getRequestURI().toString(), type, body));
            exchange.getResponseHeaders().add("Location", "/stored/" + received.size());
            exchange.sendResponseHeaders(201, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
