package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Order;
import dev.pons.core.engine.Types.Kind;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Semantics section 6: a plugin is replaced by another build of it under a running channel. */
class TypeSwapScenarioTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps: [ { obey: { mark: v1 } } ]
            destinations:
              a: { peer: {} }
            """;

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

    private List<String> renewed(Kind kind, String name) {
        return bench.engine().typesChanged(List.of(bench.types.renew(kind, name)));
    }

    private boolean left() {
        try {
            return bench.engine().awaitLeft(SOON);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What does not end in time is aborted, and tried again by the new one. */
    @Test
    void aSendThatDoesNotEndIsAbortedAtLast() throws Exception {
        var peer = bench.peer("adt/a");
        peer.hangs();
        bench.runs("adt", CHANNEL).submit("adt", 1, 1, "");
        bench.until(() -> peer.attempts() == 1);
        renewed(Kind.DESTINATION, "peer");
        assertThat(bench.engine().awaitLeft(Duration.ZERO)).isTrue();
        assertThat(peer.aborts.get()).isEqualTo(1);
        peer.answer();
        bench.settles("adt");
        assertThat(peer.ids()).containsExactly("1");
    }

    /** 6.1: of every kind, without a message that is refused, lost or sent twice. */
    @Test
    void eachKindIsReplacedBetweenTwoMessages() throws Exception {
        bench.runs("adt", CHANNEL).submit("adt", 1, 1, "");
        assertThat(renewed(Kind.SOURCE, "hand")).isEmpty();
        bench.submit("adt", 2, 2, "");
        assertThat(renewed(Kind.STEP, "obey")).isEmpty();
        bench.submit("adt", 3, 3, "");
        assertThat(renewed(Kind.FORMAT, "pairs")).isEmpty();
        bench.submit("adt", 4, 4, "");
        assertThat(renewed(Kind.DESTINATION, "peer")).isEmpty();
        bench.submit("adt", 5, 5, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1", "2", "3", "4", "5");
        assertThat(bench.peer("adt/a").attempts()).isEqualTo(5);
        assertThat(bench.view("adt").version()).isEqualTo(1);
        assertThat(bench.engine().awaitLeft(SOON)).isTrue();
        assertThat(bench.peer("adt/a").closed.get()).isPositive();
    }

    /** 6.2: who waits for a long answer does not hold up the others; a strict order stays one. */
    @Test
    void aSendThatTakesLongEndsByItselfAndNothingOvertakesIt() throws Exception {
        var peer = bench.peer("adt/a");
        peer.hangs();
        bench.runs("adt", CHANNEL).submit("adt", 1, 2, "");
        bench.until(() -> peer.attempts() == 1);
        assertThat(renewed(Kind.DESTINATION, "peer")).isEmpty();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        var left = CompletableFuture.supplyAsync(this::left);
        assertThat(peer.attempts()).isEqualTo(1);
        bench.submit("adt", 3, 3, "");
        assertThat(left).as("a send of the old one runs").isNotDone();
        peer.answer();
        bench.settles("adt");
        assertThat(peer.ids()).containsExactly("1", "2", "3");
        assertThat(peer.attempts()).isEqualTo(3);
        assertThat(left.get()).isTrue();
        assertThat(peer.instances).hasSize(2);
    }

    /** The same without an order: the new one works beside a send of the old one. */
    @Test
    void withoutAnOrderTheNewOneWorksMeanwhile() throws Exception {
        var peer = bench.peer("adt/a");
        peer.hangs();
        bench.runs(
                        "adt",
                        CHANNEL.replace(
                                "{ peer: {} }", "{ peer: {}, order: { none: { lanes: 1 } } }"))
                .submit("adt", 1, 1, "");
        bench.until(() -> peer.attempts() == 1);
        var first = peer.hang;
        peer.hang = new CountDownLatch(0);
        assertThat(renewed(Kind.DESTINATION, "peer")).isEmpty();
        bench.submit("adt", 2, 3, "");
        bench.until(() -> peer.ids().equals(List.of("2", "3")));
        first.countDown();
        bench.settles("adt");
        assertThat(peer.ids()).containsExactly("2", "3", "1");
        assertThat(bench.engine().awaitLeft(SOON)).isTrue();
    }

    /** 6.1: "a failure keeps or restores the old and says so". */
    @Test
    void aSourceThatCannotStartKeepsTheOldAndSaysSo() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.types.broken.put("adt", new IllegalStateException("CANARY"));
        var before = bench.types.source("hand").orElseThrow();
        assertThat(renewed(Kind.SOURCE, "hand"))
                .singleElement()
                .asString()
                .startsWith("channel adt: the new version cannot start: ")
                .doesNotContain("CANARY");
        bench.types.broken.clear();
        bench.type(Kind.SOURCE, "hand", before);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        assertThat(bench.view("adt").problems()).isEmpty();
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
    }

    /** A version that runs while the newest file is wrong is made again with the new plugin. */
    @Test
    void theRunningVersionGoesOverThoughTheNewestFileIsWrong() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.channel("adt", CHANNEL.replace("obey", "obay"));
        assertThat(renewed(Kind.DESTINATION, "peer")).isEmpty();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1");
        assertThat(bench.engine().awaitLeft(SOON)).isTrue();
    }

    /** A file that only the new plugin understands runs with it. */
    @Test
    void aFileThatWaitedForTheNewPluginRunsWithIt() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.type(Kind.STEP, "later", null);
        bench.channel("adt", CHANNEL.replace("obey:", "later:"));
        assertThat(bench.view("adt").version()).isEqualTo(1);
        bench.type(Kind.STEP, "later", bench.types.step("obey").orElseThrow());
        assertThat(bench.view("adt").version()).isEqualTo(2);
        assertThat(bench.submit("adt", "id=1").kind()).isEqualTo(Receipt.Kind.STORED);
        bench.settles("adt");
    }

    /** A stopped channel starts with the new one. */
    @Test
    void aStoppedChannelStaysStoppedAndStartsWithTheNewOne() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.control().order(Order.STOP, "adt", "", "anna");
        assertThat(renewed(Kind.SOURCE, "hand")).isEmpty();
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STOPPED);
        bench.control().order(Order.START, "adt", "", "anna");
        bench.submit("adt", 1, 1, "");
        bench.settles("adt");
    }
}
