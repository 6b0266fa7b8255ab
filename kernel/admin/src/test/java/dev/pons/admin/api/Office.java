package dev.pons.admin.api;

import dev.pons.admin.audit.Audit;
import dev.pons.admin.door.Doors;
import dev.pons.admin.door.FirstUser;
import dev.pons.admin.door.Role;
import dev.pons.core.control.Administration;
import dev.pons.core.runtime.TestKernel;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/** A running engine with its administration, and a program for each role that calls it. */
final class Office implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";
    static final String CHANNEL =
            """
            description: Hand to basket
            source: { hand: {}, format: plain }
            destinations:
              lab: { basket: {} }
              archive: { basket: {} }
            """;

    final TestKernel kernel;
    final Services services;
    final Operations operations;
    private final Administration.Serving serving;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    Office(Path base) throws IOException {
        Files.createDirectories(base.resolve("etc"));
        Files.writeString(base.resolve("etc/admin.yaml"), "listen: 0\n");
        kernel = new TestKernel(base);
        var port = kernel.administration();
        var folder = port.folder();
        var clock = Clock.systemUTC();
        var first =
                new FirstUser(name -> name.equals(FirstUser.PASSWORD) ? PASSWORD : "", line -> {});
        services =
                new Services(
                        kernel.control(),
                        kernel.trials(),
                        kernel.tables(),
                        kernel.plugins(),
                        kernel.certificates(),
                        Doors.open(folder, clock, first),
                        Audit.open(folder, clock));
        operations = Operations.on(services);
        var api = new Api(services);
        serving = port.serve(api.route(), api);
        var register = services.doors().register();
        for (var role : Role.values()) {
            tokens.put(role, register.token("admin", "test", role, Duration.ofDays(1)).secret());
        }
    }

    static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    String token(Role role) {
        return tokens.getOrDefault(role, "");
    }

    HttpRequest.Builder anonymous(String method, String path, String body) {
        var uri = URI.create("http://127.0.0.1:" + serving.address().getPort() + "/api/v1" + path);
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A call of a program with that role; headers as name, value, name, value. */
    HttpResponse<String> call(Role role, String method, String path, String body, String... headers)
            throws Exception {
        var request = anonymous(method, path, body);
        request.header("Authorization", "Bearer " + token(role));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> get(Role role, String path, String... headers) throws Exception {
        return call(role, "GET", path, "", headers);
    }

    /** All that comes after these bytes, until the server closes or is silent. */
    String raw(byte[] bytes, int millis) throws IOException {
        try (var line = new Socket(serving.address().getAddress(), serving.address().getPort())) {
            line.setSoTimeout(millis);
            line.getOutputStream().write(bytes);
            line.shutdownOutput();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        serving.close();
        services.audit().close();
        kernel.close();
    }
}
