package dev.pons.core.store;

import static dev.pons.core.store.Samples.SMALL;
import static dev.pons.core.store.Samples.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.DeliveryState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class RetentionTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long OLD = System.currentTimeMillis() - 40 * DAY;
    private static final long EVER = Retention.EVER;

    @TempDir Path folder;

    /** All that is written so far is closed, compacted and covered by a checkpoint. */
    private static long tidy(Store store) throws Exception {
        var last = Samples.keep(store, new Entry.Moved("adt", Map.of()));
        store.keeping().tidy().get(60, TimeUnit.SECONDS);
        var next = Samples.keep(store, new Entry.Moved("adt", Map.of()));
        assertThat(Ids.epoch(next)).isGreaterThan(Ids.epoch(last));
        store.checkpoint(next, to -> to.write(0));
        return store.keeping().tidy().get(60, TimeUnit.SECONDS);
    }

    private static void rule(
            Store store, String channel, long content, long metadata, long errors) {
        store.keeping().retention(channel, new Retention(content, metadata, errors, EVER));
    }

    private static void begin(Store store, Long... open) {
        var ids = Arrays.stream(open).mapToLong(id -> id).sorted().toArray();
        store.keeping().begin(() -> ids);
    }

    private static String content(Store store, long id) throws Exception {
        try (var in = ((Entry.Received) store.read(id)).body().open()) {
            return new String(in.readAllBytes());
        }
    }

    @Test
    @DisplayName("retention | metadata")
    void section2_3_whatIsDueGoesWithItsFilesAndTheRestStays() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", 30 * DAY, 30 * DAY, 30 * DAY);
            begin(store);
            var old = Filled.messages(store, 100, OLD, "adt", "orm");
            tidy(store);
            var fresh = Filled.messages(store, 20, System.currentTimeMillis(), "adt");
            tidy(store);
            for (var i = 0; i < old.size(); i += 2) {
                var id = old.get(i);
                assertThatThrownBy(() -> store.read(id))
                        .hasMessageContaining(Ids.text(id))
                        .hasMessageContaining("retention deleted it");
                assertThat(content(store, old.get(i + 1))).contains("orm");
            }
            for (var id : fresh) {
                assertThat(content(store, id)).contains("adt");
            }
        }
    }

    /** A person who shortens a period needs the room now, and not at some time. */
    @Test
    void aRetentionThatChangesIsDoneSoonAndUnasked() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", EVER, EVER, EVER);
            begin(store);
            var ids = Filled.messages(store, 100, OLD, "adt");
            tidy(store);
            assertThat(content(store, ids.get(0))).contains("adt");
            rule(store, "adt", 30 * DAY, 30 * DAY, 30 * DAY);
            await().untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> store.read(ids.get(0)))
                                            .hasMessageContaining("retention deleted it"));
        }
    }

    @Test
    @DisplayName("retention | content")
    void section2_3_contentGoesBeforeTheRestAndSaysSo() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", 30 * DAY, 365 * DAY, 30 * DAY);
            begin(store);
            var ids = Filled.messages(store, 100, OLD, "adt");
            tidy(store);
            assertThat(Filled.files(folder, ".content")).isEmpty();
            var entry = (Entry.Received) store.read(ids.get(3));
            assertThat(entry.identity()).containsEntry("id", "c3");
            assertThat(entry.body().size()).isPositive();
            assertThatThrownBy(() -> entry.body().open())
                    .isInstanceOf(ContentGone.class)
                    .hasMessageStartingWith("content was deleted by retention on ");
            assertThat(tidy(store)).isZero();
        }
    }

    @Test
    void section2_3_anUnfinishedMessageIsNeverTouched() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", 30 * DAY, 30 * DAY, 30 * DAY);
            var ids = Filled.messages(store, 100, OLD, "adt");
            var held = ids.get(17);
            begin(store, held, ids.get(99));
            tidy(store);
            assertThat(content(store, held)).contains("|17|");
            assertThat(content(store, ids.get(99))).contains("|99|");
            try (var reader = store.follow(held).withContent()) {
                assertThat(reader.next(0)).isTrue();
                assertThat(reader.id()).isEqualTo(held + 1);
                assertThat(((Entry.Routed) reader.entry()).branches().get(0).body())
                        .isEqualTo(Content.of("CANARY sent 17".getBytes()));
            }
            assertThatThrownBy(() -> store.read(ids.get(18))).isInstanceOf(IOException.class);
            assertThat(tidy(store)).isZero();
            begin(store);
            tidy(store);
            assertThatThrownBy(() -> store.read(held)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void contentOfAnUnfinishedMessageStaysWhileThatOfOthersGoes() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", 30 * DAY, EVER, 30 * DAY);
            var ids = Filled.messages(store, 50, OLD, "adt");
            begin(store, ids.get(7));
            var count = Filled.all(store).size();
            tidy(store);
            assertThat(content(store, ids.get(7))).contains("|7|");
            assertThatThrownBy(() -> content(store, ids.get(8))).isInstanceOf(ContentGone.class);
            assertThat(Filled.all(store).size()).isGreaterThanOrEqualTo(count);
        }
        try (var store = open(folder, SMALL)) {
            assertThat(Filled.all(store)).hasSizeGreaterThan(200);
        }
    }

    @Test
    @DisplayName("retention | errors")
    void whatWentWrongIsKeptAsLongAsErrorsAre() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", 30 * DAY, 30 * DAY, 90 * DAY);
            begin(store);
            var ids = Filled.messages(store, 100, OLD, "adt");
            Samples.keep(
                    store, Filled.result(ids.get(5), "lab", DeliveryState.HELD, "REJECTED", OLD));
            store.keeping().tidy().get(60, TimeUnit.SECONDS);
            // went wrong when its run was compacted already
            Samples.keep(
                    store, Filled.result(ids.get(50), "lab", DeliveryState.HELD, "UNKNOWN", OLD));
            tidy(store);
            assertThat(content(store, ids.get(5))).contains("|5|");
            assertThat(content(store, ids.get(50))).contains("|50|");
            assertThatThrownBy(() -> store.read(ids.get(6))).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("retention | bytes")
    void bytesTakeTheOldestFirst() throws Exception {
        try (var store = open(folder, SMALL)) {
            store.keeping().retention("adt", new Retention(EVER, EVER, EVER, 20_000));
            begin(store);
            var rounds = new ArrayList<List<Long>>();
            for (var round = 0; round < 6; round++) {
                rounds.add(Filled.messages(store, 300, OLD + round * DAY, "adt", "orm"));
                tidy(store);
            }
            assertThatThrownBy(() -> store.read(rounds.get(0).get(0)))
                    .isInstanceOf(IOException.class);
            assertThat(content(store, rounds.get(0).get(1))).contains("orm");
            assertThat(content(store, rounds.get(5).get(298))).contains("adt");
            var adt =
                    store.keeping().usage().channels().stream()
                            .filter(line -> line.channel().equals("adt"))
                            .findFirst()
                            .orElseThrow();
            assertThat(adt.content() + adt.metadata()).isBetween(1L, 20_000L);
        }
    }

    @Test
    void nothingGoesBeforeACheckpointCoversIt() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", DAY, DAY, DAY);
            begin(store);
            var ids = Filled.messages(store, 20, OLD, "adt");
            store.keeping().tidy().get(60, TimeUnit.SECONDS);
            assertThat(content(store, ids.get(0))).contains("adt");
        }
    }

    @Test
    void versionsAndOrdersStay() throws Exception {
        try (var store = open(folder, SMALL)) {
            rule(store, "adt", DAY, DAY, DAY);
            begin(store);
            var version = Samples.keep(store, new Entry.Version("adt", 7, OLD, "the text"));
            Filled.messages(store, 20, OLD, "adt");
            tidy(store);
            assertThat(store.read(version)).isEqualTo(new Entry.Version("adt", 7, OLD, "the text"));
        }
    }

    @Test
    void aChannelThatChangesItsRetentionGivesItsShareOfOldFilesBack() throws Exception {
        try (var store = open(folder, SMALL)) {
            begin(store);
            var ids = Filled.messages(store, 60, OLD, "adt", "orm", "oru");
            tidy(store);
            rule(store, "adt", 30 * DAY, 30 * DAY, 30 * DAY);
            rule(store, "orm", 30 * DAY, EVER, 30 * DAY);
            tidy(store);
            assertThatThrownBy(() -> store.read(ids.get(0))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> content(store, ids.get(1))).isInstanceOf(ContentGone.class);
            assertThat(content(store, ids.get(2))).contains("oru");
        }
    }

    @Test
    void aCrashAtAnyStepOfPruningLeavesOldOrNew() throws Exception {
        for (var step = 0; ; step++) {
            var here = folder.resolve("s" + step);
            var disk = new StoppingDisk();
            var done = true;
            List<Long> ids;
            try (var store = open(here, SMALL, disk)) {
                ids = Filled.messages(store, 24, OLD, "adt", "orm", "oru");
                tidy(store);
                rule(store, "adt", 30 * DAY, 30 * DAY, 30 * DAY);
                rule(store, "orm", 30 * DAY, EVER, 30 * DAY);
                begin(store, ids.get(3));
                disk.stopAfter(step);
                store.keeping().tidy().get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                done = false;
                ids = null;
            } finally {
                disk.goOn();
            }
            try (var store = open(here, SMALL)) {
                var all = Filled.all(store);
                var first = all.keySet().iterator().next();
                assertThat(content(store, Ids.of(Ids.epoch(first), 12))).contains("|3|");
                for (var id : all.keySet()) {
                    assertThat(store.read(id)).isNotNull();
                }
                assertThat(Filled.files(here.resolve("archive"), ".next")).isEmpty();
            }
            if (done) {
                assertThat(step).isGreaterThan(15);
                return;
            }
        }
    }
}
