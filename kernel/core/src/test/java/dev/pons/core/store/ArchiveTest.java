package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.SMALL;
import static dev.pons.core.store.Samples.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class ArchiveTest {

    @TempDir Path folder;

    private static void tidy(Store store) throws Exception {
        store.keeping().tidy().get(60, TimeUnit.SECONDS);
    }

    private static void same(Store store, Map<Long, String> before) throws Exception {
        assertThat(Filled.all(store)).isEqualTo(before);
        for (var entry : before.entrySet()) {
            assertThat(Filled.text(store.read(entry.getKey()))).isEqualTo(entry.getValue());
        }
    }

    @Test
    void section2_2_idsAndEntriesAreTheSameAfterTheyWereCompacted() throws Exception {
        Map<Long, String> before;
        try (var store = open(folder, SMALL)) {
            Filled.messages(store, 200, NOON, "adt", "orm");
            before = Filled.all(store);
            tidy(store);
            assertThat(Filled.files(folder, ".log")).hasSize(1);
            same(store, before);
            Filled.messages(store, 20, NOON, "adt");
            assertThat(Filled.all(store)).containsAllEntriesOf(before).hasSize(before.size() + 80);
        }
        try (var store = open(folder, SMALL)) {
            assertThat(Filled.all(store)).containsAllEntriesOf(before).hasSize(before.size() + 80);
        }
    }

    @Test
    void section2_3_segmentsBecomeMuchSmallerFiles() throws Exception {
        try (var store = open(folder, SMALL)) {
            Filled.messages(store, 500, NOON, "adt");
            var raw = Filled.bytes(folder.resolve("journal"));
            tidy(store);
            assertThat(Filled.bytes(folder.resolve("archive"))).isLessThan(raw / 4);
        }
    }

    @Test
    void aReaderGoesOnWhileItsSegmentsAreCompacted() throws Exception {
        try (var store = open(folder, SMALL)) {
            Filled.messages(store, 100, NOON, "adt", "orm");
            var before = Filled.all(store);
            var read = 0;
            try (var reader = store.follow(0)) {
                for (; read < 30 && reader.next(0); read++) {}
                tidy(store);
                while (reader.next(0)) {
                    read++;
                }
            }
            assertThat(read).isEqualTo(before.size());
            for (var id : before.keySet()) {
                try (var reader = store.follow(id)) {
                    if (reader.next(0)) {
                        assertThat(reader.id()).isGreaterThan(id);
                        assertThat(before).containsKey(reader.id());
                    }
                }
            }
        }
    }

    @Test
    void aReaderWaitsForWhatIsAppendedBehindTheArchive() throws Exception {
        try (var store = open(folder, SMALL)) {
            Filled.messages(store, 50, NOON, "adt");
            tidy(store);
            try (var reader = store.follow(0)) {
                while (reader.next(0)) {}
                var id = Samples.keep(store, Samples.received("new"));
                assertThat(reader.next(10_000)).isTrue();
                assertThat(reader.id()).isEqualTo(id);
            }
        }
    }

    @Test
    void aCrashAtAnyStepOfCompactionLeavesEachEntryOnce() throws Exception {
        for (var step = 0; ; step++) {
            var here = folder.resolve("s" + step);
            Map<Long, String> before;
            var disk = new StoppingDisk();
            var done = true;
            try (var store = open(here, SMALL, disk)) {
                Filled.messages(store, 100, NOON, "adt", "orm");
                before = Filled.all(store);
                disk.stopAfter(step);
                tidy(store);
            } catch (ExecutionException e) {
                done = false;
                before = null;
            } catch (IOException e) {
                throw new AssertionError(e);
            } finally {
                disk.goOn();
            }
            try (var store = open(here, SMALL)) {
                var after = Filled.all(store);
                assertThat(after).as("step " + step).hasSize(400);
                assertThat(Filled.files(here, ".next")).isEmpty();
                if (before != null) {
                    assertThat(after).isEqualTo(before);
                }
                tidy(store);
                assertThat(Filled.all(store)).isEqualTo(after);
            }
            if (done) {
                assertThat(step).isGreaterThan(20);
                return;
            }
        }
    }

    @Test
    void aFlippedByteInAContentFileIsSeen() throws Exception {
        try (var store = open(folder, SMALL)) {
            Filled.messages(store, 50, NOON, "adt");
            tidy(store);
        }
        for (var ending : new String[] {".facts", ".content"}) {
            var file = Filled.files(folder, ending).get(0);
            var good = Files.readAllBytes(file);
            for (var at = 0; at < good.length; at += 97) {
                var bad = good.clone();
                bad[at] ^= 0x40;
                Files.write(file, bad);
                try (var store = open(folder, SMALL)) {
                    assertThatThrownBy(() -> Filled.all(store))
                            .as("byte " + at)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining(file.getFileName().toString());
                }
            }
            Files.write(file, good);
        }
        try (var store = open(folder, SMALL)) {
            assertThat(Filled.all(store)).hasSize(200);
        }
    }
}
