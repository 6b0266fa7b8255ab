package dev.pons.core.store;

import static dev.pons.core.store.Samples.LONG;
import static dev.pons.core.store.Samples.SMALL;
import static dev.pons.core.store.Samples.body;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class JournalTest {

    @TempDir Path folder;

    @Test
    void idsOfOneBatchFollowOneByOneAndAreReadBack() throws Exception {
        try (var store = open(folder)) {
            var first = keep(store, received("1"), received("2"));
            var later = keep(store, received("3"));
            assertThat(Ids.text(first)).isEqualTo("1-0");
            assertThat(later).isEqualTo(first + 2);
            assertThat(body(store.read(first + 1))).contains("|2|");
            assertThatThrownBy(() -> store.read(later + 1)).hasMessageContaining("1-3");
        }
    }

    @Test
    void section2_2_idsStayWhatTheyAreOverStartsAndSegments() throws Exception {
        var kept = new ArrayList<Long>();
        for (var start = 0; start < 3; start++) {
            try (var store = open(folder, SMALL)) {
                for (var i = 0; i < 300; i++) {
                    kept.add(keep(store, received(kept.size() + "")));
                }
            }
        }
        assertThat(kept).isSorted().doesNotHaveDuplicates();
        assertThat(Ids.epoch(kept.get(899))).isGreaterThan(5);
        try (var store = open(folder, SMALL)) {
            for (var i = kept.size() - 1; i >= 0; i -= 7) {
                assertThat(body(store.read(kept.get(i)))).contains("|" + i + "|");
            }
        }
    }

    @Test
    void manySendersAreAllKeptInTheOrderThatEachHad() throws Exception {
        var ids = new ConcurrentHashMap<Long, String>();
        try (var store = open(folder, new Settings(64 << 10, 1 << 20, 1 << 20))) {
            var pool = Executors.newFixedThreadPool(64);
            for (var t = 0; t < 64; t++) {
                var name = "t" + t;
                pool.submit(
                        () -> {
                            var before = 0L;
                            for (var i = 0; i < 50; i++) {
                                var id = keep(store, received(name + "-" + i));
                                ids.put(id, id > before ? name + "-" + i : "out of order");
                                before = id;
                            }
                            return null;
                        });
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ids).hasSize(3200);
        }
        try (var store = open(folder);
                var reader = store.follow(0).withContent()) {
            var seen = 0;
            while (reader.next(0)) {
                assertThat(body(reader.entry())).contains("|" + ids.get(reader.id()) + "|");
                seen++;
            }
            assertThat(seen).isEqualTo(3200);
        }
    }

    @Test
    void callbacksComeInTheOrderOfTheJournalOnTheWritersThread() throws Exception {
        var disk = new FaultyDisk();
        try (var store = open(folder, Settings.DEFAULTS, disk)) {
            disk.held = new CountDownLatch(1);
            var order = Collections.synchronizedList(new ArrayList<String>());
            var commits = new ArrayList<Commit>();
            for (var i = 0; i < 100; i++) {
                var number = i;
                var commit = store.append(List.of(received("" + i)));
                commit.whenDone(
                        (done, failure) ->
                                order.add(
                                        number
                                                + " "
                                                + Ids.sequence(done.first())
                                                + " "
                                                + Thread.currentThread().getName()));
                commits.add(commit);
            }
            disk.held.countDown();
            assertThat(commits.get(99).await(LONG)).isTrue();
            store.append(List.of(received("last"))).await(LONG);
            assertThat(order).hasSize(100);
            for (var i = 0; i < 100; i++) {
                assertThat(order.get(i)).isEqualTo(i + " " + i + " pons-journal");
            }
        }
    }

    @Test
    void aReaderFollowsWhileItIsWritten() throws Exception {
        try (var store = open(folder, SMALL)) {
            var writer = Executors.newSingleThreadExecutor();
            writer.submit(
                    () -> {
                        for (var i = 0; i < 2000; i++) {
                            keepLater(store, i);
                        }
                        return null;
                    });
            try (var reader = store.follow(0)) {
                for (var i = 0; i < 2000; i++) {
                    assertThat(reader.next(20_000)).isTrue();
                    var entry = (Entry.Received) reader.entry();
                    assertThat(entry.identity()).containsEntry("id", "" + i);
                    assertThat(entry.body().size()).isZero();
                }
                assertThat(reader.next(0)).isFalse();
                try (var half = store.follow(reader.id() - 5)) {
                    var seen = 0;
                    while (half.next(0)) {
                        seen++;
                    }
                    assertThat(seen).isEqualTo(5);
                }
            }
            writer.shutdown();
        }
    }

    private static void keepLater(Store store, int i) throws InterruptedException {
        store.append(List.of(received("" + i)));
    }

    @Test
    void anInterruptedReaderDisturbsNobody() throws Exception {
        long id;
        try (var store = open(folder, SMALL)) {
            id = keep(store, received("1"));
            Thread.currentThread().interrupt();
            assertThat(body(store.read(id))).contains("|1|");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(body(store.read(id))).contains("|1|");
        }
    }

    @Test
    void whatIsLargerThanBudgetAndSegmentGoesAlone() throws Exception {
        var settings = new Settings(16 << 10, 10_000, 0);
        var large = "x".repeat(6 << 20);
        try (var store = open(folder, settings)) {
            keep(store, received("1"));
            var id = keep(store, received("adt", "2", "", "", 0, large), received("3"));
            assertThat(body(store.read(id))).isEqualTo(large);
            assertThat(Ids.epoch(keep(store, received("4")))).isGreaterThan(Ids.epoch(id));
        }
        try (var store = open(folder, settings)) {
            assertThat(body(store.read(Ids.of(2, 0)))).isEqualTo(large);
        }
    }

    @Test
    void appendWaitsWhileTheBudgetIsUsedUpAndCanBeInterrupted() throws Exception {
        var disk = new FaultyDisk();
        try (var store = open(folder, new Settings(1 << 20, 1000, 0), disk)) {
            disk.held = new CountDownLatch(1);
            for (var i = 0; i < 3; i++) {
                store.append(List.of(received("" + i)));
            }
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.append(List.of(received("4"))))
                    .isInstanceOf(InterruptedException.class);
            disk.held.countDown();
            keep(store, received("5"));
        }
    }

    @Test
    void aFolderServesOneEngine() throws Exception {
        try (var store = open(folder)) {
            assertThat(store.bytes()).isPositive();
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("PONS_BASE");
        }
        open(folder).close();
    }

    @Test
    void aFolderThatCannotBeUsedSaysWhatToDo() throws Exception {
        var file = Files.writeString(folder.resolve("data"), "a file");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("may write");
    }

    @Test
    void whatIsAppendedAfterTheEndFails() throws Exception {
        var store = open(folder);
        store.close();
        assertThatThrownBy(() -> store.append(List.of(received("1"))).await(LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aCheckpointIsReplacedAndADamagedOneSaysWhatToDo() throws Exception {
        try (var store = open(folder)) {
            assertThat(store.checkpoint()).isEmpty();
            var id = keep(store, received("1"));
            store.checkpoint(id, to -> to.write(1));
            assertThat(store.checkpoint(id, to -> to.write(new byte[] {2, 3}))).isEqualTo(22);
            try (var kept = store.checkpoint().orElseThrow()) {
                assertThat(kept.upTo()).isEqualTo(id);
                assertThat(kept.state().readAllBytes()).containsExactly(2, 3);
            }
        }
        var file = folder.resolve("checkpoint");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        try (var store = open(folder)) {
            assertThatThrownBy(store::checkpoint)
                    .hasMessageContaining("checkpoint")
                    .hasMessageContaining("take the file away");
        }
    }

    @Test
    void startsWithoutMessagesLeaveNoFilesButNeverReuseAnEpoch() throws Exception {
        for (var i = 0; i < 5; i++) {
            open(folder).close();
        }
        try (var store = open(folder)) {
            assertThat(Ids.text(keep(store, received("1")))).isEqualTo("6-0");
            try (var files = Files.list(folder.resolve("journal"))) {
                assertThat(files).hasSize(1);
            }
        }
    }
}
