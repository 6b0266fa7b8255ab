package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Order;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is handed over is never lost and never there twice, whatever ends or changes meanwhile. */
@Timeout(120)
class HandOverFaultTest {

    private static final int MANY = 1_000;

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

    private static String feed(String to, String mark) {
        return """
        source: { hand: {}, format: pairs }
        steps: [ { obey: { mark: %s } } ]
        destinations: { feed: { channel: %s } }
        """
                .formatted(mark, to);
    }

    private static String target(String mark) {
        return """
        source: { channel: {}, format: pairs }
        steps: [ { obey: { mark: %s } } ]
        destinations: { out: { peer: {} } }
        """
                .formatted(mark);
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
    }

    private void assertWhole(int many, String... channels) {
        bench.settles("adt");
        assertThat(bench.ledger("adt", "feed").delivered()).isEqualTo(many);
        for (var channel : channels) {
            bench.settles(channel);
            assertThat(bench.ledger(channel).created()).as(channel).isEqualTo(many);
            assertThat(bench.ledger(channel, "out").delivered()).isEqualTo(many);
        }
    }

    /** A result and what it hands over are there both, or neither is. */
    @Test
    void afterACrashInTheMiddleEachMessageIsThereOnce() throws Exception {
        bench.runs("lab", target("l")).runs("ward", target("w"));
        bench.runs("adt", feed("[lab, ward]", "a"));
        bench.control().order(Order.PAUSE, "lab", "out", "anna");
        bench.control().order(Order.PAUSE, "ward", "out", "anna");
        for (int crash = 1; crash <= 4; crash++) {
            bench.submit("adt", 1 + (crash - 1) * 250, crash * 250, "");
            bench.crash();
        }
        bench.eventually(() -> assertThat(bench.view("lab").queued()).isEqualTo(MANY));
        for (var channel : List.of("lab", "ward")) {
            bench.control().order(Order.RESUME, channel, "out", "anna");
        }
        assertWhole(MANY, "lab", "ward");
        assertThat(bench.peer("lab/out").ids()).isEqualTo(numbers(MANY));
        assertThat(bench.peer("ward/out").ids()).isEqualTo(numbers(MANY));
        bench.restart();
        assertWhole(MANY, "lab", "ward");
    }

