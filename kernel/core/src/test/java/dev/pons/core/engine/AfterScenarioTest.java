package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;

/** Channel language section 7, "after", "body", and sections 5 and 6, "reply" of a destination. */
@Timeout(60)
class AfterScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps: [ { let: { mrn: "{key}" } }, { set: { stage: one } } ]
            destinations:
              index:
                peer: {}
                after: store
                steps: [ { set: { doc: "{docid | need}", stage: "{mrn}" } } ]
                retry: { first: 10ms, longest: 20ms }
              store:
                peer: {}
                retry: { first: 10ms, longest: 20ms }
                outcome: [ { when: { outcome: rejected }, then: skip } ]
                reply: [ { let: { docid: "{nr}" } } ]
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        stores();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private void stores() {
        bench.peer("adt/store").behaviour =
                (m, a) ->
                        Delivery.delivered()
                                .with(Pairs.message("nr=doc" + Pairs.value(m, "id") + " x=y"));
    }

    private DeliveryState state(String id, String destination) {
        return bench.control().message(id).deliveries().stream()
                .filter(d -> d.destination().equals(destination))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** "after: other: starts when that destination delivered". */
    @Test
    @DisplayName("destination | after: other")
    void itStartsWhenTheOtherDeliveredAndSeesWhatItsAnswerLet() throws Exception {
        bench.runs("adt", CHANNEL);
        var store = bench.peer("adt/store");
        store.hangs();
        var id = bench.submit("adt", 1, 1, "key=anna stage=zero doc=none").get(0);
        bench.until(() -> store.inside.get() == 1);
        bench.eventually(() -> assertThat(state(id, "index")).isEqualTo(DeliveryState.AFTER));
        assertThat(bench.peer("adt/index").attempts()).isZero();
        assertThat(bench.ledger("adt", "index").queued()).isEqualTo(1);
        store.answer();
        bench.settles("adt");
        assertThat(bench.peer("adt/index").took)
                .containsExactly("id=1 key=anna stage=anna doc=doc1");
        assertThat(store.took).containsExactly("id=1 key=anna stage=one doc=none");
    }

    /** "after": what can never start is skipped, with the reason. */
    @Test
    void whatComesAfterASkippedOneIsSkipped() throws Exception {
        bench.peer("adt/store").behaviour = Peer.REJECTS;
        bench.runs("adt", CHANNEL);
        var id = bench.submit("adt", 1, 1, "key=a stage=x doc=x").get(0);
        bench.settles("adt");
        assertThat(state(id, "index")).isEqualTo(DeliveryState.SKIPPED);
        assertThat(bench.control().message(id).deliveries())
                .anySatisfy(
                        d ->
                                assertThat(d.reason())
                                        .contains("store, which it comes after, was skipped"));
    }

    /** What has not begun has nothing to act on: the answer says on which one to act. */
    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"HOLD", "SKIP", "RELEASE"})
    void anActOnOneThatWaitsNamesTheOtherOne(Act act) throws Exception {
        bench.peer("adt/store").behaviour = Peer.NOT_NOW;
        bench.runs("adt", CHANNEL);
        var id = bench.submit("adt", 1, 1, "key=a stage=x doc=x").get(0);
        bench.eventually(() -> assertThat(state(id, "index")).isEqualTo(DeliveryState.AFTER));
        assertThatThrownBy(() -> bench.control().act(act, id, "index", "anna", "tried"))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("index comes after store")
                .hasMessageContaining("message:skip " + id + " store");
        assertThat(state(id, "index")).isEqualTo(DeliveryState.AFTER);
    }

    /** A person's skip of the other one is the same. */
    @Test
    void whatComesAfterOneThatAPersonSkippedIsSkipped() throws Exception {
        bench.peer("adt/store").behaviour = Peer.NOT_NOW;
        bench.runs("adt", CHANNEL);
        var id = bench.submit("adt", 1, 1, "key=a stage=x doc=x").get(0);
        bench.until(() -> bench.peer("adt/store").attempts() > 1);
        bench.until(
                () -> {
                    bench.control().act(Act.SKIP, id, "store", "anna", "");
                    return true;
                });
        bench.settles("adt");
        assertThat(bench.ledger("adt", "index").skipped()).isEqualTo(1);
    }

    /** What would wait for ever is refused in words. */
    @Test
    void itIsNotRerunWithoutTheOneThatItComesAfter() throws Exception {
        bench.runs("adt", CHANNEL);
        var id = bench.submit("adt", 1, 1, "key=a stage=x doc=x").get(0);
        bench.settles("adt");
        assertThatThrownBy(() -> bench.control().act(Act.RERUN, id, "index", "anna", ""))
                .isInstanceOf(ControlException.class)
                .hasMessage(
                        "destination index comes after store, so it is not rerun alone; type"
                                + " message:rerun "
                                + id
                                + " for all destinations");
        bench.control().act(Act.RERUN, id, "", "anna", "");
        bench.settles("adt");
        assertThat(bench.peer("adt/index").attempts()).isEqualTo(2);
    }

    /** "after": what the channel does not choose is not waited for. */
    @Test
    void whatComesAfterOneThatIsNotChosenIsNotChosen() throws Exception {
        bench.runs("adt", CHANNEL.replace("outcome: [", "when: { id: 2 }\n    outcome: ["));
        var id = bench.submit("adt", 1, 1, "key=a stage=x doc=x").get(0);
        bench.settles("adt");
        assertThat(state(id, "index")).isEqualTo(DeliveryState.NOT_CHOSEN);
        assertThat(bench.ledger("adt", "index").notChosen()).isEqualTo(1);
    }

    /** "after": chains, with variables of all that came before. */
    @Test
    @DisplayName("destination | reply:")
    void chainsSeeWhatAllBeforeThemLet() throws Exception {
        bench.peer("adt/index").behaviour =
                (m, a) -> Delivery.delivered().with(Pairs.message("nr=77"));
        bench.runs(
                "adt",
                CHANNEL.replace("docid: \"{nr}\" } } ]", "docid: \"{nr}\" } } ]\n  last: LAST")
                        .replace(
                                "after: store\n",
                                "after: store\n    reply: [ { let: { number: \"{nr}\" } } ]\n")
                        .replace(
                                "LAST",
                                "{ peer: {}, after: index, steps: [ { set: { doc:"
                                        + " \"{docid}-{number}-{mrn}\" } } ] }"));
        bench.submit("adt", 1, 1, "key=anna stage=zero doc=none");
        bench.settles("adt");
        assertThat(bench.peer("adt/last").took)
                .containsExactly("id=1 key=anna stage=one doc=doc1-77-anna");
    }

    /** Restart in every state: waiting for the other, made, done. */
    @Test
    void aRestartLosesNoneOfThem() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.peer("adt/store").hangs();
        bench.submit("adt", 1, 3, "key=a stage=x doc=x");
        bench.until(() -> bench.peer("adt/store").inside.get() == 1);
        bench.peer("adt/index").behaviour = Peer.DOWN;
        bench.restart();
        bench.peer("adt/store").answer();
        bench.until(() -> bench.peer("adt/index").attempts() > 0);
        bench.until(() -> bench.peer("adt/store").took.size() >= 3);
        bench.until(() -> bench.view("adt", "index").queued() == 3);
        bench.eventually(() -> assertThat(bench.ledger("adt", "store").delivered()).isEqualTo(3));
        bench.crash();
        bench.settles("adt");
        assertThat(bench.peer("adt/index").took)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 3)
                                .mapToObj(i -> "id=" + i + " key=a stage=a doc=doc" + i)
                                .toList());
    }

    /** A failing step of what comes after follows on-error; the other one stands. */
    @Test
    void aFailingStepHoldsItAlone() throws Exception {
        bench.peer("adt/store").behaviour = Peer.TAKES;
        bench.runs("adt", CHANNEL.replace("\"{nr}\"", "\"{none}\""));
        bench.submit("adt", 1, 1, "key=a stage=x doc=x");
        bench.until(() -> bench.view("adt", "index").held() == 1);
        bench.eventually(() -> assertThat(bench.ledger("adt", "store").delivered()).isEqualTo(1));
    }

    /** "body: what is sent, if not the message". */
    @Test
    @DisplayName("destination | body:")
    void aPartOfTheMessageIsSentDecoded() throws Exception {
        var text = "id=7 from=pdf";
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations:
                  plain: { peer: {}, body: { from: text } }
                  based: { peer: {}, body: { from: text, decode: base64 } }
                  hexed: { peer: {}, body: { from: code, decode: hex } }
                """);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var based = Base64.getEncoder().encodeToString(bytes);
        var hex = java.util.HexFormat.of().formatHex(bytes);
        bench.submit("adt", "id=1 text=" + based + " code=" + hex);
        bench.until(() -> bench.peer("adt/hexed").took.size() == 1);
        bench.settles("adt");
        assertThat(bench.peer("adt/plain").took).containsExactly(based);
        assertThat(bench.peer("adt/based").took).containsExactly(text);
        assertThat(bench.peer("adt/hexed").took).containsExactly(text);
    }

    /** "bad base64 = the branch fails as on-error says"; the others go on. */
    @Test
    void whatCannotBeDecodedFailsItsBranchAlone() throws Exception {
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations:
                  based: { peer: {}, body: { from: text, decode: base64 } }
                  plain: { peer: {}, body: { from: text } }
                  empty: { peer: {}, body: { from: none } }
                """);
        var id = bench.submit("adt", "id=1 text=n*t").id().orElseThrow();
        bench.until(() -> bench.peer("adt/plain").took.size() == 1);
        bench.until(() -> bench.view("adt", "based").held() == 1);
        bench.until(() -> bench.view("adt", "empty").held() == 1);
        bench.eventually(
                () -> {
                    var all = bench.control().message(id).deliveries();
                    assertThat(all.get(0).reason())
                            .contains("text")
                            .contains("is no base64")
                            .doesNotContain("n*t");
                    assertThat(all.get(1).reason()).contains("nothing to send stands there");
                });
    }
}
