package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The archive serves two channels on one port, and no request is lost or turned away while the
 * plugin and a channel's file are swapped under load (semantics 6.2).
 */
class HttpSwapIT {

    private static final int CALLERS = 16;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger kept = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static String channel(int port, String path, String more) {
        return """
        source:
          http: { listen: { port: %d }, path: %s }
          format: json
        %sdestinations:
          out: { file: { folder: %s, name: all, append: yes } }
        """
                .formatted(port, path, more, path.substring(1));
    }

    @Test
    void noRequestIsLostWhileThePluginAndTheChannelAreSwapped() throws Exception {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.channel("one", channel(port, "/one", ""))
                    .channel("two", channel(port, "/two", ""))
                    .start()
                    .awaitListening(port);
            assertThat(post(port, "/nowhere").statusCode()).isEqualTo(404);
            var callers = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < CALLERS; i++) {
                var path = i % 2 == 0 ? "/one" : "/two";
                callers.add(
                        CompletableFuture.runAsync(
                                () -> call(port, path), work -> new Thread(work).start()));
            }
            load();
            Revision.of(Revision.built("http"), "0.9.1").drop(instance);
            instance.awaitExec("plugin:list", said -> said.contains("0.9.1"));
            load();
            Revision.of(Revision.built("http"), "0.9.2").drop(instance);
            instance.awaitExec("plugin:list", said -> said.contains("0.9.2"));
            load();
            instance.channel("one", channel(port, "/one", "steps: [ let: { a: b } ]\n"));
            instance.awaitExec("channel:show one", said -> said.contains("(version 2)"));
            load();
            done.set(true);
            for (var caller : callers) {
                caller.join();
            }
            await().until(
                            () ->
                                    lines(instance, "one/all") + lines(instance, "two/all")
                                            == kept.get());
            assertThat(instance.log()).doesNotContain("Kanarienvogel", "Exception", "ERROR");
        }
    }

    private static long lines(Instance instance, String file) {
        return instance.read(file).split("Kanarienvogel", -1).length - 1L;
    }

    private void load() {
        int before = kept.get();
        await().until(() -> kept.get() > before + 500);
    }

    private void call(int port, String path) {
        try {
            while (!done.get()) {
                var answer = post(port, path);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                kept.incrementAndGet();
            }
        } catch (Exception e) {
            throw new AssertionError("a request was lost", e);
        }
    }

    private HttpResponse<String> post(int port, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"Kanarienvogel\"}"))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