    /** A batch may be cut off by a crash: what stands without its result is made again. */
    @Test
    void whatACrashCutOffFromItsResultCountsNothing() throws Exception {
        bench.runs("lab", target("l"));
        bench.runs("adt", feed("lab", "a"));
        bench.control().order(Order.PAUSE, "adt", "feed", "anna");
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> bench.view("adt").queued() == 1);
        long parent = Ids.parse(id).orElseThrow();
        var orphan =
                new Entry.Received(
                        "lab",
                        1,
                        System.currentTimeMillis(),
                        Hops.origin(parent, "adt", "feed"),
                        Entry.Once.NONE,
                        Map.of(),
                        Map.of(),
                        Content.of("id=1 orphan=yes".getBytes()));
        bench.store().append(List.of(orphan)).await(java.time.Duration.ofSeconds(5));
        bench.restart();
        assertThat(bench.ledger("lab").pending()).isZero();
        bench.control().order(Order.RESUME, "adt", "feed", "anna");
        assertWhole(1, "lab");
        assertThat(bench.peer("lab/out").took).containsExactly("id=1 mark=a mark=l");
        bench.crash();
        assertWhole(1, "lab");
    }

    /** "order: strict": swapped again and again, both of them. */
    @Test
    void nothingIsLostAndTheOrderIsKeptWhileBothChannelsAreSwapped() throws Exception {
        bench.runs("lab", target("l0")).runs("adt", feed("lab", "a0"));
        for (int i = 1; i <= MANY; i++) {
            bench.submit("adt", i, i, "");
            if (i % 100 == 0) {
                bench.runs("adt", feed("lab", "a" + i));
            } else if (i % 100 == 50) {
                bench.runs("lab", target("l" + i));
            }
        }
        assertWhole(MANY, "lab");
        assertThat(bench.peer("lab/out").ids()).isEqualTo(numbers(MANY));
    }

    /** A target that goes and comes, under messages. */
    @Test
    void whatWaitsForAChannelThatIsGoneIsHandedOverWhenItIsBack() throws Exception {
        bench.runs("lab", target("l")).runs("adt", feed("lab", "a"));
        for (int i = 1; i <= 300; i++) {
            bench.submit("adt", i, i, "");
            if (i == 100) {
                bench.engine().remove("lab");
            } else if (i == 200) {
                bench.restart();
                assertThat(bench.view("adt").queued()).isPositive();
            }
            if (i == 199) {
                bench.files.remove("lab");
            }
        }
        bench.eventually(
                () ->
                        assertThat(bench.view("adt", "feed").reason())
                                .containsAnyOf("there is no channel lab", "its file is gone"));
        bench.runs("lab", target("l"));
        assertWhole(300, "lab");
        assertThat(bench.peer("lab/out").ids()).isEqualTo(numbers(300));
    }

    /** Bytes that are too many for the journal are on the disk once, whoever gets them. */
    @Test
    void aLargeMessageIsHandedOverWhole() throws Exception {
        bench.runs("lab", target("l")).runs("ward", target("w"));
        bench.runs("adt", feed("[lab, ward]", "a"));
        var large = "x=" + "y".repeat(3 << 20);
        bench.submit("adt", 1, 2, large);
        bench.restart();
        assertWhole(2, "lab", "ward");
        for (var channel : List.of("lab", "ward")) {
            assertThat(bench.peer(channel + "/out").took.get(1))
                    .startsWith("id=2 " + large + " mark=a mark=");
        }
    }

    /** Renamed: what is queued goes where the file says now. */
    @Test
    void whatIsQueuedGoesToTheChannelThatTheFileNamesNow() throws Exception {
        bench.runs("adt", feed("lab", "a"));
        bench.submit("adt", 1, 20, "");
        bench.until(() -> bench.view("adt").queued() == 20);
        bench.runs("laboratory", target("l")).runs("adt", feed("laboratory", "a"));
        assertWhole(20, "laboratory");
        assertThat(bench.peer("laboratory/out").ids()).isEqualTo(numbers(20));
    }

    /** The queue of a destination that becomes a {@code channel} goes over with it. */
    @Test
    void aDestinationOfAnotherTypeBecomesAHandOverWithItsQueue() throws Exception {
        bench.peer("adt/feed").behaviour = Peer.DOWN;
        bench.runs("lab", target("l"));
        bench.runs("adt", feed("lab", "a").replace("channel: lab", "peer: {}"));
        bench.submit("adt", 1, 20, "");
        bench.until(() -> bench.view("adt").queued() == 20);
        bench.runs("adt", feed("lab", "a"));
        assertWhole(20, "lab");
        assertThat(bench.peer("adt/feed").took).isEmpty();
    }

    @Test
    void keysOfAnOrderGoOverInTheirOrder() throws Exception {
        bench.runs("lab", target("l"));
        bench.runs(
                "adt",
                feed("lab", "a")
                        .replace(
                                "channel: lab", "channel: lab, order: { key: \"{k}\", lanes: 4 }"));
        for (int i = 1; i <= 400; i++) {
            bench.submit("adt", i, i, "k=" + i % 7);
        }
        assertWhole(400, "lab");
        for (int key = 0; key < 7; key++) {
            int mine = key;
            assertThat(bench.peer("lab/out").ids())
                    .filteredOn(id -> Integer.parseInt(id) % 7 == mine)
                    .isEqualTo(
                            numbers(400).stream()
                                    .filter(id -> Integer.parseInt(id) % 7 == mine)
                                    .toList());
        }
    }
}
