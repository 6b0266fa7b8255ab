package dev.pons.core.store;

import static dev.pons.core.control.DeliveryState.DELIVERED;
import static dev.pons.core.control.DeliveryState.HELD;
import static dev.pons.core.control.DeliveryState.NOT_CHOSEN;
import static dev.pons.core.control.DeliveryState.QUEUED;
import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.branch;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;
import static dev.pons.core.store.Samples.result;
import static dev.pons.core.store.Samples.routed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.MessageState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the index makes of entries, and that it stands behind the journal only. */
@Timeout(60)
class IndexTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir Path folder;

    @Test
    void stateOfAMessageFollowsFromItsEntries() throws Exception {
        try (var store = open(folder)) {
            var id = keep(store, received("1"));
            shows(store, id, MessageState.ACCEPTED, "");
            keep(
                    store,
                    routed(
                            id,
                            Entry.End.ROUTED,
                            branch("lab", QUEUED, "new"),
                            branch("no", NOT_CHOSEN, "when")));
            shows(store, id, MessageState.QUEUED, "new");
            keep(store, result(id, "lab", QUEUED, 1));
            keep(store, result(id, "lab", HELD, 2));
            shows(store, id, MessageState.HELD, "why");
            keep(store, new Entry.Act(id, "lab", NOON, "release", "anna", "lab is back"));
            keep(store, result(id, "lab", QUEUED, 0));
            shows(store, id, MessageState.QUEUED, "why");
            keep(store, result(id, "lab", DELIVERED, 3));
            shows(store, id, MessageState.DONE, "");

            var view = store.search().one(id).orElseThrow();
            assertThat(view.deliveries()).extracting(d -> d.destination()).contains("lab", "no");
            assertThat(view.deliveries().get(0).attempts()).isEqualTo(3);
            assertThat(view.deliveries().get(0).state()).isEqualTo(DELIVERED);
            assertThat(view.acts())
                    .containsExactly("2026-03-01T12:00:00Z anna: release lab, lab is back");
            assertThat(view.row().size()).isEqualTo("MSH|1|body".length());
            assertThat(view.version()).isEqualTo(7);
            assertThat(store.search().one(id + 1000)).isEmpty();
        }
    }

    private static void oneOfEachEnd(Journal store) throws Exception {
        for (var end : Entry.End.values()) {
            var id = store.append(List.of(received("" + end)));
            assertThat(id.await(Samples.LONG)).isTrue();
            keep(store, routed(id.first(), end));
        }
    }

    @Test
    void aMessageThatIsDoneWithinOneBatchShowsTheSame() throws Exception {
        try (var store = open(folder)) {
            oneOfEachEnd(store);
            var held = keep(store, received("h"));
            keep(
                    store,
                    routed(
                            held,
                            Entry.End.ROUTED,
                            branch("a", QUEUED, ""),
                            branch("b", HELD, "no PID")),
                    result(held, "a", DELIVERED, 1));
            var refused =
                    keep(
                            store,
                            new Entry.Refused(
                                    "adt",
                                    7,
                                    NOON,
                                    Map.of(),
                                    Map.of(),
                                    "no MSH",
                                    Content.of(new byte[9])));
            shows(store, refused, MessageState.REFUSED, "no MSH");
            shows(store, held, MessageState.HELD, "no PID");
            assertThat(SearchTest.rows(store, SearchTest.all()))
                    .extracting(row -> row.state())
                    .containsExactly(
                            MessageState.REFUSED,
                            MessageState.HELD,
                            MessageState.AGGREGATED,
                            MessageState.SPLIT,
                            MessageState.REFUSED_LATER,
                            MessageState.HELD,
                            MessageState.DROPPED,
                            MessageState.DONE);
        }
    }

    @Test
    void aLateResultReachesTheFileOfItsDayAndStaysAfterAStart() throws Exception {
        long old;
        try (var store = open(folder)) {
            old = keep(store, received("adt", "1", "", "", NOON, "b"));
            keep(store, routed(old, Entry.End.ROUTED, branch("lab", QUEUED, "")));
            keep(store, received("adt", "2", "", "", NOON + DAY, "b"));
            shows(store, old, MessageState.QUEUED, "");
        }
        try (var store = open(folder)) {
            keep(store, received("adt", "3", "", "", NOON + 2 * DAY, "b"));
            keep(store, result(old, "lab", DELIVERED, 1));
            shows(store, old, MessageState.DONE, "");
            assertThat(folder.resolve("index/2026-03-01.db")).exists();
            assertThat(folder.resolve("index/2026-03-03.db")).exists();
        }
        try (var store = open(folder)) {
            shows(store, old, MessageState.DONE, "");
            assertThat(SearchTest.rows(store, SearchTest.all())).hasSize(3);
        }
    }

    @Test
    void section2_4_aDeletedIndexIsBuiltAnewFromTheJournal() throws Exception {
        fill(500);
        try (var files = Files.walk(folder.resolve("index"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        showsAll(500);
    }

    @Test
    void aMissingDayOrADamagedFileIsBuiltAnewToo() throws Exception {
        fill(50);
        Files.delete(folder.resolve("index/2026-03-01.db"));
        showsAll(50);
        Files.writeString(folder.resolve("index/2026-03-01.db"), "not a database".repeat(1000));
        showsAll(50);
        Files.write(folder.resolve("index/position"), new byte[0]);
        showsAll(50);
    }

    @Test
    void anIndexThatIsBehindReplaysAndEndsTheSame() throws Exception {
        fill(50);
        // as if the last syncs were lost: replay from the begin over files that know all
        var position = folder.resolve("index/position");
        var lines = Files.readAllLines(position);
        Files.writeString(position, "0-0\n" + lines.get(1) + "\n");
        showsAll(50);
    }

    @Test
    void aFailingIndexNeverStopsTheJournalAndHealsByItself() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("index"), "a file where the folder should be");
        try (var store = open(folder)) {
            var id = keep(store, received("1"));
            keep(store, routed(id, Entry.End.DROPPED));
            assertThat(store.search().catchUp(50)).isFalse();
            assertThat(store.search().lag().entries()).isEqualTo(2);
            assertThat(store.search().lag().since()).contains(Instant.ofEpochMilli(NOON));
            assertThat(store.search().find(SearchTest.all()).lag().entries()).isEqualTo(2);
            Files.delete(folder.resolve("index"));
            shows(store, id, MessageState.DROPPED, "");
            assertThat(store.search().lag().entries()).isZero();
        }
    }

    private void fill(int count) throws Exception {
        try (var store = open(folder, Samples.SMALL)) {
            for (var i = 0; i < count; i++) {
                var id = keep(store, received("" + i));
                keep(store, routed(id, Entry.End.ROUTED, branch("lab", DELIVERED, "")));
            }
        }
    }

    private void showsAll(int count) throws IOException, InterruptedException {
        try (var store = open(folder, Samples.SMALL)) {
            assertThat(store.search().catchUp(20_000)).isTrue();
            var rows = SearchTest.rows(store, SearchTest.all());
            assertThat(rows).hasSize(count);
            assertThat(rows).allMatch(row -> row.state() == MessageState.DONE);
        }
    }

    private static void shows(Store store, long id, MessageState state, String reason)
            throws Exception {
        assertThat(store.search().catchUp(20_000)).isTrue();
        var row = store.search().one(id).orElseThrow().row();
        assertThat(row.state()).isEqualTo(state);
        assertThat(row.reason()).isEqualTo(reason);
    }
}
