package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessageQuery;
import dev.pons.spi.Position;
import dev.pons.spi.Receipt;
import dev.pons.spi.Receipt.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Semantics 1.1 and 1.4: {@code duplicates: { by, within, then, different }}. */
@Timeout(60)
class DuplicatesScenarioTest {

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

    private static String channel(String duplicates, String more) {
        return """
        source: { hand: {}, format: pairs, duplicates: { by: in.id%s }%s }
        steps: [ { obey: {} } ]
        destinations:
          a: { peer: {}, retry: { first: 10ms } }
        """
                .formatted(duplicates, more);
    }

    private static String text(Receipt receipt) throws IOException {
        return new String(receipt.reply().toBytes(), StandardCharsets.UTF_8);
    }

    /** "drop = DUPLICATE ..., counted, nothing kept". */
    @Test
    @DisplayName("duplicates | then: drop")
    void theSameAgainIsDroppedAndCounted() throws Exception {
        bench.runs("adt", channel("", ""));
        var first = bench.submit("adt", "id=1 x=a");
        var again = bench.submit("adt", "id=1 x=a");
        assertThat(again.kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(again.kept()).isTrue();
        assertThat(again.id()).isEqualTo(first.id());
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1");
        bench.eventually(() -> assertThat(bench.ledger("adt").duplicates()).isEqualTo(1));
        assertThat(bench.ledger("adt").accepted()).isEqualTo(1);
    }

    /** Messages without the value, and other values, are no duplicates. */
    @Test
    @DisplayName("duplicates | by: MSH-10")
    void whatHasNoKeyIsTakenAlways() throws Exception {
        bench.runs("adt", channel("", ""));
        for (int i = 0; i < 3; i++) {
            assertThat(bench.submit("adt", "x=a").kind()).isEqualTo(Kind.STORED);
            assertThat(bench.submit("adt", "id=" + i).kind()).isEqualTo(Kind.STORED);
        }
    }

    /** "remembered across restarts and kill -9". */
    @Test
    void keysAreRememberedOverARestartAndACrash() throws Exception {
        bench.runs("adt", channel("", ""));
        bench.submit("adt", "id=1");
        bench.restart();
        assertThat(bench.submit("adt", "id=1").kind()).isEqualTo(Kind.DUPLICATE);
        bench.submit("adt", "id=2");
        bench.crash();
        assertThat(bench.submit("adt", "id=2").kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(bench.submit("adt", "id=3").kind()).isEqualTo(Kind.STORED);
    }

    /** "within": afterwards it is a new message. */
    @Test
    @DisplayName("duplicates | within: 24h")
    void behindTheWindowItIsTaken() throws Exception {
        bench.runs("adt", channel(", within: 50ms", ""));
        bench.submit("adt", "id=1");
        bench.until(() -> bench.submit("adt", "id=1").kind() == Kind.STORED);
    }

    /** 1.1 "the answer repeats the first one's fate". */
    @Test
    void aDuplicateIsToldTheFateOfTheFirst() throws Exception {
        bench.runs("adt", channel("", ", acknowledge: checked"));
        assertThat(bench.submit("adt", "id=1 do=refuse").refused()).isTrue();
        var again = bench.submit("adt", "id=1 do=refuse");
        assertThat(text(again)).isEqualTo("REFUSED [not-allowed: as it says]");
        bench.submit("adt", "id=2");
        assertThat(text(bench.submit("adt", "id=2"))).isEqualTo("DUPLICATE []");
        bench.settles("adt");
        assertThat(bench.ledger("adt").refusedLater()).isEqualTo(1);
    }

    /** 1.1 "or waits for it". */
    @Test
    void aDuplicateOfAnUnfinishedMessageWaitsForIt() throws Exception {
        bench.peer("adt/a").hangs();
        bench.runs("adt", channel("", ", acknowledge: processed, within: 50s"));
        try (var senders = new Senders()) {
            var first = senders.run(() -> bench.submit("adt", "id=1"));
            bench.until(() -> bench.peer("adt/a").attempts() == 1);
            var again = senders.run(() -> bench.submit("adt", "id=1"));
            bench.until(() -> bench.ledger("adt").duplicates() == 1);
            assertThat(again.isDone()).isFalse();
            bench.peer("adt/a").answer();
            assertThat(text(first.get(10, TimeUnit.SECONDS))).isEqualTo("STORED []");
            assertThat(text(again.get(10, TimeUnit.SECONDS))).isEqualTo("DUPLICATE []");
        }
        assertThat(bench.peer("adt/a").took).hasSize(1);
    }

    /** "hold = accepted and held with the reason"; what is behind it goes on. */
    @Test
    @DisplayName("duplicates | then: hold")
    void theSameAgainIsHeldAndBlocksNothing() throws Exception {
        bench.runs("adt", channel(", then: hold", ""));
        bench.submit("adt", "id=1");
        var again = bench.submit("adt", "id=1");
        assertThat(again.kind()).isEqualTo(Kind.STORED);
        bench.submit("adt", "id=2");
        bench.until(() -> bench.peer("adt/a").ids().equals(List.of("1", "2")));
        bench.until(() -> bench.view("adt").held() == 1);
        assertThat(bench.view("adt").reason()).isEmpty();
        bench.restart();
        bench.submit("adt", "id=3");
        bench.until(() -> bench.peer("adt/a").ids().contains("3"));
        assertThat(bench.view("adt").reason()).isEmpty();
        var id = again.id().orElseThrow();
        bench.eventually(
                () ->
                        assertThat(reason(id))
                                .startsWith("it is the same as message 1-")
                                .contains("message:release"));
        bench.act(Act.RELEASE, id);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2", "3", "1");
    }

    private String reason(String id) {
        return bench.control().messages(MessageQuery.newest(9)).rows().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    /** "mark = accepted with meta fact duplicate = id of the first". */
    @Test
    @DisplayName("duplicates | then: mark")
    void theSameAgainIsMarked() throws Exception {
        bench.runs(
                "adt",
                channel(", then: mark", "")
                        .replace("{ obey: {} }", "{ set: { of: \"{meta.duplicate}\" } }"));
        var first = bench.submit("adt", "id=1 of=x").id().orElseThrow();
        bench.submit("adt", "id=1 of=x");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=1 of=", "id=1 of=" + first);
    }

    /** 1.4 "Same duplicate key, different digest = not a duplicate: ... default hold". */
    @Test
    @DisplayName("duplicates | different: hold")
    void otherBytesUnderTheSameKeyAreHeldNeverDropped() throws Exception {
        bench.runs("adt", channel("", ""));
        bench.submit("adt", "id=1 x=a");
        var other = bench.submit("adt", "id=1 x=b");
        assertThat(other.kind()).isEqualTo(Kind.STORED);
        bench.until(() -> bench.view("adt").held() == 1);
        bench.eventually(
                () ->
                        assertThat(reason(other.id().orElseThrow()))
                                .startsWith("it is not the same as message 1-")
                                .contains("both have one in.id"));
        assertThat(bench.submit("adt", "id=1 x=b").kind())
                .as("it is known now")
                .isEqualTo(Kind.DUPLICATE);
        assertThat(bench.submit("adt", "id=1 x=a").kind()).isEqualTo(Kind.DUPLICATE);
    }

    /** "different: take". */
    @Test
    @DisplayName("duplicates | different: take")
    void otherBytesUnderTheSameKeyAreTaken() throws Exception {
        bench.runs("adt", channel(", different: take", ""));
        bench.submit("adt", "id=1 x=a");
        bench.submit("adt", "id=1 x=b");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).containsExactly("id=1 x=a", "id=1 x=b");
    }

    /** A poller that hands the same in twice, in one batch or in two. */
    @Test
    void aBatchKnowsItsOwnDuplicates() throws Exception {
        bench.runs("adt", channel("", ", acknowledge: checked"));
        var intake = bench.types.intakes.get("adt");
        var three = List.of("id=1", "id=1", "broken", "id=2").stream().map(Pairs::message).toList();
        var parts = intake.submitAll(three, Position.none()).parts();
        assertThat(parts)
                .extracting(Receipt::kind)
                .containsExactly(Kind.STORED, Kind.DUPLICATE, Kind.REFUSED, Kind.STORED);
        assertThat(parts.get(1).id()).isEqualTo(parts.get(0).id());
        var again = intake.submitAll(three, Position.none()).parts();
        assertThat(again)
                .extracting(Receipt::kind)
                .containsExactly(Kind.DUPLICATE, Kind.DUPLICATE, Kind.REFUSED, Kind.DUPLICATE);
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2");
    }

    /** "Two submits of the same message at the same time: exactly one is kept." */
    @Test
    void ofManyAtTheSameTimeExactlyOneIsKept() throws Exception {
        bench.runs("adt", channel("", ""));
        try (var senders = new Senders()) {
            for (int i = 0; i < 100; i++) {
                var text = "id=" + i;
                var told = new ArrayList<Future<Receipt>>();
                for (int n = 0; n < 8; n++) {
                    told.add(senders.run(() -> bench.submit("adt", text)));
                }
                int kept = 0;
                for (var one : told) {
                    kept += one.get().kind() == Kind.STORED ? 1 : 0;
                }
                assertThat(kept).isEqualTo(1);
            }
        }
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).hasSize(100);
        bench.eventually(() -> assertThat(bench.ledger("adt").duplicates()).isEqualTo(700));
    }

    /** Batches whose keys cross wait for one another, and never for ever. */
    @Test
    void crossingBatchesDoNotBlockEachOther() throws Exception {
        bench.runs("adt", channel("", ""));
        var intake = bench.types.intakes.get("adt");
        try (var senders = new Senders()) {
            for (int i = 0; i < 50; i++) {
                var one = List.of(Pairs.message("id=a" + i), Pairs.message("id=b" + i));
                var two = List.of(one.get(1), one.get(0));
                var all =
                        List.of(
                                senders.run(() -> intake.submitAll(one, Position.none())),
                                senders.run(() -> intake.submitAll(two, Position.none())));
                for (var told : all) {
                    assertThat(told.get(10, TimeUnit.SECONDS).kept()).isTrue();
                }
            }
        }
        bench.settles("adt");
        assertThat(bench.peer("adt/a").took).hasSize(100);
    }

    /** Threads of a test. */
    private static final class Senders implements AutoCloseable {
        private final java.util.concurrent.ExecutorService pool = Executors.newCachedThreadPool();

        <T> Future<T> run(Callable<T> work) {
            return pool.submit(work);
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
