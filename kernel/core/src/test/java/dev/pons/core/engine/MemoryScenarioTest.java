package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.engine.Rehearsals.Script;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What channels remember, on the engine: shared, durable, recorded (semantics, section 3.2). */
@Timeout(60)
class MemoryScenarioTest {

    private static final String ORDERS =
            """
            source: { hand: {}, format: pairs }
            steps:
              - remember: { table: orders, key: "{nr}", set: { placer: "{placer}" } }
              - drop: { nr: exists }
            destinations: { out: { peer: {} } }
            """;

    private static final String RESULTS =
            """
            source: { hand: {}, format: pairs }
            steps:
              - recall: { table: orders, key: "{nr}", into: { p: placer } }
              - set: { placer: "{p}", run: "{nr | next('results')}" }
            destinations: { his: { peer: {} } }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"));
        bench.runs("orders", ORDERS);
        bench.runs("results", RESULTS);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> sent() {
        return bench.peer("results/his").calls.stream().map(Peer.Call::text).toList();
    }

    @Test
    @DisplayName("step | remember")
    void whatOneChannelRemembersAnotherRecalls() throws Exception {
        bench.submit("orders", "nr=1 placer=A17");
        bench.settles("orders");
        bench.submit("results", "nr=1 placer=none run=0");
        bench.settles("results");
        assertThat(sent()).containsExactly("nr=1 placer=A17 run=1");
    }

    @Test
    void aMissHoldsUntilTheOrderIsThere() throws Exception {
        bench.submit("results", "nr=2 placer=none run=0");
        bench.until(() -> bench.view("results").held() == 1);
        var held =
                bench.control()
                        .messages(MessageQuery.newest(10).inState(Optional.of(MessageState.HELD)))
                        .rows();
        assertThat(held).hasSize(1);
        bench.submit("orders", "nr=2 placer=B2");
        bench.settles("orders");
        bench.act(Act.RELEASE, held.get(0).id());
        bench.settles("results");
        assertThat(sent()).containsExactly("nr=2 placer=B2 run=1");
    }

    @Test
    void itIsRememberedOverARestartAndNoNumberIsGivenTwice() throws Exception {
        bench.submit("orders", "nr=3 placer=C3");
        bench.settles("orders");
        bench.submit("results", "nr=3 placer=none run=0");
        bench.settles("results");
        bench.restart();
        bench.submit("results", "nr=3 placer=none run=0");
        bench.settles("results");
        assertThat(sent()).containsExactly("nr=3 placer=C3 run=1", "nr=3 placer=C3 run=2");
    }

    @Test
    void afterACrashTheJournalGivesItAgain() throws Exception {
        for (int i = 0; i < 50; i++) {
            bench.submit("orders", "nr=" + i + " placer=P" + i);
        }
        bench.settles("orders");
        bench.submit("results", "nr=7 placer=none run=0");
        bench.settles("results");
        bench.crash();
        bench.submit("results", "nr=49 placer=none run=0");
        bench.settles("results");
        assertThat(sent()).last().isEqualTo("nr=49 placer=P49 run=2");
    }

    @Test
    void aReplayGivesWhatTheMessageWasGivenThenAndTakesNoNumber() throws Exception {
        bench.submit("orders", "nr=4 placer=old");
        bench.settles("orders");
        bench.submit("results", "nr=4 placer=none run=0");
        bench.settles("results");
        bench.submit("orders", "nr=4 placer=new");
        bench.settles("orders");
        bench.until(() -> bench.control().messages(MessageQuery.newest(10)).rows().size() == 3);
        var script = new Script("results", RESULTS, file -> Optional.empty());
        var view =
                bench.engine().rehearsals().replay(script, new Past(100, Instant.EPOCH), List.of());
        assertThat(view.differences()).isEmpty();
        assertThat(view.alike()).isEqualTo(1);
        bench.submit("results", "nr=4 placer=none run=0");
        bench.settles("results");
        assertThat(sent()).last().isEqualTo("nr=4 placer=new run=2");
    }

    @Test
    void whatAFailingMessageWouldRememberIsNotRemembered() throws Exception {
        bench.runs(
                "orders",
                ORDERS.replace(
                        "  - drop: { nr: exists }",
                        "  - let: { x: \"{placer | number}\" }\n  - drop: { nr: exists }"));
        bench.submit("orders", "nr=5 placer=12");
        bench.submit("orders", "nr=6 placer=x");
        bench.until(() -> bench.view("orders").held() == 1);
        bench.submit("results", "nr=5 placer=none run=0");
        bench.submit("results", "nr=6 placer=none run=0");
        bench.until(() -> bench.view("results").held() == 1);
        assertThat(sent()).containsExactly("nr=5 placer=12 run=1");
    }
}
