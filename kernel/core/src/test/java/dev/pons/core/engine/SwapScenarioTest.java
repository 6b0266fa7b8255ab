package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.DestinationState;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Semantics sections 3 and 6: versions, swaps, types that come and go, orders of operators. */
@Timeout(60)
class SwapScenarioTest {

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

    /** A channel whose step writes a mark, with destinations a and b. */
    private static String marked(String mark, String a, String b) {
        return """
        source: { hand: {}, format: pairs }
        steps: [ { obey: { mark: %s } } ]
        destinations:
          a: { peer: { %s }, retry: { first: 20ms, longest: 20ms, jitter: no } }
          b: { peer: { %s } }
        """
                .formatted(mark, a, b);
    }

    /** 6 "save = swap only what changed": instances of unchanged destinations are the same. */
    @Test
    void onlyTheDestinationThatChangedIsSwapped() throws Exception {
        bench.runs("adt", marked("v1", "tag: x", "tag: x")).submit("adt", 1, 1, "");
        bench.settles("adt");
        bench.runs("adt", marked("v2", "tag: x", "tag: y")).submit("adt", 2, 2, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").instances).hasSize(1);
        assertThat(bench.peer("adt/a").closed.get()).isZero();
        assertThat(bench.peer("adt/b").instances).hasSize(2);
        assertThat(bench.peer("adt/b").closed.get()).isEqualTo(1);
        assertThat(bench.peer("adt/a").took).containsExactly("id=1 mark=v1", "id=2 mark=v2");
        assertThat(bench.view("adt").version()).isEqualTo(2);
    }

    /** 3.1 "every retry, on any later channel version, sends those bytes", and the same name. */
    @Test
    @DisplayName("template | A template is rendered once")
    void retriesSendTheBytesAndNamesOfTheirOwnVersion() throws Exception {
        var a = bench.peer("adt/a");
        a.behaviour = Peer.NOT_NOW;
        bench.runs("adt", marked("v1", "name: \"first-{id}\"", "tag: x"));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> a.attempts() >= 2);
        bench.runs("adt", marked("v2", "name: \"second-{id}\"", "tag: x"));
        var seen = a.attempts();
        bench.until(() -> a.attempts() > seen);
        a.behaviour = Peer.TAKES;
        bench.settles("adt");
        assertThat(a.calls.stream().map(Peer.Call::text).distinct())
                .containsExactly("id=1 mark=v1");
        assertThat(a.calls.stream().map(Peer.Call::name).distinct()).hasSize(1);
        assertThat(a.call(0).name()).startsWith("first-");
        assertThat(a.call(a.attempts() - 1).number()).isEqualTo(a.attempts());
    }

