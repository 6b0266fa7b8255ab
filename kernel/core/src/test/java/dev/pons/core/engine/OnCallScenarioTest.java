package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.pons.core.control.AlertView;
import dev.pons.core.control.ControlException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine at work, and what whoever is on call gets to know. */
@Timeout(60)
class OnCallScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            destinations:
              lab:
                peer: {}
                retry: { first: 20ms, longest: 40ms, jitter: no }
                alert: { queue: 3, down: 1s, to: oncall }
            """;

    @TempDir Path folder;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    told.add(new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        Files.createDirectories(folder.resolve("etc"));
        alerts("engine: { calm: 1s, to: oncall, broken: 1s }");
        bench = new Bench(folder.resolve("data"), folder.resolve("etc"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        server.stop(0);
    }

    private void alerts(String engine) throws IOException {
        Files.writeString(
                folder.resolve("etc/alerts.yaml"),
                "targets: { oncall: { webhook: { url: \"http://127.0.0.1:"
                        + server.getAddress().getPort()
                        + "/\" } } }\n"
                        + engine
                        + "\n");
    }

    private List<AlertView> active() {
        return bench.control().alerts().alerts().stream().filter(a -> a.until().isEmpty()).toList();
    }

    private long notices(String words) {
        return told.stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("\"what\"") && line.contains(words))
                .count();
    }

    @Test
    @DisplayName("destination | alert:")
    void anOutageIsToldOnceWhenItBeginsAndOnceWhenItEndsOverARestartToo() throws Exception {
        bench.runs("adt", CHANNEL);
        var lab = bench.peer("adt/lab");
        lab.behaviour = Peer.DOWN;
        bench.submit("adt", 1, 10, "");
        bench.until(() -> notices("cannot be reached") == 1 && notices("more than 3") == 1);
        assertThat(active()).extracting(AlertView::kind).contains("queue", "down");
        bench.until(() -> active().stream().allMatch(a -> a.begun().isPresent()));
        bench.restart();
        bench.until(() -> bench.view("adt", "lab").queued() == 10);
        lab.behaviour = Peer.TAKES;
        bench.until(() -> active().isEmpty());
        bench.until(() -> notices("cannot be reached") == 2 && notices("more than 3") == 2);
        assertThat(told.stream().filter(t -> t.contains("\"ended\""))).isNotEmpty();
    }

    @Test
    void aBrokenChannelIsToldAndItsRepair() {
        bench.channel("adt", "source: { hand: {} }\n");
        bench.until(() -> notices("channel adt does not run, it is BROKEN") == 1);
        bench.channel("adt", CHANNEL);
        bench.until(() -> notices("channel adt does not run") == 2);
    }

    @Test
    void aFileThatIsWrongIsShownAndTheOldOneGoesOn() throws IOException {
        bench.runs("adt", CHANNEL.replace("oncall", "onkall"));
        bench.until(() -> bench.control().alerts().targets().size() == 1);
        assertThat(bench.control().alerts().problems())
                .containsExactly(
                        "there is no target \"onkall\" in etc/alerts.yaml, and a channel names it;"
                                + " did you mean \"oncall\"?");
        alerts("engine: { to: oncall, calmness: 1s }");
        bench.until(
                () -> bench.control().alerts().problems().get(0).contains("option \"calmness\""));
        assertThat(bench.control().alerts().targets()).hasSize(1);
        alerts("");
        bench.until(() -> bench.control().alerts().problems().size() == 1);
    }

    @Test
    void aTestNoticeArrivesOrSaysWhyNot() {
        bench.until(() -> bench.control().alerts().targets().size() == 1);
        bench.control().testAlert("oncall", "local:anna");
        assertThat(told).singleElement().asString().contains("a test by local:anna");
        assertThatThrownBy(() -> bench.control().testAlert("onkall", "local:anna"))
                .isInstanceOf(ControlException.class)
                .hasMessage(
                        "there is no target onkall in etc/alerts.yaml; did you mean \"oncall\"?");
        server.stop(0);
        assertThatThrownBy(() -> bench.control().testAlert("oncall", "local:anna"))
                .hasMessageStartingWith("target oncall: it cannot be reached");
    }
}
