package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Ids;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Channel language section 7, semantics section 4: how one destination delivers. */
@Timeout(60)
class DeliveryScenarioTest {

    private static final String QUICK = "retry: { first: 20ms, longest: 40ms, jitter: no }";

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

    private static String channel(String destination) {
        return """
        source: { hand: {}, format: pairs }
        destinations:
          lab: { peer: {}, %s }
        """
                .formatted(destination);
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    /** "order: strict (default): one by one". */
    @Test
    @DisplayName("destination | order: strict")
    void strictOrderIsOneByOneInTheOrderOfArrival() throws Exception {
        bench.runs("adt", channel(QUICK)).submit("adt", 1, 200, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").ids()).isEqualTo(ids(1, 200));
        assertThat(bench.peer("adt/lab").most.get()).isEqualTo(1);
        assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(200);
    }

    /** "by key, where a message with several keys waits in all their lanes". */
    @Test
    @DisplayName("destination | order: { key:")
    void orderByKeyKeepsEveryKeyAndAMergeWaitsForBoth() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel("order: { key: [\"{key}\", \"{old}\"], lanes: 8 }, " + QUICK));
        bench.submit("adt", "id=1 key=a");
        bench.submit("adt", "id=2 key=b");
        bench.submit("adt", "id=3 key=a old=b");
        bench.submit("adt", "id=4 key=b");
        bench.submit("adt", "id=5 key=c");
        bench.until(() -> lab.inside.get() == 3);
        assertThat(lab.calls.stream().map(c -> c.text().substring(0, 4)))
                .containsExactlyInAnyOrder("id=1", "id=2", "id=5");
        lab.answer();
        bench.settles("adt");
        assertThat(lab.ids().indexOf("3")).isGreaterThan(lab.ids().indexOf("1"));
        assertThat(lab.ids().indexOf("3")).isGreaterThan(lab.ids().indexOf("2"));
        assertThat(lab.ids().indexOf("4")).isGreaterThan(lab.ids().indexOf("3"));
    }

