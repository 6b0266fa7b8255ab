package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.DestinationState;
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

/** Channel language section 7, "outcome": what follows an attempt. */
@Timeout(60)
class OutcomeScenarioTest {

    private static final String QUICK = "retry: { first: 10ms, longest: 20ms, jitter: no }";

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
          lab: { peer: {}, %s, %s }
        """
                .formatted(destination, QUICK);
    }

    private static Delivery answered(Delivery delivery, String answer) {
        return delivery.with(Pairs.message(answer));
    }

    private DeliveryState state(String id) {
        return bench.control().message(id).deliveries().get(0).state();
    }

    private String why(String id) {
        return bench.control().message(id).deliveries().get(0).reason();
    }

    /** "outcome: [ ... ]: first match decides". */
    @Test
    @DisplayName("destination | outcome:")
    void theFirstMatchDecides() throws Exception {
        bench.peer("adt/lab").behaviour =
                (m, a) -> answered(Delivery.rejected("no"), "code=" + Pairs.value(m, "code"));
        bench.runs(
                "adt",
                channel(
                        "outcome: [ { when: { code: AE }, then: skip },"
                                + " { when: { code: [AE, AR] }, then: delivered },"
                                + " { then: hold, lane: goes-on } ]"));
        bench.submit("adt", 1, 1, "code=AE");
        bench.submit("adt", 2, 2, "code=AR");
        bench.submit("adt", 3, 3, "code=CR");
        bench.settles("adt");
        var line = bench.ledger("adt", "lab");
        assertThat(List.of(line.skipped(), line.delivered(), line.held()))
                .containsExactly(1L, 1L, 1L);
    }

    /** "over the peer's answer in the channel's format, and outcome". */
    @Test
    void conditionsSeeTheAnswerAndTheOutcome() throws Exception {
        bench.peer("adt/lab").behaviour =
                (m, a) ->
                        Pairs.value(m, "id").equals("1")
                                ? answered(Delivery.rejected("no"), "code=AE")
                                : answered(Delivery.delivered(), "code=AE");
        bench.runs(
                "adt",
                channel(
                        "outcome: [ { when: { all: [ { code: AE }, { not: { outcome: [delivered,"
                                + " unknown] } } ] }, then: skip } ]"));
        bench.submit("adt", 1, 2, "");
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").skipped()).isEqualTo(1);
        assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(1);
    }

    /** "Defaults: positive answer delivered, rejected hold, unknown retry": also beside rules. */
    @Test
    void whatNoRuleNamesFollowsTheDefaults() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour =
                (m, a) ->
                        switch (Pairs.value(m, "id")) {
                            case "1" -> Delivery.delivered();
                            case "2" ->
                                    a.number() < 3 ? Delivery.unknown("?") : Delivery.delivered();
                            default -> Delivery.rejected("not wanted");
                        };
        bench.runs("adt", channel("outcome: [ { when: { code: XX }, then: skip } ]"));
        bench.submit("adt", 1, 3, "");
        bench.until(() -> bench.view("adt", "lab").held() == 1);
        bench.eventually(() -> assertThat(bench.ledger("adt", "lab").delivered()).isEqualTo(2));
        assertThat(lab.calls.stream().filter(c -> c.text().startsWith("id=2")).map(Peer.Call::key))
                .hasSize(3)
                .containsOnly(lab.call(1).key());
    }

    /** "lane: blocks | goes-on (default blocks) for what waits behind". */
    @Test
    void aHeldOneBlocksWhatIsBehindItUnlessTheLaneGoesOn() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour =
                (m, a) ->
                        Pairs.value(m, "id").equals("1")
                                ? answered(Delivery.rejected("no"), "code=AE")
                                : Delivery.delivered();
        bench.runs("adt", channel("outcome: [ { when: { code: AE }, then: hold } ]"));
        var ids = bench.submit("adt", 1, 2, "");
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
        assertThat(lab.took).isEmpty();
        bench.act(Act.SKIP, ids.get(0));
        bench.settles("adt");
        bench.runs(
                "adt", channel("outcome: [ { when: { code: AE }, then: hold, lane: goes-on } ]"));
        bench.submit("adt", 1, 2, "");
        bench.until(() -> lab.took.size() == 2);
        assertThat(bench.view("adt", "lab").state()).isEqualTo(DestinationState.STARTED);
        assertThat(bench.view("adt", "lab").held()).isEqualTo(1);
    }

    /** "stop": the destination stops, remembered, and says which message and what to type. */
    @Test
    void stopStopsTheDestinationUntilAPersonStartsIt() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.behaviour = Peer.REJECTS;
        bench.runs("adt", channel("outcome: [ { when: { outcome: rejected }, then: stop } ]"));
        var id = bench.submit("adt", 1, 3, "").get(0);
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.PAUSED);
        assertThat(bench.control().why("adt", "lab").get(0))
                .contains(id)
                .contains("stop by the rule at adt.yaml:3:")
                .contains("type channel:start adt lab");
        bench.until(() -> bench.engine().member("adt").orElseThrow().isQuiet());
        assertThat(lab.attempts()).isEqualTo(1);
        bench.restart();
        assertThat(bench.view("adt", "lab").state()).isEqualTo(DestinationState.PAUSED);
        assertThat(bench.control().why("adt", "lab").get(0)).contains(id).contains("the rule at");
        bench.peer("adt/lab").behaviour = Peer.TAKES;
        bench.control().order(Control.Order.START, "adt", "lab", "anna");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").ids()).containsExactly("1", "2", "3");
    }

    /** "skip": a negative answer may mean that the peer does not need it. */
    @Test
    void skipEndsTheDeliveryWithItsReason() throws Exception {
        bench.peer("adt/lab").behaviour = Peer.REJECTS;
        bench.runs("adt", channel("outcome: [ { when: { outcome: rejected }, then: skip } ]"));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.settles("adt");
        assertThat(state(id)).isEqualTo(DeliveryState.SKIPPED);
        assertThat(why(id)).contains("not wanted").contains("skip by the rule at adt.yaml:3:");
    }

    /** "an answer that cannot be read is unknown". */
    @Test
    void anAnswerThatCannotBeReadIsUnknown() throws Exception {
        bench.peer("adt/lab").behaviour = (m, a) -> answered(Delivery.delivered(), "gibberish");
        bench.runs(
                "adt",
                channel(
                        "outcome: [ { when: { code: AA }, then: delivered },"
                                + " { when: { outcome: unknown }, then: hold } ]"));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> state(id) == DeliveryState.HELD);
        assertThat(why(id)).contains("the answer cannot be read");
    }

    /** "a failing condition is a held delivery with the reason, never a crash". */
    @Test
    void aFailingConditionHoldsWithTheReason() throws Exception {
        bench.peer("adt/lab").behaviour =
                (m, a) -> answered(Delivery.delivered(), "code=" + Pairs.BROKEN);
        bench.runs("adt", channel("outcome: [ { when: { code: AE }, then: skip } ]"));
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> state(id) == DeliveryState.HELD);
        assertThat(why(id)).contains("a rule of \"outcome\" failed on the answer");
    }

    /** "unknown: hold": after a crash too, where it is not known whether the peer has it. */
    @Test
    @DisplayName("destination | unknown: hold")
    void anAttemptThatACrashCutOffIsUnknownAndNotMadeAgain() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel("unknown: hold"));
        var id = bench.submit("adt", 1, 2, "").get(0);
        bench.until(() -> lab.inside.get() == 1);
        bench.crash();
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
        assertThat(bench.peer("adt/lab").attempts()).isZero();
        bench.until(() -> state(id) == DeliveryState.HELD);
        assertThat(why(id)).contains("the engine ended while it was being sent");
        bench.act(Act.RELEASE, id);
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").call(0).number()).isEqualTo(2);
        assertThat(bench.peer("adt/lab").ids()).containsExactly("1", "2");
    }

    /** Semantics 4.1: "anything else is RETRY". */
    @Test
    void withoutARuleForUnknownACutOffAttemptIsMadeAgain() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        bench.runs("adt", channel("outcome: [ { when: { code: AE }, then: skip } ]"));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> lab.inside.get() == 1);
        bench.crash();
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").ids()).containsExactly("1");
    }

    /** Semantics 4.1: what surely did not leave is no attempt, not even after a crash. */
    @Test
    void whatWasSurelyNotSentIsNotUnknownAfterACrash() throws Exception {
        bench.peer("adt/lab").behaviour = Peer.DOWN;
        bench.runs("adt", channel("unknown: hold"));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> bench.peer("adt/lab").attempts() > 2);
        bench.control().order(Control.Order.STOP, "adt", "lab", "anna");
        bench.eventually(
                () -> assertThat(bench.engine().member("adt").orElseThrow().isQuiet()).isTrue());
        bench.crash();
        bench.control().order(Control.Order.START, "adt", "lab", "anna");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").ids()).containsExactly("1");
    }

    /** Semantics 4.5 with rules: a batch ends at what a rule holds, and the rest stays in order. */
    @Test
    void aBatchWithRulesKeepsItsOrder() throws Exception {
        bench.peer("adt/lab").behaviour =
                (m, a) ->
                        Integer.parseInt(Pairs.value(m, "id")) % 10 == 0
                                ? answered(Delivery.rejected("no"), "code=AE")
                                : Delivery.delivered();
        bench.runs(
                "adt",
                channel("outcome: [ { when: { code: AE }, then: skip } ]")
                        .replace("peer", "batch"));
        bench.submit("adt", 1, 50, "");
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").skipped()).isEqualTo(5);
        assertThat(bench.peer("adt/lab").ids().stream().map(Integer::valueOf).toList())
                .hasSize(45)
                .isSorted();
    }
}
