package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.TrialView;
import dev.pons.core.control.TrialView.Difference;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.control.VersionView;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.engine.Types.Kind;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Semantics section 6: a change is tried on what came, and beside what runs. */
@Timeout(60)
class TrialScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            on-error: { then: drop }
            steps:
              - set: { stage: one, at: "{now}" }
            destinations:
              lab:
                peer: {}
                when: { kind: exists }
              store:
                peer: {}
                retry: { first: 10ms, longest: 20ms }
                reply: [ { let: { docid: "{nr}" } } ]
              index:
                peer: {}
                after: store
                steps: [ { set: { doc: "{docid}" } } ]
            """;

    private static final Past ALL = new Past(1_000, Instant.EPOCH);

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"));
        bench.peer("adt/store").behaviour =
                (m, a) -> Delivery.delivered().with(Pairs.message("nr=doc" + Pairs.value(m, "id")));
        bench.runs("adt", CHANNEL);
        bench.submit("adt", 1, 4, "stage=zero at=x doc=none");
        bench.submit("adt", 5, 5, "stage=zero at=x doc=none kind=b");
        bench.settles("adt");
        found(5);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    /** The search has them. */
    private void found(int messages) {
        bench.until(
                () -> bench.control().messages(MessageQuery.newest(100)).rows().size() == messages);
    }

    private static Script script(String text) {
        return new Script("adt", text, file -> Optional.empty());
    }

    private TrialView replay(String text, String... allowed) {
        return bench.engine().rehearsals().replay(script(text), ALL, List.of(allowed));
    }

    private void assertFound(TrialView view, Object... one) {
        assertThat(view.differences())
                .extracting(
                        Difference::destination,
                        Difference::place,
                        Difference::what,
                        Difference::count)
                .containsExactly(tuple(one));
    }

    /** Its clock is that of the message, and what a peer answered is what it answered then. */
    @Test
    void anEqualChannelMakesTheSame() {
        var view = replay(CHANNEL);
        assertThat(view.differences()).isEmpty();
        assertThat(view.compared()).isEqualTo(5);
        assertThat(view.alike()).isEqualTo(5);
        assertThat(view.isOtherwise()).isFalse();
    }

    @Test
    void aValueThatIsAnotherIsFoundWhereItIs() {
        var view = replay(CHANNEL.replace("{docid}", "{docid}x"));
        assertFound(view, "index", "doc", "is another", 5L);
        assertThat(view.isOtherwise()).isTrue();
        assertThat(replay(CHANNEL.replace("{docid}", "{docid}x"), "index:doc").isOtherwise())
                .isFalse();
        assertThat(replay(CHANNEL.replace("{docid}", "{docid}x"), "do").isOtherwise()).isTrue();
    }

    @Test
    void anotherWayIsFound() {
        assertThat(replay(CHANNEL.replace("kind: exists", "kind: b")).differences()).isEmpty();
        assertFound(
                replay(CHANNEL.replace("kind: exists", "kind: c")),
                "lab",
                "delivery",
                "not chosen, was sent",
                1L);
    }

    @Test
    void anotherEndIsFoundWithAnExample() {
        var drops = CHANNEL.replace("steps:\n  - set", "steps:\n  - drop: { kind: b }\n  - set");
        var view = replay(drops);
        assertFound(view, "", "end", "dropped, was routed", 1L);
        var example = view.differences().get(0).example();
        assertThat(new String(bench.control().content(example, ""))).contains("id=5");
    }

    @Test
    void aStepThatFailsNowIsFound() {
        var view =
                replay(
                        CHANNEL.replace(
                                "steps:\n  - set",
                                "steps:\n  - set: { need: \"{nothing | need}\" }\n  - set"));
        assertFound(view, "", "end", "dropped, was routed", 5L);
    }

    @Test
    void onlyTheLastAreMeantWhereFewAreAskedFor() {
        var view =
                bench.engine()
                        .rehearsals()
                        .replay(script(CHANNEL), new Past(2, Instant.EPOCH), List.of());
        assertThat(view.compared()).isEqualTo(2);
        var all = new Past(Past.ALL, Instant.EPOCH);
        assertThat(bench.engine().rehearsals().replay(script(CHANNEL), all, List.of()).compared())
                .isEqualTo(5);
        var none = new Past(10, Instant.now().plusSeconds(60));
        assertThat(bench.engine().rehearsals().replay(script(CHANNEL), none, List.of()).compared())
                .isZero();
    }

    /** What was sent again to one destination never went through the steps. */
    @Test
    void whatAPersonMadeForOneDestinationIsPassedOver() {
        var id = bench.control().messages(MessageQuery.newest(1)).rows().get(0).id();
        bench.control().act(Act.RESEND, id, "store", "anna", "test");
        bench.settles("adt");
        found(6);
        var view = replay(CHANNEL);
        assertThat(view.compared()).isEqualTo(5);
        assertThat(view.passedOver()).isEqualTo(1);
        assertThat(view.differences()).isEmpty();
    }

    @Test
    void nothingIsSentAndNothingIsWritten() throws IOException {
        int sent = bench.peer("adt/lab").attempts() + bench.peer("adt/store").attempts();
        long bytes = bench.store().bytes();
        replay(CHANNEL.replace("kind: exists", "stage: exists"));
        assertThat(bench.peer("adt/lab").attempts() + bench.peer("adt/store").attempts())
                .isEqualTo(sent);
        assertThat(bench.store().bytes()).isEqualTo(bytes);
        assertThat(bench.engine().rehearsals().history("adt")).hasSize(1);
    }

    @Test
    void whatWouldNotRunSaysWhy() {
        assertThatThrownBy(() -> replay(CHANNEL.replace("- set", "- sett")))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("would not run")
                .hasMessageContaining("adt.yaml:4");
        assertThatThrownBy(() -> replay("source: [\n")).isInstanceOf(ControlException.class);
    }

    @Test
    void aShadowSeesWhatComesFromNowOn() throws Exception {
        var rehearsals = bench.engine().rehearsals();
        rehearsals.shadow(script(CHANNEL.replace("stage: one", "stage: two")), "anna");
        bench.submit("adt", 6, 7, "stage=zero at=x doc=none");
        bench.until(() -> rehearsals.diff("adt", List.of()).compared() == 2);
        var view = rehearsals.diff("adt", List.of());
        assertThat(view.differences())
                .extracting(Difference::destination, Difference::place, Difference::count)
                .containsExactlyInAnyOrder(
                        tuple("store", "stage", 2L), tuple("index", "stage", 2L));
        assertThat(bench.peer("adt/store").took).allMatch(text -> text.contains("stage=one"));

        assertThat(rehearsals.endShadow("adt").text()).contains("stage: two");
        assertThatThrownBy(() -> rehearsals.diff("adt", List.of()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("channel:shadow adt");
    }

    /** Nothing of a plugin that was replaced lives on in a shadow. */
    @Test
    void aShadowEndsWhenAPluginOfItIsReplaced() {
        var rehearsals = bench.engine().rehearsals();
        rehearsals.shadow(script(CHANNEL), "anna");
        bench.engine().typesChanged(List.of(bench.types.renew(Kind.DESTINATION, "peer")));
        assertThatThrownBy(() -> rehearsals.diff("adt", List.of()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("a plugin of it was replaced");
        rehearsals.shadow(script(CHANNEL), "anna");
        assertThat(rehearsals.diff("adt", List.of()).compared()).isZero();
    }

    @Test
    void aShadowGoesWithItsChannel() {
        bench.engine().rehearsals().shadow(script(CHANNEL), "anna");
        bench.engine().remove("adt");
        bench.runs("adt", CHANNEL);
        assertThatThrownBy(() -> bench.engine().rehearsals().diff("adt", List.of()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("has no shadow");
    }

    @Test
    void theHistoryKnowsWhoOverARestart() throws IOException {
        var second = CHANNEL.replace("stage: one", "stage: two");
        bench.engine().deploy("adt", second, file -> Optional.empty(), "anna");
        bench.files.put("adt", second);
        bench.restart();
        var history = bench.engine().rehearsals().history("adt");
        assertThat(history)
                .extracting(
                        VersionView::number,
                        VersionView::who,
                        VersionView::runs,
                        VersionView::lines)
                .containsExactly(tuple(2L, "anna", true, 1), tuple(1L, "", false, 16));
        assertThat(bench.engine().rehearsals().text("adt", 1).pack()).isEqualTo(CHANNEL);
        assertThatThrownBy(() -> bench.engine().rehearsals().text("adt", 3))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("channel:history adt");
    }
}
