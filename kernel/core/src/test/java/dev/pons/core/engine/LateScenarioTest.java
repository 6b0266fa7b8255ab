package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.DestinationState;
import dev.pons.spi.Delivery;
import dev.pons.spi.Late;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Semantics 4.4: late results, and channel language section 7, "expire". */
@Timeout(60)
class LateScenarioTest {

    private static final Duration LONG = Duration.ofMinutes(10);

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

    private static String channel(String options) {
        return """
        source: { hand: {}, format: pairs }
        destinations:
          lab: { peer: {}, retry: { first: 10ms, longest: 20ms }%s }
        """
                .formatted(options);
    }

    private void awaits(Duration deadline) {
        bench.peer("adt/lab").behaviour =
                (m, a) -> Delivery.awaiting("c" + Pairs.value(m, "id") + a.number(), deadline);
    }

    private Late late() {
        return bench.engine().member("adt").orElseThrow().parts.outlets().awaited();
    }

    private long awaiting() {
        return bench.ledger("adt", "lab").awaiting();
    }

    private DeliveryState state(String id) {
        return bench.control().message(id).deliveries().get(0).state();
    }

    /** "a destination may answer awaiting CORRELATION; a later event completes it". */
    @Test
    void aLaterAnswerCompletesItOnceAndUntilThenItsKeyWaits() throws Exception {
        awaits(LONG);
        bench.runs("adt", channel(""));
        var id = bench.submit("adt", 1, 2, "").get(0);
        bench.until(() -> awaiting() == 1);
        assertThat(bench.peer("adt/lab").attempts()).isEqualTo(1);
        bench.eventually(() -> assertThat(state(id)).isEqualTo(DeliveryState.AWAITING));
        assertThat(late().complete("nobody", Delivery.delivered())).isFalse();
        assertThat(late().complete("c11", Delivery.delivered())).isTrue();
        assertThat(late().complete("c11", Delivery.delivered())).isFalse();
        bench.until(() -> bench.peer("adt/lab").attempts() == 2);
        bench.eventually(() -> assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(1));
        assertThat(late().complete("c21", Delivery.rejected("no"))).isTrue();
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
    }

    /** "survives restart". */
    @Test
    void whatIsAwaitedIsAwaitedAfterARestart() throws Exception {
        awaits(LONG);
        bench.runs("adt", channel(""));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> awaiting() == 1);
        bench.crash();
        assertThat(awaiting()).isEqualTo(1);
        assertThat(bench.peer("adt/lab").attempts()).isZero();
        assertThat(late().complete("c11", Delivery.delivered())).isTrue();
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(1);
    }

    /** "and swap". */
    @Test
    void whatIsAwaitedIsAwaitedUnderTheNextVersion() throws Exception {
        awaits(LONG);
        bench.runs("adt", channel(""));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> awaiting() == 1);
        bench.runs("adt", channel(", order: none"));
        assertThat(late().complete("c11", Delivery.delivered())).isTrue();
        bench.settles("adt");
    }

    /** "a deadline makes it UNKNOWN", and the rules decide. */
    @Test
    void aDeadlineMakesItUnknownAndTheRulesDecide() throws Exception {
        awaits(Duration.ofMillis(50));
        bench.runs("adt", channel(", unknown: hold"));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> bench.view("adt", "lab").held() == 1);
        bench.eventually(
                () ->
                        assertThat(bench.control().message(id).deliveries().get(0).reason())
                                .contains("the final answer did not come in time"));
        assertThat(late().complete("c11", Delivery.delivered())).isFalse();
    }

    /** Defaults: unknown is tried again, with the same key. */
    @Test
    void withoutARuleADeadlineMeansAnotherAttempt() throws Exception {
        bench.peer("adt/lab").behaviour =
                (m, a) ->
                        a.number() == 1
                                ? Delivery.awaiting("c", Duration.ofMillis(1))
                                : Delivery.delivered();
        bench.runs("adt", channel(""));
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").attempts()).isEqualTo(2);
    }

    /** A completion that comes before the send has returned is not lost. */
    @Test
    void anAnswerThatOvertakesItsSendCompletesIt() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        awaits(LONG);
        bench.runs("adt", channel(""));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> lab.inside.get() == 1);
        var done =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return late().complete("c11", Delivery.delivered());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                return false;
                            }
                        });
        lab.answer();
        assertThat(done.get()).isTrue();
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(1);
    }

    /** A person may be faster than the answer. */
    @Test
    void whatAPersonSkippedIsNotCompleted() throws Exception {
        awaits(LONG);
        bench.runs("adt", channel(""));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> awaiting() == 1);
        bench.act(Act.SKIP, id);
        assertThat(late().complete("c11", Delivery.delivered())).isFalse();
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").skipped()).isEqualTo(1);
    }

    /** "expire: too old to send: counted as expired", also while the peer is down. */
    @Test
    @DisplayName("destination | expire: 10s")
    void whatIsTooOldExpiresWhileThePeerIsDown() throws Exception {
        bench.peer("adt/lab").behaviour = Peer.DOWN;
        bench.runs(
                "adt",
                channel(", expire: 1s")
                        .replace("{ first: 10ms, longest: 20ms }", "{ first: 1h, longest: 1h }"));
        var id = bench.submit("adt", 1, 20, "").get(0);
        bench.until(() -> bench.view("adt", "lab").queued() == 0);
        bench.eventually(() -> assertThat(bench.ledger("adt", "lab").expired()).isEqualTo(20));
        assertThat(bench.peer("adt/lab").attempts()).isEqualTo(1);
        bench.eventually(() -> assertThat(state(id)).isEqualTo(DeliveryState.EXPIRED));
        bench.assertFits("adt");
    }

    /** "never sent": looked at before each attempt. */
    @Test
    void whatIsTooOldIsNotSentWhenTheChannelComesBack() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel(""));
        bench.submit("adt", 1, 5, "");
        bench.until(() -> lab.inside.get() == 1);
        bench.restart();
        bench.channel("adt", channel(", expire: 1ms"));
        lab.answer();
        bench.until(() -> bench.view("adt", "lab").queued() == 0);
        bench.eventually(
                () -> assertThat(bench.ledger("adt", "lab").expired()).isGreaterThanOrEqualTo(4));
    }
}
