package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.branch;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;
import static dev.pons.core.store.Samples.routed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Retention of what is known of messages: whole files, apart by how long they are kept. */
@Timeout(60)
class ForgettingTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Instant LATER = Instant.ofEpochMilli(NOON + 5 * DAY);

    @TempDir Path folder;

    @Test
    void section2_3_whatIsKeptShorterGoesAndTheRestStays() throws Exception {
        try (var store = open(folder)) {
            store.search().keep("short", "30d");
            done(store, "short", "s1", NOON);
            done(store, "long", "l1", NOON);
            done(store, "short", "s2", NOON + 9 * DAY);
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(store.search().kept()).containsExactlyInAnyOrder("", "30d");
            assertThat(controls(store)).containsExactly("s2", "l1", "s1");

            var back = store.search().forget("30d", LATER, LATER);
            assertThat(back).isPositive();
            assertThat(controls(store)).containsExactly("s2", "l1");
            assertThat(folder.resolve("index/2026-03-01~30d.db")).doesNotExist();
            assertThat(folder.resolve("index/2026-03-01.db")).exists();
            assertThat(store.search().forget("30d", LATER, LATER)).isZero();
        }
        try (var store = open(folder)) {
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(controls(store)).containsExactly("s2", "l1");
        }
    }

    @Test
    void section2_3_unfinishedMessagesAreNeverTouched() throws Exception {
        try (var store = open(folder)) {
            done(store, "adt", "done", NOON);
            var waits = keep(store, received("adt", "waits", "", "p", NOON, "b"));
            keep(store, routed(waits, Entry.End.ROUTED, branch("lab", DeliveryState.QUEUED, "")));
            var held = keep(store, received("adt", "held", "", "p", NOON, "b"));
            keep(store, routed(held, Entry.End.HELD));
            keep(store, refused("refused"));
            assertThat(store.search().catchUp(20_000)).isTrue();

            store.search().forget("", LATER, Instant.EPOCH);
            assertThat(controls(store)).containsExactly("refused", "held", "waits");
            store.search().forget("", LATER, LATER);
            assertThat(controls(store)).containsExactly("held", "waits");
            var ofPatient = MessageQuery.newest(9).withPatient(Optional.of("p"));
            assertThat(store.search().find(ofPatient).rows()).hasSize(2);

            keep(store, Samples.result(waits, "lab", DeliveryState.DELIVERED, 1));
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(store.search().one(waits).orElseThrow().row().state())
                    .isEqualTo(MessageState.DONE);
            store.search().forget("", LATER, LATER);
            assertThat(controls(store)).containsExactly("held");
            assertThat(files()).containsExactly("2026-03-01.3.db");
        }
        try (var store = open(folder)) {
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(controls(store)).containsExactly("held");
        }
    }

    @Test
    void aResultOfAForgottenMessageReachesNoOther() throws Exception {
        try (var store = open(folder)) {
            done(store, "adt", "old", NOON - DAY);
            var gone = done(store, "adt", "gone", NOON);
            assertThat(store.search().catchUp(20_000)).isTrue();
            store.search().keep("adt", "1y");
            store.search().forget("", LATER, LATER);
            keep(store, Samples.result(gone, "lab", DeliveryState.HELD, 2));
            done(store, "adt", "new", NOON + DAY);
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(controls(store)).containsExactly("new");
            assertThat(store.search().one(gone)).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsBuiltAnewAlone() throws Exception {
        try (var store = open(folder)) {
            store.search().keep("short", "30d");
            for (var i = 0; i < 20; i++) {
                done(store, i % 2 == 0 ? "short" : "long", "c" + i, NOON + i / 10 * DAY);
            }
        }
        var hurt = folder.resolve("index/2026-03-01~30d.db");
        var well = folder.resolve("index/2026-03-01.db");
        var before = Files.getLastModifiedTime(well);
        Files.writeString(hurt, "not a database".repeat(1000));
        try (var store = open(folder)) {
            // said now, after the messages were written under another name
            store.search().keep("long", "2y");
            assertThat(store.search().catchUp(20_000)).isTrue();
            assertThat(controls(store)).hasSize(20).doesNotHaveDuplicates();
            assertThat(Files.getLastModifiedTime(well)).isEqualTo(before);
        }
    }

    private static long done(Store store, String channel, String control, long at)
            throws Exception {
        var id = keep(store, received(channel, control, "ADT^A01", "p", at, "b"));
        keep(store, routed(id, Entry.End.DROPPED));
        return id;
    }

    private static Entry refused(String control) {
        var identity = Map.of("id", control);
        return new Entry.Refused("adt", 7, NOON, Map.of(), identity, "no", Content.EMPTY);
    }

    private static List<String> controls(Store store) throws IOException {
        return store.search().find(MessageQuery.newest(99)).rows().stream()
                .map(row -> row.control())
                .toList();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("index"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".db"))
                    .toList();
        }
    }
}
