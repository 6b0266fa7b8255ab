package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Store;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Semantics 2.6: "ENOSPC on write: ... work goes on, recovery is automatic". */
class RecorderTest {

    /**
     * The disk takes nothing for a moment: what comes next must not be in the journal before what
     * was not taken, or a key would lose its order.
     */
    @Test
    void what_follows_an_entry_that_was_not_written_is_written_behind_it() throws Exception {
        try (var threads = new Threads();
                var store = new MemoryStore(MemoryStore.Kept.NOTHING)) {
            var recorder = new Recorder(store, threads);
            var queued = new CountDownLatch(1);
            store.append(List.of(result(1)), Store.EVER, () -> fills(store, queued));
            recorder.record(List.of(result(2)), id -> {});
            store.append(List.of(result(9))).whenDone((commit, failure) -> store.full(false));
            recorder.record(List.of(result(3)), id -> {});
            queued.countDown();
            await().until(() -> store.all().size() == 3 && recorder.open() == 0);
            assertThat(store.all().values())
                    .extracting(RecorderTest::message)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    /** When all are queued, the disk is full from the next one on. */
    private static boolean fills(MemoryStore store, CountDownLatch queued) {
        try {
            queued.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the test is over", e);
        }
        store.full(true);
        return true;
    }

    private static long message(Entry entry) {
        return ((Entry.Result) entry).message();
    }

    private static Entry result(long message) {
        return new Entry.Result(
                message, "lab", 1, 1, DeliveryState.DELIVERED, false, "DELIVERED", "", null);
    }
}
