package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.GroupView;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;
import dev.pons.core.store.Store;
import dev.pons.spi.Message;
import dev.pons.spi.Next;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The step {@code aggregate}: the end of a poll, and the end of the engine. */
@Timeout(60)
class AggregateEndScenarioTest {

    private static final String BY_COUNT =
            """
            source: { hand: {}, format: pairs }
            steps:
              - let: { ward: "{ward | default('none')}" }
              - drop: { off: exists }
              - aggregate: { key: "{ward}", until: 3 }
              - set: { count: "{count}/{ward}" }
                when: { count: exists }
            destinations: { out: { peer: {} } }
            """;

    private static final String BY_POLL =
            """
            source: { poll: {}, format: pairs, schedule: 1h }
            steps:
              - drop: { off: exists }
              - aggregate: { key: "{ward}", until: end-of-poll }
            destinations: { out: { peer: {} } }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> sent() {
        return bench.peer("adt/out").calls.stream().map(Peer.Call::text).toList();
    }

    private void collected(int many) {
        bench.settles("adt");
        bench.eventually(
                () ->
                        assertThat(
                                        bench.control().groups("adt").stream()
                                                .mapToInt(GroupView::messages)
                                                .sum())
                                .isEqualTo(many));
    }

    /** Gives messages in calls of two; the last one ends the poll. */
    private void polls(String... messages) {
        var left = new ArrayDeque<>(List.of(messages));
        bench.types.polls.put(
                "adt",
                (intake, budget) -> {
                    for (int i = 0; i < 2 && !left.isEmpty(); i++) {
                        intake.submit(Pairs.message(left.poll()));
                    }
                    return left.isEmpty() ? Next.end() : Next.more();
                });
    }

    @Test
    void theEndOfAPollClosesWhatThatPollSubmittedAfterItsStepsRan() throws Exception {
        polls("id=1 ward=A", "id=2 ward=B", "id=0 ward=A off=yes", "id=3 ward=A", "id=4 ward=A");
        bench.runs("adt", BY_POLL);
        bench.until(() -> sent().size() == 2);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,3,4 count=3", "ids=2 count=1");
        assertThat(bench.ledger("adt").aggregated()).isEqualTo(4);
    }

    @Test
    void rowsOfAPollThatWasCutOffBelongToTheNextEndOfAPoll() throws Exception {
        bench.types.polls.put(
                "adt",
                (intake, budget) -> {
                    intake.submit(Pairs.message("id=1 ward=A"));
                    throw new IOException("the peer is gone");
                });
        bench.channel("adt", BY_POLL);
        collected(1);
        polls("id=2 ward=A");
        bench.restart();
        bench.until(() -> sent().size() == 1);
        assertThat(sent()).containsExactly("ids=1,2 count=2");
    }

    @Test
    void atTheEndOfAPollWithoutAnyMessageOneWithoutRowsIsSentIfTheFileSaysSo() throws Exception {
        polls("id=0 ward=A off=yes");
        bench.runs("adt", BY_POLL.replace("until: end-of-poll", "until: end-of-poll, empty: send"));
        bench.until(() -> sent().size() == 1);
        assertThat(sent()).containsExactly("ids= count=0");
        assertThat(bench.ledger("adt").created()).isEqualTo(1);
        bench.settles("adt");
    }

    @Test
    void withoutThatWordNothingIsSent() throws Exception {
        polls();
        bench.runs("adt", BY_POLL);
        bench.settles("adt");
        assertThat(sent()).isEmpty();
        assertThat(bench.ledger("adt").created()).isZero();
    }

    /** "Crash at any point: every member is in exactly one result." */
    @Test
    void everyMemberIsInExactlyOneResultHoweverOftenTheEngineDies() throws Exception {
        bench.runs("adt", BY_COUNT.replace("until: 3", "until: [3, { last: exists }]"));
        var accepted = new ArrayList<String>();
        for (int i = 1; i <= 60; i++) {
            var last = i % 7 == 0 ? " last=yes" : "";
            bench.submit("adt", "id=" + i + " ward=" + i % 4 + last);
            accepted.add(Integer.toString(i));
            if (i % 6 == 0) {
                bench.crash();
            }
        }
        bench.settles("adt");
        if (!bench.control().groups("adt").isEmpty()) {
            bench.control().closeGroups("adt", "", "anna");
        }
        bench.settles("adt");
        assertThat(members(bench.store())).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(bench.ledger("adt").aggregated()).isEqualTo(60);
    }

    /** Of all results that the journal has. */
    private static List<String> members(Store store) throws Exception {
        var all = new ArrayList<String>();
        try (var reader = store.follow(0).withContent()) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Received r
                        && r.origin().kind() == Origin.Kind.AGGREGATE) {
                    var ids = Pairs.value(Message.of(r.body(), r.meta()), "ids");
                    all.addAll(List.of(ids.split(",")));
                }
            }
        }
        return all;
    }

    @Test
    void whatCannotBeIsSaidBeforeAnyMessageComes() throws Exception {
        bench.channel("adt", BY_COUNT.replace("until: 3", "until: end-of-poll"));
        assertThat(bench.view("adt").problems())
                .singleElement()
                .asString()
                .contains("no poll ends");
        bench.channel("adt", BY_COUNT.replace("until: 3", "empty: send, until: 3"));
        assertThat(bench.view("adt").problems()).singleElement().asString().contains("end-of-poll");
        bench.channel("adt", BY_COUNT.replace("until: 3", "until: 5 minutes"));
        assertThat(bench.view("adt").problems())
                .singleElement()
                .asString()
                .contains("a time as 5m");
        bench.channel("adt", BY_COUNT.replace("until: 3", "until: 20000"));
        assertThat(bench.view("adt").problems()).singleElement().asString().contains("`limit`");
        bench.channel("adt", BY_COUNT.replace("until: 3", "until: 3, limit: { groups: 0 }"));
        assertThat(bench.view("adt").problems()).singleElement().asString().contains("from 1 to");
        bench.channel(
                "adt",
                BY_COUNT.replace("  - drop: { off: exists }\n", "  - aggregate: { until: 2 }\n"));
        assertThat(bench.view("adt").problems()).singleElement().asString().contains("a `name`");
        bench.channel(
                "adt", BY_COUNT.replace("format: pairs", "format: pairs, acknowledge: processed"));
        assertThat(bench.view("adt").problems()).singleElement().asString().contains("`checked`");
    }
}