    /** "none: parallel". */
    @Test
    @DisplayName("destination | order: none")
    void noOrderIsParallelUpToItsLanes() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel("order: { none: { lanes: 4 } }, " + QUICK));
        bench.submit("adt", 1, 10, "");
        bench.until(() -> lab.inside.get() == 4);
        lab.answer();
        bench.settles("adt");
        assertThat(lab.most.get()).isEqualTo(4);
        assertThat(lab.ids()).containsExactlyInAnyOrderElementsOf(ids(1, 10));
    }

    /**
     * "retry: for RETRY and not-sent; never on a receive thread"; 4.3 "a key blocks only itself".
     */
    @Test
    @DisplayName("destination | retry:")
    void aRetryBlocksNeitherOtherKeysNorTheSender() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour =
                (m, a) ->
                        Pairs.value(m, "key").equals("bad") && a.number() < 4
                                ? Delivery.retry("not now")
                                : Delivery.delivered();
        bench.runs("adt", channel("order: { key: [\"{key}\"], lanes: 2 }, " + QUICK));
        bench.submit("adt", "id=1 key=bad");
        bench.submit("adt", "id=2 key=bad");
        bench.submit("adt", 3, 30, "key=good");
        bench.settles("adt");
        assertThat(lab.ids().indexOf("2")).isGreaterThan(lab.ids().indexOf("1"));
        assertThat(
                        lab.calls.stream()
                                .filter(c -> c.text().startsWith("id=1 "))
                                .map(c -> c.number()))
                .containsExactly(1, 2, 3, 4);
    }

    /** "Defaults: rejected hold"; "lane: blocks ... (default blocks) for what waits behind". */
    @Test
    void aRejectedMessageIsHeldAndBlocksUntilAPersonActs() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour = Peer.REJECTS;
        bench.runs("adt", channel(QUICK));
        var id = bench.submit("adt", 1, 3, "").get(0);
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
        assertThat(bench.view("adt", "lab").reason()).contains(id).contains("message:release");
        assertThat(lab.attempts()).isEqualTo(1);
        lab.behaviour = Peer.TAKES;
        bench.act(Act.RELEASE, id);
        bench.settles("adt");
        assertThat(lab.ids()).isEqualTo(ids(1, 3));
        assertThat(bench.view("adt", "lab").state()).isEqualTo(DestinationState.STARTED);
    }

    /** "Defaults: unknown retry with the same control id": the same bytes and key. */
    @Test
    void anUnknownOutcomeIsTriedAgainWithTheSameBytesAndKey() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour =
                (m, a) -> {
                    if (a.number() == 1) {
                        throw new IOException("connection reset, CANARY");
                    }
                    return a.number() == 2 ? Delivery.unknown("no answer") : Delivery.delivered();
                };
        bench.runs("adt", channel(QUICK)).submit("adt", 1, 1, "");
        bench.settles("adt");
        assertThat(lab.calls).hasSize(3);
        assertThat(lab.calls.stream().map(Peer.Call::key).distinct()).hasSize(1);
        assertThat(lab.calls.stream().map(Peer.Call::text).distinct()).hasSize(1);
        assertThat(lab.calls.stream().map(Peer.Call::name).distinct()).hasSize(1);
    }

    /** Destination.send: "NotSentException when surely nothing left this machine (tried again)". */
    @Test
    void whatWasSurelyNotSentIsNoAttempt() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour = Peer.DOWN;
        bench.runs("adt", channel(QUICK)).submit("adt", 1, 2, "");
        bench.until(() -> lab.attempts() >= 3);
        assertThat(bench.view("adt", "lab").state()).isEqualTo(DestinationState.DOWN);
        assertThat(bench.view("adt", "lab").reason()).isEqualTo("the peer is down");
        lab.behaviour = Peer.TAKES;
        bench.settles("adt");
        assertThat(lab.calls).allSatisfy(c -> assertThat(c.number()).isEqualTo(1));
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.STARTED);
    }

    /** "retry: first, longest": eight lanes that fail at once are one failure of the peer. */
    @Test
    void aPeerThatFailsInAllLanesAtOnceIsTriedAgainAfterTheFirstPause() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        lab.behaviour = Peer.DOWN;
        bench.runs(
                "adt",
                channel(
                        "order: { none: { lanes: 8 } },"
                                + " retry: { first: 100ms, longest: 5m, jitter: no }"));
        bench.submit("adt", 1, 8, "");
        bench.until(() -> lab.inside.get() == 8);
        lab.answer();
        bench.until(() -> lab.inside.get() == 0);
        lab.behaviour = Peer.TAKES;
        bench.settles("adt");
    }

    /** 4.5 "results for a prefix are allowed; the rest is not sent, in order". */
    @Test
    void aBatchThatTookAPrefixGetsTheRestAgainInOrder() throws Exception {
        var lab = bench.peer("adt/lab");
        var turn = new AtomicInteger();
        lab.behaviour =
                (m, a) ->
                        turn.incrementAndGet() % 4 == 0
                                ? Delivery.retry("enough")
                                : Delivery.delivered();
        bench.runs("adt", channel(QUICK).replace("peer", "batch")).submit("adt", 1, 50, "");
        bench.settles("adt");
        assertThat(lab.ids()).isEqualTo(ids(1, 50));
    }

    /** BatchDestination: "a shorter list means that the rest was surely not sent". */
    @Test
    void aBatchThatTakesNothingIsNotAskedWithoutAPause() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour = (m, a) -> Delivery.retry("enough");
        bench.runs(
                "adt",
                channel("retry: { first: 200ms, longest: 1s, jitter: no }")
                        .replace("peer", "batch"));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.DOWN);
        assertThat(lab.attempts()).isEqualTo(1);
        lab.behaviour = Peer.TAKES;
        bench.settles("adt");
    }

    /** "when" of a destination: not chosen is counted. */
    @Test
    void whenChoosesAndTheLedgerSaysWhatWasNotChosen() throws Exception {
        bench.runs("adt", channel("when: { ward: W1 }, " + QUICK));
        bench.submit("adt", "id=1 ward=W1");
        bench.submit("adt", "id=2 ward=W2");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").ids()).containsExactly("1");
        assertThat(bench.ledger("adt", "lab").notChosen()).isEqualTo(1);
    }

    /** House rule 11 and Fence: errors of a plugin are contained; it tries again. */
    @Test
    void errorsNullsAndInterruptsOfAPluginAreUnknownOutcomes() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour =
                (m, a) -> {
                    switch (a.number()) {
                        case 1 -> throw new StackOverflowError();
                        case 2 -> throw new NoClassDefFoundError("com/example/Gone");
                        case 3 -> throw new InterruptedException();
                        case 4 -> Thread.currentThread().interrupt();
                        default -> {
                            return Delivery.delivered();
                        }
                    }
                    return null;
                };
        bench.runs("adt", channel(QUICK)).submit("adt", 1, 3, "");
        bench.eventually(() -> assertThat(lab.ids()).isEqualTo(ids(1, 3)));
        bench.settles("adt");
    }

    /** Issue 2: three destinations with 1,000 messages each; one that hangs disturbs no other. */
    @Test
    void aDestinationThatHangsDisturbsNoOther() throws Exception {
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations:
                  a: { peer: {} }
                  b: { peer: {}, order: { key: ["{id}"], lanes: 4 } }
                  c: { batch: {} }
                """);
        bench.peer("adt/a").hangs();
        bench.submit("adt", 1, 1000, "");
        bench.until(() -> bench.peer("adt/c").took.size() == 1000);
        bench.until(() -> bench.peer("adt/b").took.size() == 1000);
        assertThat(bench.peer("adt/c").ids()).isEqualTo(ids(1, 1000));
        assertThat(bench.view("adt", "a").queued()).isEqualTo(1000);
        bench.peer("adt/a").answer();
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).isEqualTo(ids(1, 1000));
    }

    /** "stop ... skip, hold": acts on what waits. */
    @Test
    void whatWaitsCanBeHeldReleasedAndSkipped() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel(QUICK));
        var ids = bench.submit("adt", 1, 4, "");
        bench.until(() -> lab.inside.get() == 1);
        bench.until(() -> bench.view("adt").queued() == 4);
        bench.act(Act.HOLD, ids.get(1));
        bench.act(Act.SKIP, ids.get(2));
        lab.answer();
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
        bench.until(() -> lab.took.size() == 1);
        assertThat(lab.ids()).containsExactly("1");
        bench.act(Act.RELEASE, ids.get(1));
        bench.settles("adt");
        assertThat(lab.ids()).containsExactly("1", "2", "4");
        assertThat(bench.ledger("adt", "lab").skipped()).isEqualTo(1);
    }

    /** "message:resend sends the same bytes again ... a new linked record". */
    @Test
    void aResendSendsTheSameBytesUnderANewId() throws Exception {
        bench.runs("adt", channel(QUICK + ", steps: [ { obey: { mark: x } } ]"));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.settles("adt");
        var again = bench.control().act(Act.RESEND, id, "lab", "anna", "");
        assertThat(Ids.parse(again).getAsLong()).isGreaterThan(Ids.parse(id).getAsLong());
        bench.settles("adt");
        bench.eventually(() -> assertThat(bench.ledger("adt").created()).isEqualTo(1));
        assertThat(bench.peer("adt/lab").took).containsExactly("id=1 mark=x", "id=1 mark=x");
        assertThat(bench.peer("adt/lab").call(1).key())
                .isNotEqualTo(bench.peer("adt/lab").call(0).key());
        assertThat(bench.peer("adt/lab").call(1).name())
                .isEqualTo(bench.peer("adt/lab").call(0).name());
        assertThat(bench.control().message(again).parent()).contains(id);
    }
}
