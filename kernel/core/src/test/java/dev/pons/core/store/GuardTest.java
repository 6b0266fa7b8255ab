package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.received;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.index.Index;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is sensitive in the index is protected as the content is. */
@Timeout(60)
class GuardTest {

    private static final String CANARY = "CANARYMUELLER4711";

    @TempDir Path folder;

    private static Optional<byte[]> key(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return Optional.of(key);
    }

    /** 2.5 "What is sensitive in the index is protected as the content is". */
    @Test
    void section2_5_noValueStandsInTheFilesAndAllAreFound() throws Exception {
        try (var store = Samples.open(folder.resolve("data"))) {
            var id = keep(store, received("adt", CANARY + "c", "ADT^A01", CANARY + "p", NOON, "b"));
            keep(
                    store,
                    new Entry.Routed(
                            id,
                            1,
                            NOON,
                            Entry.End.HELD,
                            CANARY + "r",
                            Map.of(),
                            Map.of("ward", CANARY + "w"),
                            List.of()),
                    new Entry.Act(id, "", NOON, "hold", "anna", CANARY + "a"));
            for (var i = 0; i < 3000; i++) {
                store.append(List.of(received("adt", "c" + i, "", CANARY + i, NOON, "b")));
            }
            assertThat(store.search().catchUp(20_000)).isTrue();
            var log = log(store);
            var protectedFiles = folder.resolve("protected");
            var index = Index.start(protectedFiles, log, key(1));
            try {
                assertThat(index.catchUp(20_000)).isTrue();
                finds(index);
                hasNo(protectedFiles);
            } finally {
                index.close();
            }
            hasNo(protectedFiles);
            hasCanary(folder.resolve("data/index"));
            anotherKeyBuildsAnew(protectedFiles, log);
        }
    }

    private static JournalLog log(Store store) {
        try {
            var field = Journal.class.getDeclaredField("log");
            field.setAccessible(true);
            return (JournalLog) field.get(store);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void anotherKeyBuildsAnew(Path files, JournalLog log) throws Exception {
        var index = Index.start(files, log, key(2));
        try {
            assertThat(index.catchUp(20_000)).isTrue();
            finds(index);
        } finally {
            index.close();
        }
    }

    private static void finds(Search index) throws IOException {
        var all = MessageQuery.newest(9);
        var queries =
                List.of(
                        all.withControl(Optional.of(CANARY + "c")),
                        all.withPatient(Optional.of(CANARY + "p")),
                        all.withIndex("ward", CANARY + "w"),
                        all.inState(Optional.of(MessageState.HELD)));
        for (var query : queries) {
            var rows = index.find(query).rows();
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).patient()).isEqualTo(CANARY + "p");
            assertThat(rows.get(0).reason()).isEqualTo(CANARY + "r");
        }
        assertThat(index.find(all.withPatient(Optional.of("nobody"))).rows()).isEmpty();
    }

    private static void hasNo(Path files) throws IOException {
        assertThat(text(files)).isNotEmpty().noneMatch(t -> t.contains("CANARY"));
    }

    private static void hasCanary(Path files) throws IOException {
        assertThat(text(files)).anyMatch(t -> t.contains("CANARY"));
    }

    private static List<String> text(Path files) throws IOException {
        try (var all = Files.list(files)) {
            return all.filter(f -> f.toString().contains(".db")).map(GuardTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
