package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.TraceView;
import dev.pons.core.control.TraceView.Change;
import dev.pons.core.engine.Rehearsals.Script;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What steps saw and did, tried before it is live and asked of a message that ran. */
@Timeout(60)
class LookingScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps:
              - keep: { kind: [a, b] }
              - let: { who: "{name | upper}" }
                when: { name: exists }
              - choose:
                  - when: { kind: b }
                    steps: [ { set: { name: "{who}" } } ]
                  - steps: [ { set: { name: none } } ]
              - recall: { table: t, key: "{kind}", into: x, miss: "new" }
            destinations:
              lab:
                peer: {}
                when: { kind: b }
                steps: [ { set: { kind: "{x}" } } ]
              other:
                peer: {}
                when: { kind: c }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"));
        bench.runs("adt", CHANNEL);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private TraceView look(String text, String message) {
        var script = new Script("adt", text, file -> Optional.empty());
        return bench.engine()
                .rehearsals()
                .look(script, message.getBytes(StandardCharsets.UTF_8), Map.of(), Map.of());
    }

    @Test
    void eachStepShowsWhatItSawAndChangedAndWhichConditionDecided() {
        var view = look(CHANNEL, "id=1 kind=b name=anna");
        assertThat(view.end()).isEqualTo("routed");
        assertThat(view.steps())
                .extracting(s -> s.destination() + s.number() + " " + s.type() + " " + s.outcome())
                .containsExactly(
                        "1 keep ran",
                        "2 let ran",
                        "3 choose ran",
                        "3.1.1 set ran",
                        "4 recall ran",
                        "lab1 set ran");
        assertThat(view.steps().get(0).notes()).containsExactly("holds: kind: [a, b]");
        assertThat(view.steps().get(1).changes())
                .containsExactly(new Change("variable who", "", "ANNA"));
        assertThat(view.steps().get(2).notes()).containsExactly("when kind: b");
        assertThat(view.steps().get(3).changes())
                .containsExactly(new Change("name", "anna", "ANNA"));
        assertThat(view.steps().get(4).notes()).containsExactly("t: b is not known");
        assertThat(view.steps().get(0).where()).isEqualTo("adt.yaml:3:5");
    }

    @Test
    void whatEachDestinationWouldGetIsShownAndNothingIsSent() throws Exception {
        var view = look(CHANNEL, "id=1 kind=b name=anna");
        assertThat(view.deliveries())
                .extracting(d -> d.destination() + " " + d.state() + " " + d.reason())
                .containsExactly("lab sent ", "other not chosen when kind: c");
        assertThat(new String(view.deliveries().get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("id=1 kind=new name=ANNA");
        assertThat(bench.peer("adt/lab").calls).isEmpty();
        assertThat(bench.ledger("adt").accepted()).isZero();
    }

    @Test
    void aStepThatIsSkippedEndsOrFailsSaysWhy() {
        var dropped = look(CHANNEL, "id=1 kind=x");
        assertThat(dropped.end()).isEqualTo("dropped");
        assertThat(dropped.steps()).hasSize(1);
        assertThat(dropped.steps().get(0).outcome()).isEqualTo("decided");
        assertThat(dropped.steps().get(0).words()).startsWith("DROP keep kind: [a, b]");
        var skipped = look(CHANNEL, "id=1 kind=a");
        assertThat(skipped.steps().get(1).outcome()).isEqualTo("skipped");
        assertThat(skipped.steps().get(1).words()).isEqualTo("when name: exists");
        var failed =
                look(CHANNEL.replace("{name | upper}", "{kind | number}"), "id=1 kind=b name=x");
        assertThat(failed.end()).isEqualTo("held");
        assertThat(failed.steps().get(1).outcome()).isEqualTo("failed");
        assertThat(failed.steps().get(1).words()).contains("kind: not a number");
    }

    @Test
    void aChannelThatWouldNotRunSaysWhy() {
        assertThatThrownBy(() -> look("source: { hand: {}, format: pairs }\n", "id=1"))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("the channel has no destinations");
    }

    @Test
    void aMessageThatRanShowsTheVersionAndTheAnswersItRanWith() throws Exception {
        bench.submit("adt", "id=1 kind=b name=anna");
        bench.settles("adt");
        var id = bench.submit("adt", 2, 2, "kind=b name=bea").get(0);
        bench.settles("adt");
        bench.runs("adt", CHANNEL.replace("| upper", "| lower"));
        bench.until(() -> bench.control().message(id) != null);
        var view = bench.engine().rehearsals().why(id);
        assertThat(view.version()).isEqualTo(1);
        assertThat(view.given()).containsEntry("recall t b", "-");
        assertThat(view.variables()).containsEntry("who", "BEA").containsEntry("x", "new");
        assertThat(view.toString()).doesNotContain("BEA");
        assertThatThrownBy(() -> bench.engine().rehearsals().why("1-999"))
                .isInstanceOf(ControlException.class);
    }
}
