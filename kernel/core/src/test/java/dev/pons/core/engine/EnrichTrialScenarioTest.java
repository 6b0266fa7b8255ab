package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.TraceView;
import dev.pons.core.control.TrialView;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Semantics, section 3.2: try, why, shadow and replay use the record and never call a peer. */
@Timeout(60)
class EnrichTrialScenarioTest {

    private static final String CHANNEL = EnrichScenarioTest.channel("within: 1s");

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        mpi().behaviour = EnrichScenarioTest.answering("mrn=M1 ward=W2 more=x");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Peer mpi() {
        return bench.peer("adt/mpi");
    }

    private TraceView look(String text, Map<String, byte[]> answers) {
        var script = new Script("adt", text, file -> Optional.empty());
        var message = "id=1 room=none mrn=".getBytes(StandardCharsets.UTF_8);
        return bench.engine().rehearsals().look(script, message, Map.of(), answers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code try} says whom it would ask with which bytes, and goes on as {@code miss} says. */
    @Test
    void aTrialSaysWhomItWouldAskWithWhichBytes() throws Exception {
        bench.runs("adt", CHANNEL);
        var view = look(EnrichScenarioTest.channel("miss: \"none\""), Map.of());
        assertThat(view.steps().get(0).notes())
                .containsExactly(
                        "would ask mpi (peer: {  }) with 19 bytes:",
                        "| id=1 room=none mrn=",
                        "with 0-0",
                        "mpi is not asked by a trial, and no answer is recorded");
        assertThat(view.end()).isEqualTo("routed");
        assertThat(view.variables()).containsEntry("m", "none");
        assertThat(look(CHANNEL, Map.of()).end()).isEqualTo("held");
        assertThat(mpi().attempts()).isZero();
    }

    /** {@code try --answer mpi=FILE}. */
    @Test
    void aTrialTakesAnAnswerThatIsGiven() throws Exception {
        bench.runs("adt", CHANNEL);
        var view = look(CHANNEL, Map.of("mpi", bytes("mrn=M9 ward=W9")));
        assertThat(new String(view.deliveries().get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("id=1 room=W9 mrn=M9");
        assertThat(view.steps().get(0).notes()).contains("mpi gives {mrn=M9, ward=W9}");
        assertThat(mpi().attempts()).isZero();
        assertThatThrownBy(() -> look(CHANNEL, Map.of("mpl", bytes("mrn=1"))))
                .isInstanceOf(ControlException.class)
                .hasMessage("no step asks \"mpl\"; did you mean \"mpi\"?");
    }

    /** A message that ran shows what the peer said then, and a failure what was tried. */
    @Test
    void whyShowsWhatThePeerSaidThen() throws Exception {
        bench.runs("adt", CHANNEL);
        var id = bench.submit("adt", 1, 1, "room=none mrn=").get(0);
        bench.settles("adt");
        mpi().behaviour = Peer.NOT_NOW;
        var other = bench.submit("adt", 2, 2, "room=none mrn=").get(0);
        bench.until(() -> bench.view("adt").held() == 1);
        int attempts = mpi().attempts();
        var why = bench.engine().rehearsals().why(id);
        assertThat(why.variables()).containsEntry("m", "M1");
        assertThat(why.steps().get(0).notes()).contains("mpi gives {mrn=M1, ward=W2}");
        var failed = bench.engine().rehearsals().why(other);
        assertThat(failed.end()).isEqualTo("held");
        assertThat(failed.reason()).contains("mpi gave no answer within 1 s");
        assertThat(mpi().attempts()).isEqualTo(attempts);
    }

    /** A replay gives the recorded answer, and says what is not recorded. */
    @Test
    void aReplayUsesTheRecordAndNeverCalls() throws Exception {
        bench.runs("adt", CHANNEL).submit("adt", 1, 2, "room=none mrn=");
        bench.settles("adt");
        mpi().behaviour = (message, attempt) -> Delivery.rejected("never called");
        var alike = replay(CHANNEL);
        assertThat(alike.alike()).isEqualTo(2);
        assertThat(alike.differences()).isEmpty();
        var more = replay(CHANNEL.replace("m: mrn", "m: mrn, x: more"));
        assertThat(more.differences().toString()).contains("what=held, was routed, count=2");
        var other = replay(CHANNEL.replace("steps:\n", "steps:\n  - set: { mrn: other }\n"));
        assertThat(other.differences().toString()).contains("what=held, was routed, count=2");
        assertThat(mpi().attempts()).isEqualTo(2);
    }

    private TrialView replay(String text) {
        var script = new Script("adt", text, file -> Optional.empty());
        return bench.engine().rehearsals().replay(script, new Past(9, Instant.EPOCH), List.of());
    }

    /** A shadow that asks what the running channel asked gets its answer. */
    @Test
    void aShadowNeverCalls() throws Exception {
        bench.runs("adt", CHANNEL);
        var script = new Script("adt", CHANNEL.replace("{m}", "{m}!"), file -> Optional.empty());
        bench.engine().rehearsals().shadow(script, "anna");
        bench.submit("adt", 1, 3, "room=none mrn=");
        bench.settles("adt");
        bench.until(() -> bench.engine().rehearsals().diff("adt", List.of()).compared() == 3);
        assertThat(mpi().attempts()).isEqualTo(3);
        bench.engine().rehearsals().endShadow("adt");
    }
}