    /** 6.1 "a failure keeps ... the old and says so". */
    @Test
    void aWrongFileKeepsTheOldVersionRunning() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        bench.channel("adt", "source: { hand: {}, format: pairs }\ndestinationz: {}\n");
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        assertThat(bench.view("adt").problems()).anyMatch(p -> p.contains("adt.yaml:2:1"));
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=1 mark=v1");
        bench.runs("adt", marked("v1", "", ""));
    }

    /** Issue 2: "wrong = old version keeps running, survives refresh and restart". */
    @Test
    void aWrongFileKeepsTheOldVersionOverARestart() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        bench.channel("adt", "source: { hand: {}, format: pairs }\ndestinationz: {}\n");
        bench.restart();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        assertThat(bench.view("adt").problems()).isNotEmpty();
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
        bench.type(Types.Kind.DESTINATION, "peer", null);
        assertThat(bench.view("adt").state()).isNotEqualTo(ChannelState.STARTED);
    }

    /** 6.1 "a failure keeps or restores the old": a source that cannot be opened beside it. */
    @Test
    void aSourceThatCannotStartRestoresTheOldOne() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        bench.types.broken.put("adtnew", new IllegalStateException("CANARY"));
        bench.channel("adt", marked("v2", "", "").replace("hand: {}", "hand: { tag: new }"));
        assertThat(bench.view("adt").problems().toString())
                .contains("cannot start")
                .doesNotContain("CANARY");
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=1 mark=v1");
    }

    /** 3.4 "Removing ... a destination that has queued messages is refused". */
    @Test
    void aDestinationWithQueuedMessagesCannotBeRemoved() throws Exception {
        var without = marked("v2", "", "").replace("  b: { peer: {  } }\n", "");
        bench.peer("adt/b").behaviour = Peer.DOWN;
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 3, "");
        bench.until(() -> bench.view("adt", "b").queued() == 3);
        bench.channel("adt", without);
        assertThat(bench.view("adt").problems().toString())
                .contains("destination b is gone from the file, and 3 messages wait");
        assertThat(bench.view("adt").version()).isEqualTo(1);
        bench.peer("adt/b").behaviour = Peer.TAKES;
        bench.settles("adt");
        bench.runs("adt", without).submit("adt", 4, 4, "");
        bench.settles("adt");
        assertThat(bench.view("adt").destinations()).hasSize(1);
    }

    /** 3.1 and section 7: "keeps the version of the channel it was accepted under". */
    @Test
    void whatWaitsForItsStepsRunsThoseOfItsOwnVersion() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        var failed = bench.submit("adt", 1, 1, "do=fail").get(0);
        bench.submit("adt", 2, 2, "");
        bench.until(() -> bench.view("adt").reason().contains(failed));
        bench.runs("adt", marked("v2", "", ""));
        bench.submit("adt", 3, 3, "");
        bench.act(Act.SKIP, failed);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=2 mark=v1", "id=3 mark=v2");
    }

    /** The same after a restart. */
    @Test
    void theOwnVersionOfAMessageSurvivesARestart() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        var failed = bench.submit("adt", 1, 1, "do=fail").get(0);
        bench.submit("adt", 2, 2, "");
        bench.until(() -> bench.view("adt").reason().contains(failed));
        bench.runs("adt", marked("v2", "", ""));
        bench.restart();
        assertThat(bench.view("adt").reason()).contains(failed);
        bench.act(Act.SKIP, failed);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=2 mark=v1");
    }

    /** 3.4 for a message that is still in its steps: nothing is lost, and a person sees it. */
    @Test
    void whatAnOlderVersionMakesForADestinationThatIsGoneWaitsForAPerson() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        var failed = bench.submit("adt", 1, 1, "do=fail").get(0);
        var id = bench.submit("adt", 2, 2, "").get(0);
        bench.until(() -> bench.view("adt").reason().contains(failed));
        bench.runs("adt", marked("v2", "", "").replace("  b: { peer: {  } }\n", ""));
        bench.act(Act.SKIP, failed);
        bench.until(() -> bench.view("adt", "b").held() == 1);
        bench.until(() -> bench.peer("adt/a").took.size() == 1);
        bench.act(Act.SKIP, id);
        bench.until(() -> bench.ledger("adt", "b").skipped() == 1);
        bench.settles("adt");
    }

    /** Issue 2: removing a type "parks the channel with the reason, nothing lost". */
    @Test
    void aTypeThatGoesParksTheChannelAndOneThatComesResumesIt() throws Exception {
        var a = bench.peer("adt/a");
        a.behaviour = Peer.DOWN;
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 5, "");
        var intake = bench.types.intakes.get("adt");
        var type = bench.types.destination("peer").orElseThrow();
        bench.type(Types.Kind.DESTINATION, "peer", null);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.WAITING);
        assertThat(bench.view("adt").reason()).contains("destination type peer");
        assertThat(a.inside.get()).isZero();
        assertThat(intake.submit(Pairs.message("id=6")).kind()).isEqualTo(Receipt.Kind.BUSY);
        a.behaviour = Peer.TAKES;
        bench.type(Types.Kind.DESTINATION, "peer", type);
        bench.submit("adt", 6, 6, "");
        bench.settles("adt");
        assertThat(a.ids()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(bench.view("adt").version()).isEqualTo(1);
    }

    /** The same for a step inside a step, and one that was never there. */
    @Test
    void aChannelWaitsForAStepInsideAStep() throws Exception {
        var type = bench.types.step("obey").orElseThrow();
        bench.type(Types.Kind.STEP, "obey", null);
        bench.channel(
                "adt",
                """
                source: { hand: {}, format: pairs }
                steps:
                  - choose: [ { steps: [ { obey: { mark: x } } ] } ]
                destinations:
                  a: { peer: {} }
                """);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.WAITING);
        bench.type(Types.Kind.STEP, "obey", type);
        assertThat(bench.view("adt").state())
                .as(bench.view("adt").problems().toString())
                .isEqualTo(ChannelState.STARTED);
    }

    /**
     * A running version's plugin goes while the newest file is wrong: it is parked all the same.
     */
    @Test
    void aTypeIsLetGoThoughTheNewestFileDoesNotNameIt() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        bench.channel("adt", marked("v2", "", "").replace("peer", "paer"));
        var type = bench.types.destination("peer").orElseThrow();
        assertThat(bench.engine().usersOf(new Types.TypeName(Types.Kind.DESTINATION, "peer")))
                .containsExactly("adt");
        bench.type(Types.Kind.DESTINATION, "peer", null);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.WAITING);
        assertThat(bench.submit("adt", "id=1").kind()).isEqualTo(Receipt.Kind.BUSY);
        bench.type(Types.Kind.DESTINATION, "peer", type);
    }

    /** Control.Order: STOP is "remembered over restarts"; nothing is sent meanwhile. */
    @Test
    void aStoppedChannelStaysStoppedAndSendsNothingOverARestart() throws Exception {
        var a = bench.peer("adt/a");
        a.behaviour = Peer.DOWN;
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 3, "");
        bench.control().order(Order.STOP, "adt", "", "anna");
        a.behaviour = Peer.TAKES;
        bench.restart();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STOPPED);
        bench.channel("adt", marked("v2", "", ""));
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STOPPED);
        assertThat(a.took).isEmpty();
        bench.control().order(Order.START, "adt", "", "anna");
        bench.settles("adt");
        assertThat(a.ids()).containsExactly("1", "2", "3");
        assertThat(bench.view("adt").version()).isEqualTo(2);
    }

    /** Control.Order.PAUSE: a destination "delivers no more, queues on". */
    @Test
    void aPausedDestinationQueuesOnOverSwapAndRestart() throws Exception {
        bench.runs("adt", marked("v1", "", ""));
        bench.control().order(Order.PAUSE, "adt", "a", "anna");
        bench.submit("adt", 1, 2, "");
        bench.until(() -> bench.peer("adt/b").took.size() == 2);
        bench.runs("adt", marked("v2", "", ""));
        bench.restart();
        assertThat(bench.view("adt", "a").state()).isEqualTo(DestinationState.PAUSED);
        assertThat(bench.peer("adt/a").attempts()).isZero();
        bench.control().order(Order.RESUME, "adt", "a", "anna");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2");
    }

    /** PAUSE of a channel: "receives no more, delivers what is queued". */
    @Test
    void aPausedChannelDeliversWhatIsQueued() throws Exception {
        var a = bench.peer("adt/a");
        a.hangs();
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 3, "");
        bench.control().order(Order.PAUSE, "adt", "", "anna");
        a.answer();
        bench.settles("adt");
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.PAUSED);
        bench.control().order(Order.RESUME, "adt", "", "anna");
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
    }

    /** Swaps under load: nothing is lost, nothing is sent twice, and the order is kept. */
    @Test
    void swapsUnderLoadLoseAndDoubleNothing() throws Exception {
        bench.runs("adt", marked("v0", "", "tag: x"));
        var more = new AtomicBoolean(true);
        var sender =
                new Thread(
                        () -> {
                            int id = 0;
                            try {
                                while (more.get() || id < 500) {
                                    var receipt = bench.submit("adt", "id=" + ++id);
                                    id -= receipt.kept() ? 0 : 1;
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        sender.start();
        for (int i = 1; i <= 15; i++) {
            bench.runs("adt", marked("v" + i, i % 3 == 0 ? "tag: t" + i : "", "tag: x"));
            if (i % 5 == 0) {
                bench.type(Types.Kind.STEP, "obey", bench.types.step("obey").orElseThrow());
            }
        }
        more.set(false);
        sender.join();
        bench.settles("adt");
        int sent = (int) bench.ledger("adt").accepted();
        var all = IntStream.rangeClosed(1, sent).mapToObj(String::valueOf).toList();
        assertThat(bench.peer("adt/a").ids()).isEqualTo(all);
        assertThat(bench.peer("adt/b").ids()).isEqualTo(all);
    }

    /**
     * 4.2 "abort() unblocks it": a send that hangs is aborted at a stop, its message sent again.
     */
    @Test
    void aSendThatHangsIsAbortedAtAStopAndSentAgain() throws Exception {
        var a = bench.peer("adt/a");
        a.hangs();
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 2, "");
        bench.until(() -> a.inside.get() == 1);
        bench.control().order(Order.STOP, "adt", "a", "anna");
        assertThat(a.inside.get()).isZero();
        assertThat(a.aborts.get()).isPositive();
        a.answer();
        bench.control().order(Order.START, "adt", "a", "anna");
        bench.settles("adt");
        assertThat(a.ids()).containsExactly("1", "2");
    }

    /** Issue 2: "port taken: one clear line where the user looks". */
    @Test
    void aPortThatAnotherChannelHasIsToldWithItsPlaceAndHealsByItself() throws Exception {
        var file =
                """
                source: { port: { listen: %s }, format: pairs }
                destinations:
                  a: { peer: {} }
                """;
        bench.runs("one", file.formatted("0"));
        var source = bench.view("one").source();
        assertThat(source).startsWith("port 127.0.0.1:");
        var port = source.substring(source.lastIndexOf(':') + 1);
        bench.channel("two", file.formatted(port));
        assertThat(bench.view("two").state()).isEqualTo(ChannelState.DOWN);
        assertThat(bench.view("two").reason())
                .contains("two.yaml:1:")
                .contains("port " + port + " on 127.0.0.1 is taken by channel one");
        bench.control().order(Order.STOP, "one", "", "anna");
        bench.until(() -> bench.view("two").state() == ChannelState.STARTED);
    }

    /** A channel whose file is gone keeps what is queued, and shows it after a restart. */
    @Test
    void aRemovedFileKeepsItsQueueOverARestart() throws Exception {
        bench.peer("adt/a").behaviour = Peer.DOWN;
        bench.runs("adt", marked("v1", "", "")).submit("adt", 1, 2, "");
        bench.until(() -> bench.view("adt", "a").queued() == 2);
        var file = bench.files.remove("adt");
        bench.engine().remove("adt");
        bench.restart();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STOPPED);
        assertThat(bench.view("adt").reason()).contains("its file is gone");
        assertThat(bench.view("adt").queued()).isEqualTo(2);
        bench.peer("adt/a").behaviour = Peer.TAKES;
        bench.runs("adt", file);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2");
    }
}
