package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The step {@code aggregate}, on the engine (channel language, section 5; semantics, 5). */
@Timeout(60)
class AggregateScenarioTest {

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

    private static final Duration MINUTES = Duration.ofMinutes(5);

    /** A clock that a test moves. */
    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-11-25T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir Path folder;
    private final Hands clock = new Hands();
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("data"), clock);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> sent() {
        return bench.peer("adt/out").calls.stream().map(Peer.Call::text).toList();
    }

    private void submit(String ward, int... ids) throws InterruptedException {
        for (int id : ids) {
            var receipt = bench.submit("adt", "id=" + id + " ward=" + ward);
            assertThat(receipt.kind()).isEqualTo(Receipt.Kind.STORED);
        }
    }

    private List<MessageRow> rows(MessageState state, int many) {
        var query = MessageQuery.oldest(1000).inState(Optional.of(state));
        bench.until(() -> bench.control().messages(query).rows().size() == many);
        return bench.control().messages(query).rows();
    }

    private void collected(int many) {
        bench.settles("adt");
        bench.eventually(
                () ->
                        assertThat(
                                        bench.control().groups("adt").stream()
                                                .mapToInt(g -> g.messages())
                                                .sum())
                                .isEqualTo(many));
    }

    @Test
    @DisplayName("step | aggregate")
    void manyMessagesBecomeOneByKeyAndCount() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2);
        submit("B", 3);
        submit("A", 4, 5, 6);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2,4 count=3/A");
        collected(3);
        submit("A", 7);
        bench.settles("adt");
        assertThat(sent()).last().isEqualTo("ids=5,6,7 count=3/A");
    }

    @Test
    void aGroupHasExactlyAsManyAsTheCountHoweverFastTheyCome() throws Exception {
        bench.runs("adt", BY_COUNT);
        for (int i = 1; i <= 300; i++) {
            submit("A", i);
        }
        bench.settles("adt");
        assertThat(sent()).hasSize(100).allSatisfy(t -> assertThat(t).endsWith("count=3/A"));
        assertThat(sent().get(0)).startsWith("ids=1,2,3 ");
        assertThat(sent().get(99)).startsWith("ids=298,299,300 ");
    }

    @Test
    void withoutAKeyAllMessagesFormOneGroup() throws Exception {
        bench.runs("adt", BY_COUNT.replace("key: \"{ward}\", ", ""));
        submit("A", 1);
        submit("B", 2);
        submit("C", 3);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2,3 count=3/A");
    }

    @Test
    void membersAreConsumedAndResultsAreCreatedAndLinked() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2, 3);
        bench.submit("adt", "id=4 ward=A off=yes");
        bench.settles("adt");
        var ledger = bench.ledger("adt");
        assertThat(ledger.accepted()).isEqualTo(4);
        assertThat(ledger.created()).isEqualTo(1);
        assertThat(ledger.aggregated()).isEqualTo(3);
        assertThat(ledger.dropped()).isEqualTo(1);
        assertThat(ledger.routed()).isEqualTo(1);
        var members = rows(MessageState.AGGREGATED, 3);
        var result = rows(MessageState.DONE, 1).get(0);
        var view = bench.control().message(result.id());
        assertThat(view.origin()).isEqualTo("aggregate");
        assertThat(view.parent()).contains(members.get(0).id());
        assertThat(view.acts()).anyMatch(a -> a.contains("made of 3 messages"));
        assertThat(bench.control().facts(result.id())).containsEntry("aggregate.count", "3");
        for (var member : members) {
            assertThat(bench.control().message(member.id()).acts())
                    .anyMatch(a -> a.contains("message " + result.id()));
        }
    }

    @Test
    void theMemberForWhichTheConditionHoldsClosesTheGroupAndBelongsToIt() throws Exception {
        bench.runs("adt", BY_COUNT.replace("until: 3", "until: [{ last: exists }, 5m]"));
        submit("A", 1);
        bench.submit("adt", "id=9 ward=A last=yes");
        submit("A", 2);
        bench.submit("adt", "id=10 ward=A last=yes");
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,9 count=2/A", "ids=2,10 count=2/A");
    }

    @Test
    void timeClosesAGroupAlsoOverARestartAndWhileNoMessageComes() throws Exception {
        bench.runs("adt", BY_COUNT.replace("until: 3", "until: [3, 5m]"));
        submit("A", 1);
        collected(1);
        clock.now = clock.now.plus(MINUTES.minusSeconds(1));
        submit("A", 2);
        submit("B", 3);
        collected(3);
        bench.restart();
        collected(3);
        assertThat(sent()).isEmpty();
        clock.now = clock.now.plusSeconds(1);
        bench.until(() -> sent().size() == 1);
        assertThat(sent()).containsExactly("ids=1,2 count=2/A");
        collected(1);
        clock.now = clock.now.plus(MINUTES);
        bench.until(() -> sent().size() == 2);
        assertThat(sent()).last().isEqualTo("ids=3 count=1/B");
        bench.settles("adt");
    }

    @Test
    void anOpenGroupSurvivesACrashAndACheckpoint() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2);
        submit("B", 3);
        bench.settles("adt");
        bench.crash();
        collected(3);
        bench.restart();
        collected(3);
        submit("B", 4, 5);
        submit("A", 6);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=3,4,5 count=3/B", "ids=1,2,6 count=3/A");
        assertThat(bench.ledger("adt").aggregated()).isEqualTo(6);
    }

    @Test
    void theResultGoesOnBeforeWhatCameLater() throws Exception {
        bench.runs("adt", BY_COUNT.replace("until: 3 }", "until: 3 }\n    when: { ward: A }"));
        submit("A", 1, 2, 3);
        submit("B", 4);
        submit("A", 5, 6, 7);
        submit("B", 8);
        bench.settles("adt");
        assertThat(sent()).hasSize(4);
        assertThat(sent().get(0)).startsWith("ids=1,2,3");
        assertThat(sent().get(1)).startsWith("id=4");
        assertThat(sent().get(2)).startsWith("ids=5,6,7");
        assertThat(sent().get(3)).startsWith("id=8");
    }

    @Test
    void aGroupIsFoundAgainWhenItsStepHasMoved() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2);
        bench.settles("adt");
        bench.runs("adt", BY_COUNT.replace("  - drop: { off: exists }\n", ""));
        submit("A", 3);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2,3 count=3/A");
    }

    @Test
    void aGroupWhoseStepIsGoneIsShownAndClosedByAPersonAndWaitsThen() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2);
        bench.settles("adt");
        var without = BY_COUNT.replace("  - aggregate: { key: \"{ward}\", until: 3 }\n", "");
        bench.runs("adt", without);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        assertThat(bench.view("adt").reason()).contains("no `aggregate` named aggregate");
        assertThat(bench.control().why("adt", "")).anyMatch(l -> l.contains("aggregate:list adt"));
        assertThat(bench.control().closeGroups("adt", "", "anna")).isEqualTo(1);
        var held = rows(MessageState.HELD, 1).get(0);
        assertThat(held.reason()).contains("put it back");
        assertThat(sent()).isEmpty();
        bench.runs("adt", BY_COUNT);
        bench.act(Act.RELEASE, held.id());
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2 count=2/A");
    }

    @Test
    void aPersonClosesOneGroupByItsKey() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2);
        submit("B", 3);
        bench.settles("adt");
        assertThat(bench.control().closeGroups("adt", "B", "anna")).isEqualTo(1);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=3 count=1/B");
        var result = rows(MessageState.DONE, 1).get(0);
        assertThat(bench.control().message(result.id()).acts())
                .anyMatch(a -> a.contains("closed by anna"));
        collected(2);
    }

    @Test
    void aStoppedChannelKeepsItsGroups() throws Exception {
        bench.runs("adt", BY_COUNT.replace("until: 3", "until: [3, 5m]"));
        submit("A", 1, 2);
        bench.settles("adt");
        bench.control().order(Order.STOP, "adt", "", "anna");
        clock.now = clock.now.plus(MINUTES);
        assertThat(bench.control().groups("adt")).hasSize(1);
        bench.control().order(Order.START, "adt", "", "anna");
        bench.until(() -> sent().size() == 1);
        assertThat(sent()).containsExactly("ids=1,2 count=2/A");
    }

    @Test
    void oneThatCannotBeJoinedFailsByItselfAndNotTheGroup() throws Exception {
        bench.runs("adt", BY_COUNT + "on-error: { then: hold, lane: goes-on }\n");
        bench.submit("adt", "id=1 ward=A kind=x");
        bench.submit("adt", "id=2 ward=A kind=y");
        bench.submit("adt", "id=3 ward=A kind=x");
        bench.submit("adt", "id=4 ward=A kind=x");
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,3,4 count=3/A");
        assertThat(rows(MessageState.HELD, 1).get(0).reason()).contains("its kind is another");
    }

    @Test
    void aGroupThatReachesItsLimitIsClosedEarlyAndSaysSo() throws Exception {
        bench.runs(
                "adt",
                BY_COUNT.replace("until: 3", "until: 5m, limit: { messages: 2, bytes: 1kB }"));
        submit("A", 1, 2);
        bench.submit("adt", "id=3 ward=A text=" + "x".repeat(1024));
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2 count=2/A", "ids=3 count=1/A");
        var result = rows(MessageState.DONE, 2).get(0);
        assertThat(bench.control().message(result.id()).acts())
                .anyMatch(a -> a.contains("its limit was reached"));
    }

    @Test
    void oneGroupTooManyIsHeldWithTheCommandThatHelps() throws Exception {
        bench.runs(
                "adt",
                BY_COUNT.replace("until: 3", "until: 3, limit: { groups: 2 }")
                        + "on-error: { then: hold, lane: goes-on }\n");
        submit("A", 1);
        submit("B", 2);
        submit("C", 3);
        submit("A", 4, 5);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,4,5 count=3/A");
        var held = rows(MessageState.HELD, 1).get(0);
        assertThat(held.reason()).contains("2 groups are open").contains("aggregate:list adt");
        bench.act(Act.RELEASE, held.id());
        collected(2);
    }

    @Test
    void aResultThatFailedIsReleasedAndRerunBehindTheStep() throws Exception {
        var fails = "  - let: { n: \"{none | need}\" }\n  - set: { count:";
        bench.runs("adt", BY_COUNT.replace("  - set: { count:", fails));
        submit("A", 1, 2, 3);
        var held = rows(MessageState.HELD, 1).get(0);
        bench.runs("adt", BY_COUNT.replace("  - drop: { off: exists }\n", ""));
        bench.act(Act.RELEASE, held.id());
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=1,2,3 count=3/A");
        bench.act(Act.RERUN, held.id());
        bench.until(() -> sent().size() == 2);
        assertThat(sent()).last().isEqualTo("ids=1,2,3 count=3/A");
    }

    @Test
    void theSecondAggregateCollectsWhatTheFirstMade() throws Exception {
        bench.runs(
                "adt",
                BY_COUNT.replace(
                        "  - set: { count:",
                        "  - aggregate: { name: pairs, until: 2 }\n  - set: { count:"));
        submit("A", 1, 2, 3);
        submit("B", 4, 5, 6);
        bench.settles("adt");
        assertThat(sent()).containsExactly("ids=, count=2/A");
        var ledger = bench.ledger("adt");
        assertThat(Arrays.asList(ledger.created(), ledger.aggregated())).containsExactly(3L, 8L);
    }

    @Test
    void aReplayTouchesNoGroupAndFindsNoDifference() throws Exception {
        bench.runs("adt", BY_COUNT);
        submit("A", 1, 2, 3, 4);
        bench.settles("adt");
        var script = new Script("adt", BY_COUNT, file -> Optional.empty());
        var past = new Past(100, Instant.EPOCH);
        bench.until(() -> bench.control().messages(MessageQuery.newest(10)).rows().size() == 5);
        var view = bench.engine().rehearsals().replay(script, past, List.of());
        assertThat(view.differences()).isEmpty();
        assertThat(view.alike()).isEqualTo(5);
        var other = new Script("adt", BY_COUNT.replace("{ward}\"", "x\""), f -> Optional.empty());
        assertThat(bench.engine().rehearsals().replay(other, past, List.of()).differences())
                .isNotEmpty();
        collected(1);
    }
}
