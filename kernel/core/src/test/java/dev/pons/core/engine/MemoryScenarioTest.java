package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.TableRow;
import dev.pons.core.control.TableView;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.store.Entry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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

    private static String of(TableRow row) {
        return row.kind() + " " + row.values() + " " + row.until();
    }

    @Test
    void aPersonTakesAwayWhatIsRememberedAndItStaysAway() throws Exception {
        bench.submit("orders", "nr=5 placer=E5");
        bench.settles("orders");
        assertThat(bench.tables().find("orders", "5"))
                .extracting(MemoryScenarioTest::of)
                .containsExactly("REMEMBERED {placer=E5} Optional.empty");
        bench.tables().forget("orders", "5", "ann", "a test order");
        assertThat(bench.tables().find("orders", "5")).isEmpty();
        bench.submit("results", "nr=5 placer=none run=0");
        bench.until(() -> bench.view("results").held() == 1);
        bench.restart();
        assertThat(bench.tables().find("orders", "5")).isEmpty();
        bench.crash();
        assertThat(bench.tables().find("orders", "5")).isEmpty();
    }

    private List<Entry.Act> acts() throws Exception {
        var acts = new ArrayList<Entry.Act>();
        try (var reader = bench.store().follow(0)) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Act act) {
                    acts.add(act);
                }
            }
        }
        return acts;
    }

    @Test
    void anActOnATableIsInTheJournalWithWhoAndWhy() throws Exception {
        bench.submit("orders", "nr=6 placer=F6");
        bench.settles("orders");
        bench.tables().forget("orders", "6", "ann", "a test order");
        assertThat(acts())
                .singleElement()
                .satisfies(
                        act -> {
                            assertThat(act.act()).isEqualTo("forget");
                            assertThat(act.who()).isEqualTo("ann");
                            assertThat(act.why()).isEqualTo("a test order");
                        });
        bench.restart();
        assertThat(bench.control().channels())
                .extracting(c -> c.name())
                .containsExactly("orders", "results");
    }

    @Test
    void whatCannotBeTakenAwaySaysWhy() throws Exception {
        var tables = bench.tables();
        assertThatThrownBy(() -> tables.forget("order", "1", "ann", "x"))
                .hasMessage("there is no table order; did you mean \"orders\"?");
        assertThatThrownBy(() -> tables.forget("orders", "1", "ann", "x"))
                .hasMessage("nothing is remembered under this key in orders");
        assertThatThrownBy(() -> tables.forget("orders", "1", "ann", " "))
                .hasMessageContaining("needs a reason");
    }

    @Test
    void tablesAreListedWithTheirChannelsAndKeys() throws Exception {
        bench.submit("orders", "nr=8 placer=H8");
        bench.settles("orders");
        bench.until(() -> bench.tables().tables().get(0).keys() == 1);
        assertThat(bench.tables().tables())
                .singleElement()
                .satisfies(
                        view -> {
                            assertThat(view.name()).isEqualTo("orders");
                            assertThat(view.kind()).isEqualTo(TableView.Kind.REMEMBERED);
                            assertThat(view.channels()).containsExactly("orders", "results");
                        });
    }

    /** What is done with an answer is not recorded: a number would be given again after a start. */
    @Test
    void anAnswerIsNotThePlaceToCount() {
        var step = "[ { let: { n: \"{nr | next('results')}\" } } ]";
        bench.channel(
                "counts",
                """
                source: { hand: {}, format: pairs, reply: %s }
                destinations: { out: { peer: {}, reply: %s } }
                """
                        .formatted(step, step));
        assertThat(bench.view("counts").problems())
                .hasSize(2)
                .allSatisfy(words -> assertThat(words).contains("the number would be given again"));
    }
}
