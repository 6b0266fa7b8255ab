package dev.pons.http;

import dev.pons.core.net.Net;
import dev.pons.core.web.WebServer;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of one port, and callers of it. */
final class Site implements AutoCloseable {

    final Net net = new Net();
    final JettyWeb web = new JettyWeb();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int connections;
    int port;

    Site() {
        this(50);
    }

    Site(int connections) {
        this.connections = connections;
    }

    WebServer.Serving serve(Route route, Handler handler) throws IOException {
        return serve("a", new Object(), route, handler);
    }

    /** The first one opens a free port; the others share it. */
    WebServer.Serving serve(String owner, Object instance, Route route, Handler handler)
            throws IOException {
        var socket =
                new WebServer.Socket(
                        InetAddress.getLoopbackAddress(),
                        port,
                        peer -> true,
                        connections,
                        Duration.ZERO,
                        Duration.ofMillis(1),
                        Optional.empty());
        var serving =
                web.serve(
                        new WebServer.Claim(
                                owner,
                                owner + ".yaml:3:11",
                                instance,
                                socket,
                                route,
                                (kind, peer, why) -> refusals.add(kind),
                                net.lines(owner)),
                        handler);
        port = serving.address().getPort();
        return serving;
    }

    /** Answers with its name and the body that came. */
    static Handler echo(String name) {
        return exchange -> {
            var body = exchange.body().readAllBytes();
            try (var out = exchange.answer(200, Map.of("content-type", "text/plain"), -1)) {
                out.write((name + ":").getBytes(StandardCharsets.UTF_8));
                out.write(body);
            }
        };
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = to(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** All that comes after these bytes, until the server closes or is silent for a while. */
    String raw(byte[] bytes, int millis) throws IOException {
        try (var line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.setSoTimeout(millis);
            line.getOutputStream().write(bytes);
            line.shutdownOutput();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        web.close();
        net.close();
    }
}
