package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;
import dev.pons.spi.Next;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Semantics section 1, channel language sections 5 and 6: what the sender is told, and on-error.
 */
@Timeout(60)
class IntakeScenarioTest {

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static String channel(String source, String more) {
        return """
        source: { hand: {}, format: pairs%s }
        steps: [ { obey: {} } ]
        destinations:
          a: { peer: {} }
        %s
        """
                .formatted(source, more);
    }

    /** 1.1 "REFUSED (the sender's fault: will never be taken)", recorded. */
    @Test
    void whatIsNoMessageIsRefusedAndRecorded() throws Exception {
        bench.runs("adt", channel("", ""));
        var receipt = bench.submit("adt", "nothing");
        assertThat(receipt.kind()).isEqualTo(Receipt.Kind.REFUSED);
        assertThat(new String(receipt.reply().toBytes())).startsWith("REFUSED");
        var fragment =
                bench.types
                        .intakes
                        .get("adt")
                        .refuse(Pairs.message("half"), Problem.of("malformed", "cut off"));
        assertThat(fragment.refused()).isTrue();
        bench.until(() -> bench.ledger("adt").refused() == 2);
        assertThat(bench.control().messages(MessageQuery.newest(5)).rows()).hasSize(2);
        assertThatThrownBy(() -> bench.act(Act.RERUN, receipt.id().orElseThrow()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("was refused");
    }

    /** "checked (source steps ran too: a ... refuse can become AE/AR)". */
    @Test
    @DisplayName("acknowledge | checked")
    void checkedTellsTheSenderWhatTheStepsSay() throws Exception {
        bench.runs("adt", channel(", acknowledge: checked", ""));
        assertThat(bench.submit("adt", "id=1").kind()).isEqualTo(Receipt.Kind.STORED);
        assertThat(bench.submit("adt", "id=2 do=drop").kind()).isEqualTo(Receipt.Kind.STORED);
        var refused = bench.submit("adt", "id=3 do=refuse");
        assertThat(refused.refused()).isTrue();
        assertThat(refused.problems().get(0).words()).isEqualTo("as it says");
        bench.settles("adt");
        var ledger = bench.ledger("adt");
        assertThat(ledger.refusedLater()).isEqualTo(1);
        assertThat(ledger.dropped()).isEqualTo(1);
        assertThat(ledger.routed()).isEqualTo(1);
    }

    /** 1.2 "kept but not finished in time is answered by ... accepted, result unknown yet". */
    @Test
    void checkedBehindAHeldMessageIsKeptAndUnfinishedInTime() throws Exception {
        bench.runs("adt", channel(", acknowledge: checked, within: 200ms", ""));
        assertThat(bench.submit("adt", "id=1 do=fail").kept()).isTrue();
        var receipt = bench.submit("adt", "id=2");
        assertThat(receipt.kept()).isTrue();
        assertThat(receipt.finished()).isFalse();
        assertThat(new String(receipt.reply().toBytes())).startsWith("STORED unfinished");
        var all =
                bench.types
                        .intakes
                        .get("adt")
                        .submitAll(
                                IntStream.range(3, 13)
                                        .mapToObj(i -> Pairs.message("id=" + i))
                                        .toList(),
                                Position.none());
        assertThat(all.parts()).hasSize(10).allMatch(Receipt::kept);
    }

    /** 1.1 "It never both keeps a message and says BUSY": an interrupt while the steps run. */
    @Test
    void anInterruptedSenderIsToldThatItsMessageIsKept() throws Exception {
        bench.runs("adt", channel(", acknowledge: checked", ""));
        bench.submit("adt", "id=1 do=fail");
        var told = new AtomicInteger();
        var sender =
                new Thread(
                        () -> {
                            try {
                                told.set(bench.submit("adt", "id=2").kept() ? 1 : 2);
                            } catch (InterruptedException e) {
                                told.set(3);
                            }
                        });
        sender.start();
        bench.until(() -> bench.ledger("adt").accepted() == 2);
        sender.interrupt();
        sender.join();
        assertThat(told.get()).isEqualTo(1);
    }

    /** "on-error: hold (default)" and "lane: blocks (default)"; release runs today's version. */
    @Test
    void onErrorHoldBlocksWhatIsBehindUntilItIsReleased() throws Exception {
        bench.runs("adt", channel("", ""));
        var failed = bench.submit("adt", "id=1 do=fail").id().orElseThrow();
        bench.submit("adt", 2, 3, "");
        bench.until(() -> bench.view("adt").reason().contains(failed));
        assertThat(bench.view("adt").reason()).doesNotContain("CANARY");
        bench.until(() -> bench.view("adt").held() == 1);
        bench.runs("adt", channel("", "").replace("[ { obey: {} } ]", "[]"));
        bench.act(Act.RELEASE, failed);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2", "3");
    }

    /** "lane: goes-on". */
    @Test
    void onErrorHoldThatGoesOnLetsTheOthersPass() throws Exception {
        bench.runs("adt", channel("", "on-error: { then: hold, lane: goes-on }"));
        var failed = bench.submit("adt", "id=1 do=error").id().orElseThrow();
        bench.submit("adt", 2, 3, "");
        bench.until(() -> bench.peer("adt/a").took.size() == 2);
        bench.until(() -> bench.ledger("adt").held() == 1);
        bench.act(Act.SKIP, failed);
        bench.settles("adt");
        assertThat(bench.ledger("adt").dropped()).isEqualTo(1);
    }

    /** A file that says goes-on frees what an earlier one blocked. */
    @Test
    void aSwapToGoesOnFreesTheChannel() throws Exception {
        bench.runs("adt", channel("", ""));
        bench.submit("adt", "id=1 do=fail");
        bench.submit("adt", 2, 2, "");
        bench.until(() -> !bench.view("adt").reason().isEmpty());
        bench.runs("adt", channel("", "on-error: { then: hold, lane: goes-on }"));
        bench.until(() -> bench.peer("adt/a").ids().contains("2"));
        assertThat(bench.view("adt").reason()).isEmpty();
    }

    /** "on-error: refuse | drop". */
    @Test
    void onErrorRefuseAndDropEndTheMessage() throws Exception {
        bench.runs("adt", channel("", "on-error: refuse")).submit("adt", "id=1 do=fail");
        bench.settles("adt");
        bench.runs("adt", channel("", "on-error: drop")).submit("adt", "id=2 do=fail");
        bench.settles("adt");
        assertThat(bench.ledger("adt").refusedLater()).isEqualTo(1);
        assertThat(bench.ledger("adt").dropped()).isEqualTo(1);
    }

    /** 3.3 "one failing destination branch does not disturb the others". */
    @Test
    void aFailingBranchIsHeldAndTheOthersGoOn() throws Exception {
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations:
                  a: { peer: {}, steps: [ { obey: {} } ] }
                  b: { peer: {} }
                """);
        bench.submit("adt", 1, 1, "do=fail");
        bench.submit("adt", 2, 2, "");
        bench.until(() -> bench.peer("adt/b").ids().size() == 2);
        bench.until(() -> bench.view("adt", "a").held() == 1);
        assertThat(bench.peer("adt/a").took).isEmpty();
        bench.eventually(() -> assertThat(bench.ledger("adt", "a").held()).isEqualTo(1));
    }

    /** What a destination's failed steps left unmade is rerun for it alone, never sent as it is. */
    @Test
    void aFailedBranchIsRerunForItsDestinationAndNeverReleased() throws Exception {
        var file =
                """
                source: { hand: {}, format: pairs }
                destinations:
                  a: { peer: {}%s }
                  b: { peer: {} }
                """;
        bench.runs("adt", file.formatted(", steps: [ { obey: {} } ]"));
        var id = bench.submit("adt", "id=1 do=fail").id().orElseThrow();
        bench.until(() -> bench.view("adt", "a").held() == 1);
        assertThatThrownBy(() -> bench.act(Act.RELEASE, id))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("message:rerun " + id + " a");
        assertThat(bench.peer("adt/a").took).isEmpty();
        bench.runs("adt", file.formatted(""));
        bench.control().act(Act.RERUN, id, "a", "anna", "mended");
        bench.control().act(Act.SKIP, id, "a", "anna", "rerun");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1");
        assertThat(bench.peer("adt/b").ids())
                .as("the other one is left alone")
                .containsExactly("1");
        assertThat(bench.ledger("adt", "a").skipped()).isEqualTo(1);
    }

    /** A step that is interrupted or throws InterruptedException fails its message only. */
    @Test
    void aStepThatInterruptsItselfFailsOnlyItsMessage() throws Exception {
        bench.runs("adt", channel("", "on-error: drop"));
        for (int i = 1; i <= 50; i++) {
            bench.submit("adt", "id=" + i + (i % 5 == 0 ? " do=interrupt" : ""));
        }
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).hasSize(40);
        assertThat(bench.ledger("adt").dropped()).isEqualTo(10);
    }

    /** 1.5 "A source position is committed in the same journal batch as its messages". */
    @Test
    void aPollersPositionSurvivesARestart() throws Exception {
        var seen = new AtomicInteger(-1);
        Scripted.Poll poll =
                (intake, budget) -> {
                    int at = intake.position().cursor().map(Integer::parseInt).orElse(0);
                    seen.set(at);
                    if (at >= 5) {
                        return Next.end();
                    }
                    var message = Pairs.message(at == 2 ? "broken" : "id=" + at);
                    var receipt =
                            intake.submitAll(List.of(message), Position.at(String.valueOf(at + 1)));
                    assertThat(receipt.kept()).isTrue();
                    return Next.more();
                };
        bench.types.polls.put("adt", poll);
        bench.runs("adt", channel(", schedule: 50ms", "").replace("hand", "poll"));
        bench.until(() -> seen.get() == 5);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("0", "1", "3", "4");
        assertThat(bench.ledger("adt").refused()).isEqualTo(1);
        seen.set(-1);
        bench.restart();
        bench.until(() -> seen.get() == 5);
        assertThat(bench.ledger("adt").accepted()).isEqualTo(4);
    }

    /** 1.5 "A poller gets a budget (messages, bytes, time)". */
    @Test
    void aPollersBudgetCountsAndAStopEndsIt() throws Exception {
        var rest = new AtomicInteger(-1);
        var inside = new CountDownLatch(1);
        Scripted.Poll poll =
                (intake, budget) -> {
                    for (int i = 0; i < 10; i++) {
                        intake.submit(Pairs.message("id=" + i));
                    }
                    rest.set(budget.messages());
                    inside.countDown();
                    while (budget.left()) {
                        Thread.onSpinWait();
                    }
                    return Next.end();
                };
        bench.types.polls.put("adt", poll);
        bench.runs("adt", channel("", "").replace("hand", "poll"));
        inside.await();
        assertThat(rest.get()).isEqualTo(990);
        bench.control().order(dev.pons.core.control.Control.Order.PAUSE, "adt", "", "anna");
        bench.settles("adt");
    }

    /** A poller's schedule is part of it: a changed one is swapped. */
    @Test
    void aChangedScheduleIsTaken() throws Exception {
        var polls = new AtomicInteger();
        bench.types.polls.put(
                "adt",
                (intake, budget) -> {
                    polls.incrementAndGet();
                    return Next.end();
                });
        var file = channel(", schedule: %s", "").replace("hand", "poll");
        bench.runs("adt", file.formatted("1h"));
        bench.until(() -> polls.get() == 1);
        bench.runs("adt", file.formatted("10ms"));
        bench.until(() -> polls.get() > 5);
    }

    /** Resend: what was never made for a destination cannot be sent again, and it is said. */
    @Test
    void whatWasNeverMadeCannotBeResent() throws Exception {
        bench.runs("adt", channel("", "").replace("peer: {}", "peer: {}, when: { ward: W1 }"));
        var other = bench.submit("adt", "id=1 ward=W2").id().orElseThrow();
        var dropped = bench.submit("adt", "id=2 do=drop").id().orElseThrow();
        bench.settles("adt");
        for (var id : List.of(other, dropped)) {
            assertThatThrownBy(() -> bench.act(Act.RESEND, id))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("message:rerun " + id);
        }
        bench.act(Act.RERUN, other);
        bench.settles("adt");
        bench.eventually(() -> assertThat(bench.ledger("adt").created()).isEqualTo(1));
    }
}
