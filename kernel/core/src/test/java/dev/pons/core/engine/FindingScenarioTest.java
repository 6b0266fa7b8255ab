package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What messages are found by, and what is then shown of them. */
@Timeout(60)
class FindingScenarioTest {

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

    private static String channel(String index) {
        return """
        source: { hand: {}, format: pairs }
        index: %s
        destinations:
          lab: { peer: {}, retry: { first: 10ms, longest: 10ms, jitter: no } }
        """
                .formatted(index);
    }

    private List<String> found(String name, String value) {
        return bench
                .control()
                .messages(MessageQuery.newest(9).withIndex(name, value))
                .rows()
                .stream()
                .map(MessageRow::control)
                .toList();
    }

    /** "index: extra searchable values; control id, patient id and type are always there". */
    @Test
    void messagesAreFoundByTheValuesThatTheChannelNames() throws Exception {
        bench.runs("adt", channel("{ ward: ward, peer: meta.peer }"));
        bench.submit("adt", "id=1 ward=3W");
        bench.submit("adt", "id=2 ward=4E");
        bench.submit("adt", "id=3 ward=3W do=drop");
        bench.submit("adt", "id=4");
        bench.settles("adt");
        assertThat(found("ward", "3W")).containsExactly("3", "1");
        assertThat(found("ward", "4E")).containsExactly("2");
        assertThat(found("ward", "3")).isEmpty();
        assertThat(found("peer", "3W")).isEmpty();
        var first = bench.control().messages(MessageQuery.oldest(1)).rows().get(0).id();
        assertThat(bench.control().message(first).index()).containsEntry("ward", List.of("3W"));
    }

    /** Every attempt, and the answer to each. */
    @Test
    void whatThePeerAnsweredToAnAttemptCanBeShown() throws Exception {
        bench.peer("adt/lab").behaviour =
                (message, attempt) -> Delivery.delivered().with(Pairs.message("ok=1"));
        bench.runs("adt", channel("{ ward: ward }"));
        var id = bench.submit("adt", "id=1").id().orElseThrow();
        var other = bench.submit("adt", "id=2").id().orElseThrow();
        bench.settles("adt");
        var attempt = bench.control().message(id).deliveries().get(0).history().get(0);
        assertThat(attempt.number()).isEqualTo(1);
        var answer = attempt.answer().orElseThrow();
        assertThat(bench.control().answer(id, answer).orElseThrow())
                .isEqualTo(bench.control().response(id, "lab").orElseThrow())
                .isEqualTo("ok=1".getBytes());
        assertThat(bench.control().answer(other, answer)).isEmpty();
        assertThatThrownBy(() -> bench.control().answer(id, "x"))
                .isInstanceOf(ControlException.class);
        var again = bench.control().act(Act.RESEND, id, "lab", "anna", "lost");
        assertThat(again).isNotEqualTo(id);
    }
}
