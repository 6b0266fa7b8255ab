package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.MessageView.DeliveryView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Semantics 3.4: "refused unless the file says what becomes of them (queued: ...)". */
@Timeout(60)
class DepartedScenarioTest {

    private static final int MANY = 600;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        bench.peer("adt/old").behaviour = Peer.DOWN;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static String channel(String name, String queued) {
        return """
        source: { hand: {}, format: pairs }
        destinations:
          %s:
            peer: {}
            order: { key: "{key}" }
            retry: { first: 20ms, longest: 20ms, jitter: no }
            steps: [ { set: { by: %s } } ]
        """
                        .formatted(name, name)
                + queued;
    }

    private List<String> queuesUp() throws Exception {
        bench.runs("adt", channel("old", ""));
        var ids = bench.submit("adt", 1, MANY, "key=a by=x");
        bench.until(() -> bench.view("adt", "old").queued() == MANY);
        return ids;
    }

    private DeliveryView delivery(String id) {
        return bench.control().message(id).deliveries().stream()
                .filter(d -> d.destination().equals("old"))
                .findFirst()
                .orElseThrow();
    }

    /** "send": a destination that was renamed gets what waited, as it was made, in its order. */
    @Test
    @DisplayName("queued | { send: other }")
    void aRenamedDestinationGetsWhatWaited() throws Exception {
        var ids = queuesUp();
        bench.runs("adt", channel("new", "queued: { old: { send: new } }\n"));
        bench.until(() -> bench.peer("adt/new").took.size() == MANY);
        assertThat(bench.peer("adt/new").ids())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MANY).mapToObj(String::valueOf).toList());
        assertThat(bench.peer("adt/new").took).allMatch(t -> t.endsWith("by=old"));
        bench.settles("adt");
        assertThat(bench.ledger("adt", "old").skipped()).isEqualTo(MANY);
        assertThat(bench.ledger("adt", "new").delivered()).isEqualTo(MANY);
        assertThat(delivery(ids.get(0)).reason()).contains("which says send to new");
        bench.restart();
        bench.settles("adt");
        assertThat(bench.peer("adt/new").took).hasSize(MANY);
    }

    /** "drop": skipped, with the reason. */
    @Test
    @DisplayName("queued | drop")
    void whatIsDroppedIsSkippedWithTheReason() throws Exception {
        var ids = queuesUp();
        bench.runs("adt", channel("new", "queued: { old: drop }\n"));
        bench.settles("adt");
        assertThat(bench.ledger("adt", "old").skipped()).isEqualTo(MANY);
        assertThat(delivery(ids.get(MANY - 1)).reason())
                .isEqualTo("destination old is gone from the channel's file, which says drop");
        assertThat(bench.peer("adt/new").took).isEmpty();
    }

    /** "hold": for a person, under the old name, over a restart. */
    @Test
    @DisplayName("queued | hold")
    void whatIsHeldWaitsForAPerson() throws Exception {
        var ids = queuesUp();
        bench.runs("adt", channel("new", "queued: { old: hold }\n"));
        bench.until(() -> bench.view("adt", "old").held() == MANY);
        bench.submit("adt", MANY + 1, MANY + 1, "key=a by=x");
        bench.until(() -> bench.peer("adt/new").took.size() == 1);
        bench.restart();
        assertThat(bench.view("adt", "old").held()).isEqualTo(MANY);
        assertThat(bench.ledger("adt", "old").held()).isEqualTo(MANY);
        var id = ids.get(0);
        assertThat(bench.control().message(id).row().state()).isEqualTo(MessageState.HELD);
        assertThatThrownBy(() -> bench.control().act(Act.RELEASE, id, "old", "anna", ""))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("put it back first, or type message:redirect " + id);
        bench.control().redirect(id, "old", "new", "anna", "moved");
        bench.until(() -> bench.peer("adt/new").took.size() == 2);
        assertThat(bench.peer("adt/new").took.get(1)).isEqualTo("id=1 key=a by=old");
        bench.runs("adt", channel("old", ""));
        bench.peer("adt/old").behaviour = Peer.TAKES;
        bench.control().act(Act.RELEASE, ids.get(1), "old", "anna", "");
        bench.until(() -> bench.peer("adt/old").took.size() == 1);
    }

    /** What is held by a rule or a person is not sent or dropped behind his back. */
    @Test
    void whatWasHeldBeforeStaysHeld() throws Exception {
        var ids = queuesUp();
        bench.until(
                () -> {
                    bench.control().act(Act.HOLD, ids.get(0), "old", "anna", "");
                    return true;
                });
        bench.runs("adt", channel("new", "queued: { old: drop }\n"));
        bench.until(() -> bench.ledger("adt", "old").skipped() == MANY - 1);
        assertThat(bench.view("adt", "old").held()).isEqualTo(1);
        bench.control().act(Act.SKIP, ids.get(0), "old", "anna", "");
        bench.settles("adt");
        assertThat(bench.ledger("adt", "old").skipped()).isEqualTo(MANY);
    }

    /** What came under the version before, and had not run its steps, goes the same way. */
    @Test
    void whatAnOlderVersionStillMakesGoesTheSameWay() throws Exception {
        bench.runs("adt", channel("old", "on-error: hold\nsteps: [ { obey: {} } ]\n"));
        var failed = bench.submit("adt", 1, 1, "key=a by=x do=fail").get(0);
        bench.until(() -> bench.control().message(failed).row().state() == MessageState.HELD);
        bench.submit("adt", 2, 2, "key=a by=x");
        bench.runs("adt", channel("new", "queued: { old: { send: new } }\n"));
        bench.control().act(Act.SKIP, failed, "", "anna", "");
        bench.until(() -> bench.peer("adt/new").took.size() == 1);
        assertThat(bench.peer("adt/new").took).containsExactly("id=2 key=a by=old");
        bench.settles("adt");
    }
}
