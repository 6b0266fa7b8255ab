package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.DestinationState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** House rule 10: quiet when well; a fault is one line, however many messages and attempts. */
@Timeout(60)
class LogScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            destinations:
              lab: { peer: {}, retry: { first: 5ms, longest: 10ms, jitter: no } }
            """;

    @TempDir Path folder;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(before);
    }

    /** Level, logger and words; without thread. */
    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" dev.pons."))
                .map(line -> line.replaceFirst("^\\[[^]]*] ", ""))
                .toList();
    }

    @Test
    void anOutageAHoldAndTheRecoveryAreAFewLines() throws IOException, InterruptedException {
        try (var bench = new Bench(folder.resolve("data"))) {
            bench.runs("adt", CHANNEL);
            var lab = bench.peer("adt/lab");
            bench.submit("adt", 1, 100, "");
            bench.settles("adt");

            lab.behaviour = Peer.DOWN;
            var ids = bench.submit("adt", 101, 150, "");
            bench.until(() -> lab.attempts() > 130);
            lab.behaviour =
                    (message, attempt) ->
                            Pairs.value(message, "id").equals("120")
                                    ? Delivery.rejected("the ward is unknown")
                                    : Delivery.delivered();
            bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
            var blocking = ids.get(19);
            lab.behaviour = Peer.TAKES;
            bench.act(Act.RELEASE, blocking);
            bench.settles("adt");
            assertThat(lines())
                    .containsExactly(
                            "INFO dev.pons.state - destination adt/lab STARTED",
                            "INFO dev.pons.state - channel adt STARTED",
                            "WARN dev.pons.state - destination adt/lab DOWN: the peer is down",
                            "INFO dev.pons.state - destination adt/lab STARTED",
                            "WARN dev.pons.state - destination adt/lab BLOCKED: message "
                                    + blocking
                                    + " waits for a person and blocks what is behind it; see"
                                    + " message:show "
                                    + blocking
                                    + ", then message:release or message:skip",
                            "INFO dev.pons.state - destination adt/lab STARTED");
        }
    }

    /** "one log line per change of state and none per attempt": a peer that says "not now". */
    @Test
    void aThousandAttemptsInEightLanesAreTwoLines() throws IOException, InterruptedException {
        try (var bench = new Bench(folder.resolve("data"))) {
            var lanes =
                    CHANNEL.replace("jitter: no }", "jitter: no }, order: { none: { lanes: 8 } }");
            bench.runs("adt", lanes.replace("5ms", "1ms").replace("10ms", "1ms"));
            var lab = bench.peer("adt/lab");
            lab.behaviour = Peer.NOT_NOW;
            bench.submit("adt", 1, 300, "");
            bench.until(() -> lab.attempts() > 1000);
            lab.behaviour = Peer.TAKES;
            bench.settles("adt");
            assertThat(lab.took).hasSize(300);
            assertThat(lines().stream().filter(line -> line.contains("adt/lab")).toList())
                    .containsExactly(
                            "INFO dev.pons.state - destination adt/lab STARTED",
                            "WARN dev.pons.state - destination adt/lab DOWN: not now",
                            "INFO dev.pons.state - destination adt/lab STARTED");
        }
    }
}
