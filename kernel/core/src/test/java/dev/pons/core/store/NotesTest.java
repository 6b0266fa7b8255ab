package dev.pons.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.store.Entry.Remembered;
import dev.pons.core.store.notes.NoteFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What channels remember, on disk. */
class NotesTest {

    private static final String CANARY = "CANARY-4711";

    @TempDir Path folder;

    private NoteFile open(Optional<byte[]> key) throws IOException {
        return NoteFile.open(folder, key);
    }

    private static Optional<byte[]> key(int fill) {
        var key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Optional.of(key);
    }

    private static Remembered one(String key, String value, long until) {
        return new Remembered("orders", key, Map.of("placer", value, "empty", ""), until);
    }

    @Test
    void whatIsPutIsFoundAgainAlsoAfterItWasClosed() throws IOException {
        try (var notes = open(Optional.empty())) {
            notes.put(List.of(one("1", "ä", 0), one("2", "b", 50), one("1", "c", 0)), 77);
            assertThat(notes.find("orders", "1").orElseThrow().values())
                    .isEqualTo(Map.of("placer", "c", "empty", ""));
        }
        try (var notes = open(Optional.empty())) {
            assertThat(notes.upTo()).isEqualTo(77);
            assertThat(notes.find("orders", "2").orElseThrow().until()).isEqualTo(50);
            assertThat(notes.find("results", "2")).isEmpty();
            notes.put(List.of(new Remembered("orders", "2", Map.of(), 0)), 78);
            assertThat(notes.find("orders", "2")).isEmpty();
            assertThat(notes.sizes()).isEqualTo(Map.of("orders", 1L));
        }
    }

    @Test
    void whatHasExpiredGoes() throws IOException {
        try (var notes = open(Optional.empty())) {
            notes.put(List.of(one("1", "a", 0), one("2", "b", 50), one("3", "c", 51)), 1);
            assertThat(notes.expire(50)).isEqualTo(1);
            assertThat(notes.find("orders", "2")).isEmpty();
            assertThat(notes.find("orders", "3")).isPresent();
        }
    }

    @Test
    void ofTwoNumbersOfASequenceTheLargerOneStays() throws IOException {
        try (var notes = open(Optional.empty())) {
            notes.put(List.of(Notes.last("n", "10"), Notes.last("n", "9")), 1);
            assertThat(notes.find(Notes.SEQUENCES, "n").orElseThrow().values())
                    .isEqualTo(Map.of(Notes.NUMBER, "10"));
        }
    }

    @Test
    void withAKeyNothingStandsInTheOpenAlsoOfWhatWasThereBefore() throws IOException {
        try (var notes = open(Optional.empty())) {
            notes.put(List.of(one(CANARY + "-key", CANARY, 0)), 5);
        }
        assertThat(bytes()).contains(CANARY);
        try (var notes = open(key(1))) {
            assertThat(notes.upTo()).isEqualTo(5);
            assertThat(notes.find("orders", CANARY + "-key").orElseThrow().values())
                    .containsEntry("placer", CANARY);
            notes.put(List.of(one(CANARY + "-2", CANARY, 0)), 6);
        }
        assertThat(bytes()).doesNotContain(CANARY);
        assertThatThrownBy(() -> open(key(2))).hasMessageContaining("another key");
        try (var notes = open(key(1))) {
            assertThat(notes.find("orders", CANARY + "-2")).isPresent();
        }
    }

    private String bytes() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void aFileThatIsDamagedSaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("notes.db"), "not a database, but long enough to be read");
        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("put the file back from a copy");
    }
}
