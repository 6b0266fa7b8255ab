package com.example.matrix;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What every destination must do, tried on this one. */
class MatrixContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new MatrixDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ sever: \"https://matrix.example\", timeout: soon, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Homeserver();
    }

    /** Acts as the homeserver. */
    private static final class Homeserver implements ReceivingPeer {

        private static final String ROOM = "/_matrix/client/v3/rooms/%21ward%3Alocal/send/";

        private final List<byte[]> received = new CopyOnWriteArrayList<>();
        private volatile Manner manner = Manner.TAKES;
        private HttpServer server;
        private ExecutorService threads;
        private int port;

        private Homeserver() throws IOException {
            open();
        }

        @Override
        public String options() {
            return "{ server: \"http://127.0.0.1:%d\", room: \"!ward:local\","
                            .formatted(port)
                    + " token: \"${secret:matrix}\", timeout: 1s }";
        }

        @Override
        public void answers(Manner next) {
            manner = next;
        }

        @Override
        public List<byte[]> received() {
            return received;
        }

        @Override
        public void open() throws IOException {
            var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            threads = Executors.newCachedThreadPool();
            server = HttpServer.create(here, 0);
            server.setExecutor(threads);
            server.createContext("/", this::serve);
            server.start();
            port = server.getAddress().getPort();
        }

        private void serve(HttpExchange call) throws IOException {
            var text = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var event = new Gson().fromJson(text, JsonObject.class);
            boolean right =
                    call.getRequestMethod().equals("PUT")
                            && call.getRequestURI().getRawPath().startsWith(ROOM)
                            && call.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ")
                            && event.get("msgtype").getAsString().equals("m.text");
            if (right) {
                received.add(event.get("body").getAsString().getBytes(StandardCharsets.UTF_8));
            }
            if (manner != Manner.SILENT) {
                boolean takes = right && manner == Manner.TAKES;
                var answer = takes ? "{\"event_id\":\"$1\"}" : "{\"errcode\":\"M_FORBIDDEN\"}";
                call.sendResponseHeaders(takes ? 200 : 403, answer.length());
                call.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
                call.close();
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
