package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Channel language section 8: children of a split are messages of their own, linked and counted.
 */
@Timeout(60)
class SplitScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps:
              - let: { whole: "{id}" }
              - choose:
                  - when: { parts: exists }
                    steps:
                      - halves: {}
                      - set: { inner: yes, create: true }
                  - steps: []
              - set: { from: "{whole}", create: true }
            destinations: { lab: { peer: {} } }
            """;

    @Name("halves")
    @Doc("As many messages as parts says")
    record Options() {}

    /** {@code parts=3} becomes three, each with its number. */
    static final class Halves implements StepType<Options> {
        @Override
        public Class<Options> config() {
            return Options.class;
        }

        @Override
        public Step create(Options options, Context context) {
            return (message, run) -> {
                var parts = new ArrayList<Message>();
                int many = Integer.parseInt(Pairs.value(message, "parts"));
                for (int i = 1; i <= many; i++) {
                    var text = "id=" + Pairs.value(message, "id") + "." + i + " from=- inner=-";
                    parts.add(message.withBody(Pairs.message(text).body()));
                }
                return StepResult.split(parts, "into " + many);
            };
        }
    }

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"));
        bench.type(Types.Kind.STEP, "halves", new Halves());
        bench.runs("adt", CHANNEL);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> sent() {
        return bench.peer("adt/lab").calls.stream().map(Peer.Call::text).toList();
    }

    private List<MessageRow> rows(int many) {
        var query = MessageQuery.oldest(1000);
        bench.until(() -> bench.control().messages(query).rows().size() == many);
        return bench.control().messages(query).rows();
    }

    @Test
    @DisplayName("step | split")
    void partsGoOnBehindTheStepInOrderBeforeWhatCameLater() throws Exception {
        bench.submit("adt", 1, 1, "parts=3 from=- inner=-");
        bench.submit("adt", 2, 2, "from=- inner=-");
        bench.submit("adt", 3, 3, "parts=2 from=- inner=-");
        bench.settles("adt");
        assertThat(sent())
                .extracting(text -> text.replaceAll("from=[0-9-]+", "from=X"))
                .containsExactly(
                        "id=1.1 from=X inner=yes",
                        "id=1.2 from=X inner=yes",
                        "id=1.3 from=X inner=yes",
                        "id=2 from=X inner=-",
                        "id=3.1 from=X inner=yes",
                        "id=3.2 from=X inner=yes");
    }

    @Test
    void theyAreLinkedCountedAndKnowWhatStepsBeforeLet() throws Exception {
        var parent = bench.submit("adt", 1, 1, "parts=2 from=- inner=-").get(0);
        bench.settles("adt");
        assertThat(sent()).allSatisfy(text -> assertThat(text).contains("from=" + parent));
        var ledger = bench.ledger("adt");
        assertThat(ledger.accepted()).isEqualTo(1);
        assertThat(ledger.created()).isEqualTo(2);
        assertThat(ledger.split()).isEqualTo(1);
        assertThat(ledger.routed()).isEqualTo(2);
        var rows = rows(3);
        assertThat(rows).filteredOn(r -> r.state() == MessageState.SPLIT).hasSize(1);
        var part = rows.stream().filter(r -> r.state() == MessageState.DONE).findFirst();
        var view = bench.control().message(part.orElseThrow().id());
        assertThat(view.parent()).isEqualTo(Optional.of(parent));
        assertThat(view.origin().toString()).containsIgnoringCase("split");
    }

    @Test
    void aMessageWithoutPartsEndsThere() throws Exception {
        bench.submit("adt", 1, 1, "parts=0 from=- inner=-");
        bench.settles("adt");
        assertThat(bench.ledger("adt").dropped()).isEqualTo(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void allOfThemAreFoundAgainAfterACrash() throws Exception {
        for (int i = 0; i < 20; i++) {
            bench.submit("adt", i, i, "parts=5 from=- inner=-");
        }
        bench.crash();
        bench.settles("adt");
        var ledger = bench.ledger("adt");
        assertThat(ledger.accepted()).isEqualTo(20);
        assertThat(ledger.split()).isEqualTo(20);
        assertThat(ledger.created()).isEqualTo(100);
        bench.restart();
        bench.settles("adt");
        assertThat(bench.ledger("adt").created()).isEqualTo(100);
    }

    @Test
    void aPartIsReleasedAndRerunBehindTheStepThatMadeIt() throws Exception {
        bench.runs(
                "adt",
                CHANNEL.replace(
                        "- set: { from:", "- let: { n: \"{none | need}\" }\n  - set: { from:"));
        bench.submit("adt", 1, 1, "parts=2 from=- inner=-");
        bench.until(() -> bench.view("adt").held() == 1);
        bench.runs("adt", CHANNEL);
        var held =
                bench.control()
                        .messages(MessageQuery.oldest(10).inState(Optional.of(MessageState.HELD)))
                        .rows();
        bench.act(Act.RELEASE, held.get(0).id());
        bench.until(() -> bench.view("adt").held() == 1 && sent().size() == 1);
        assertThat(sent().get(0)).startsWith("id=1.1").contains("inner=yes");
        bench.act(Act.RERUN, held.get(0).id());
        bench.until(() -> bench.view("adt").queued() + sent().size() >= 1);
        assertThat(bench.ledger("adt").split()).isEqualTo(1);
    }
}
