package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DestinationState;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.spi.Delivery;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Semantics sections 2, 4.1 and 5: what a crash leaves, and a disk that takes nothing. */
@Timeout(60)
class RecoveryScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps: [ { obey: {} } ]
            destinations:
              a: { peer: {}, order: { key: ["{key}"] }, retry: { first: 20ms, longest: 20ms } }
              b: { peer: {}, retry: { first: 20ms, longest: 20ms } }
            """;

    @TempDir Path folder;

    /**
     * 2.1 and 4.1: every state is found again after a crash: held, aside, queued, retried, done.
     */
    @Test
    void everyStateSurvivesACrash() throws Exception {
        try (var bench = new Bench(folder.resolve("data"))) {
            var a = bench.peer("adt/a");
            a.behaviour =
                    (m, t) ->
                            switch (Pairs.value(m, "key")) {
                                case "bad" -> Delivery.rejected("no");
                                case "late" -> Delivery.retry("not now");
                                default -> Delivery.delivered();
                            };
            bench.peer("adt/b").behaviour = Peer.DOWN;
            bench.runs("adt", CHANNEL);
            var bad = bench.submit("adt", "id=1 key=bad").id().orElseThrow();
            bench.submit("adt", "id=2 key=bad");
            bench.submit("adt", "id=3 key=late");
            bench.submit("adt", "id=4 key=good");
            var failed = bench.submit("adt", "id=5 do=fail").id().orElseThrow();
            bench.submit("adt", "id=6 key=good");
            bench.until(() -> bench.ledger("adt").held() == 1);
            bench.until(() -> bench.ledger("adt", "a").held() == 1);
            bench.until(() -> bench.ledger("adt", "a").delivered() == 1);
            bench.until(() -> a.calls.stream().anyMatch(c -> c.number() >= 3));

            bench.crash();
            assertThat(bench.view("adt").reason()).contains(failed);
            bench.until(() -> bench.view("adt", "a").state() == DestinationState.BLOCKED);
            assertThat(bench.view("adt", "a").reason()).contains(bad);
            assertThat(bench.view("adt").held()).isEqualTo(2);
            bench.act(Act.RELEASE, bad);
            bench.act(Act.SKIP, failed);
            bench.settles("adt");
            var after = bench.peer("adt/a");
            assertThat(after.ids()).containsExactlyInAnyOrder("1", "2", "3", "6");
            assertThat(after.ids().indexOf("2")).isGreaterThan(after.ids().indexOf("1"));
            assertThat(after.calls)
                    .filteredOn(c -> c.text().startsWith("id=3"))
                    .allSatisfy(c -> assertThat(c.number()).isGreaterThanOrEqualTo(3));
            assertThat(bench.peer("adt/b").ids()).containsExactly("1", "2", "3", "4", "6");
        }
    }

    /** An operator's release of a message before its steps is not forgotten by a crash. */
    @Test
    void aReleaseSurvivesACrashBeforeTheMessageRan() throws Exception {
        try (var bench = new Bench(folder.resolve("data"))) {
            bench.runs("adt", CHANNEL);
            var failed = bench.submit("adt", "id=1 do=fail").id().orElseThrow();
            bench.until(() -> bench.view("adt").held() == 1);
            bench.control().order(dev.pons.core.control.Control.Order.STOP, "adt", "", "anna");
            bench.act(Act.RELEASE, failed);
            bench.until(() -> bench.ledger("adt").pending() == 1);
            bench.crash();
            bench.channel("adt", CHANNEL.replace("[ { obey: {} } ]", "[]"));
            bench.control().order(dev.pons.core.control.Control.Order.START, "adt", "", "anna");
            bench.settles("adt");
            assertThat(bench.peer("adt/a").ids()).containsExactly("1");
        }
    }

    /** 2.1 "nothing is acknowledged before an fsync that covers it": crashes under load. */
    @Test
    void whatWasAnsweredSurvivesACrashUnderLoad() throws Exception {
        try (var bench = new Bench(folder.resolve("data"))) {
            bench.runs("adt", CHANNEL);
            int next = 1;
            for (int round = 0; round < 3; round++) {
                bench.submit("adt", next, next + 299, "key=x");
                next += 300;
                bench.crash();
            }
            bench.settles("adt");
            assertThat(bench.ledger("adt").accepted()).isEqualTo(900);
            assertThat(bench.ledger("adt", "a").delivered()).isEqualTo(900);
            assertThat(bench.ledger("adt", "b").delivered()).isEqualTo(900);
        }
    }

    /** 2.6 "ENOSPC on write: intake says BUSY, work goes on, recovery is automatic". */
    @Test
    void aDiskThatTakesNothingSaysBusyAndKeepsNothing() throws Exception {
        var disk =
                new FailingStore(
                        Journal.open(
                                folder.resolve("data"),
                                Settings.DEFAULTS,
                                Clock.systemUTC(),
                                (why, cause) -> {}));
        try (var bench = new Bench(folder.resolve("data"), disk)) {
            bench.runs("adt", CHANNEL);
            bench.peer("adt/a").hangs();
            var id = bench.submit("adt", "id=1 key=x").id().orElseThrow();
            bench.until(() -> bench.peer("adt/a").inside.get() == 1);
            bench.until(() -> bench.peer("adt/b").took.size() == 1);
            bench.until(() -> bench.ledger("adt", "b").delivered() == 1);
            disk.full = true;
            assertThat(bench.submit("adt", "id=2").kind()).isEqualTo(Receipt.Kind.BUSY);
            bench.peer("adt/a").answer();
            bench.until(() -> bench.peer("adt/a").took.size() == 1);
            assertThatThrownBy(() -> bench.act(Act.RESEND, id))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("was not done");
            bench.channel("adt", CHANNEL.replace("{key}", "{id}"));
            assertThat(bench.view("adt").problems().toString()).contains("journal");
            disk.full = false;
            bench.settles("adt");
            assertThat(bench.ledger("adt").accepted()).isEqualTo(1);
            assertThat(bench.ledger("adt", "a").delivered()).isEqualTo(1);
            bench.until(() -> bench.view("adt").version() == 2);
            assertThat(bench.view("adt").problems()).isEmpty();
        }
    }

    /** An order that cannot be written is not done: the message is where it was. */
    @Test
    void anOrderThatCannotBeWrittenChangesNothing() throws Exception {
        var disk =
                new FailingStore(
                        Journal.open(
                                folder.resolve("data"),
                                Settings.DEFAULTS,
                                Clock.systemUTC(),
                                (why, cause) -> {}));
        try (var bench = new Bench(folder.resolve("data"), disk)) {
            bench.runs("adt", CHANNEL);
            bench.peer("adt/b").behaviour = Peer.REJECTS;
            var ids = bench.submit("adt", 1, 3, "");
            bench.until(() -> bench.ledger("adt", "b").held() == 1);
            disk.full = true;
            for (var act : List.of(Act.RELEASE, Act.SKIP)) {
                assertThatThrownBy(() -> bench.act(act, ids.get(0)))
                        .isInstanceOf(ControlException.class);
            }
            assertThatThrownBy(() -> bench.act(Act.SKIP, ids.get(1)))
                    .isInstanceOf(ControlException.class);
            disk.full = false;
            assertThat(bench.view("adt", "b").held()).isEqualTo(1);
            bench.peer("adt/b").behaviour = Peer.TAKES;
            bench.act(Act.RELEASE, ids.get(0));
            bench.settles("adt");
            assertThat(bench.peer("adt/b").ids())
                    .isEqualTo(IntStream.rangeClosed(1, 3).mapToObj(String::valueOf).toList());
        }
    }

    /**
     * Section 5: "a difference is an alarm": the tick finds a delivery that the books do not know.
     */
    @Test
    void aDifferenceBetweenEngineAndLedgerIsAnAlarm() throws Exception {
        try (var bench = new Bench(folder.resolve("data"))) {
            bench.runs("adt", CHANNEL).submit("adt", 1, 1, "");
            bench.settles("adt");
            bench.control().order(dev.pons.core.control.Control.Order.PAUSE, "adt", "a", "anna");
            var outlets = bench.engine().member("adt").orElseThrow().parts.outlets();
            outlets.get("a").orElseThrow().backlog.add(new Item(7, 7, 7, 0, new long[0]));
            bench.until(() -> bench.ledger("adt").drift() == 1);
        }
    }
}
