package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.SMALL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.store.keys.KeyBlock;
import dev.pons.spi.Payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class EncryptionTest {

    private static final String ONE = Samples.MASTER;
    private static final String TWO = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @TempDir Path folder;

    private Journal open(Map<String, String> keys) throws IOException {
        return open(keys, SMALL, Disk.REAL);
    }

    private Journal open(Map<String, String> keys, Settings settings, Disk disk)
            throws IOException {
        return Journal.open(
                folder,
                settings,
                Clock.systemUTC(),
                (why, cause) -> {},
                disk,
                data -> Samples.vault(data, keys));
    }

    private static Map<String, String> key(String key) {
        return Map.of("PONS_MASTER_KEY", key);
    }

    private void noCanary() throws IOException {
        for (var file : LivingFolder.files(folder)) {
            assertThat(new String(LivingFolder.bytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain("CANARY");
        }
    }

    private static void fill(Journal store) throws Exception {
        Filled.messages(store, 60, NOON, "adt", "orm");
        var large = new byte[2 << 20];
        Arrays.fill(large, "CANARY".getBytes(StandardCharsets.UTF_8)[0]);
        System.arraycopy("CANARYCANARY".getBytes(StandardCharsets.UTF_8), 0, large, 1 << 20, 12);
        var content = store.content(Payload.of(large));
        assertThat(content.isLarge()).isTrue();
        Samples.keep(
                store,
                new Entry.Received(
                        "adt",
                        7,
                        NOON,
                        Origin.SOURCE,
                        Entry.Once.NONE,
                        Map.of(),
                        Map.of("id", "CANARY-id", "patient", "CANARY-patient"),
                        content));
        store.checkpoint(1L << 24, to -> to.write("CANARY".getBytes(StandardCharsets.UTF_8)));
        assertThat(store.search().catchUp(20_000)).isTrue();
    }

    private static String checkpoint(Store store) throws IOException {
        try (var kept = store.checkpoint().orElseThrow()) {
            return new String(kept.state().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void section2_5_nothingOfAMessageCanBeReadInTheFiles() throws Exception {
        Map<Long, String> before;
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            fill(store);
            before = Filled.all(store);
            noCanary();
            store.keeping().tidy().get(60, TimeUnit.SECONDS);
            noCanary();
            assertThat(Filled.all(store)).isEqualTo(before);
        }
        noCanary();
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            assertThat(Filled.all(store)).isEqualTo(before);
            assertThat(checkpoint(store)).isEqualTo("CANARY");
            var last = before.keySet().stream().reduce((a, b) -> b).orElseThrow();
            try (var in = ((Entry.Received) store.read(last)).body().open()) {
                assertThat(in.readAllBytes()).hasSize(2 << 20);
            }
        }
    }

    @Test
    void aWrongOrMissingKeyIsRefusedAndAMixedFolderIsRead() throws Exception {
        Map<Long, String> before;
        try (var store = open(Map.of())) {
            Filled.messages(store, 60, NOON, "adt");
            before = Filled.all(store);
        }
        try (var store = open(key(ONE))) {
            assertThat(Filled.all(store)).isEqualTo(before);
            Filled.messages(store, 60, NOON, "adt");
            before = Filled.all(store);
        }
        try (var store = open(key(ONE))) {
            assertThat(Filled.all(store)).isEqualTo(before);
            store.keeping().tidy().get(60, TimeUnit.SECONDS);
            assertThat(Filled.all(store)).isEqualTo(before);
        }
        noCanary();
        assertThatThrownBy(() -> open(key(TWO))).hasMessageContaining("another master key");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("no master key is given");
    }

    @Test
    void section2_3_rotationWrapsKeysAnewAndRewritesNothing() throws Exception {
        try (var store = open(key(ONE))) {
            Filled.messages(store, 60, NOON, "adt");
            store.keeping().tidy().get(60, TimeUnit.SECONDS);
            Filled.messages(store, 60, NOON, "adt");
        }
        var bodies = bodies();
        assertThat(bodies).hasSizeGreaterThan(3);
        var both = Map.of("PONS_MASTER_KEY", TWO, "PONS_MASTER_KEY_OLD", ONE);
        Map<Long, String> before;
        try (var store = open(both)) {
            before = Filled.all(store);
        }
        var after = bodies();
        for (var body : bodies.entrySet()) {
            assertThat(after.get(body.getKey()))
                    .as(body.getKey().toString())
                    .isEqualTo(body.getValue());
        }
        try (var store = open(key(TWO))) {
            assertThat(Filled.all(store)).isEqualTo(before);
            assertThat(store.search().catchUp(20_000)).isTrue();
        }
        noCanary();
        assertThatThrownBy(() -> open(key(ONE))).hasMessageContaining("another master key");
    }

    @Test
    void aChangeOfTheKeyThatACrashEndedIsGoneOnWithAtTheNextStart() throws Exception {
        var both = Map.of("PONS_MASTER_KEY", TWO, "PONS_MASTER_KEY_OLD", ONE);
        Map<Long, String> before;
        try (var store = open(key(ONE))) {
            Filled.messages(store, 100, NOON, "adt");
            before = Filled.all(store);
        }
        var segments = Filled.files(folder, ".log");
        var half = Samples.vault(folder, both);
        for (var segment : segments.subList(0, segments.size() / 2)) {
            assertThat(half.rewrap(segment, Frames.HEADER)).isTrue();
        }
        assertThatThrownBy(() -> open(key(TWO))).hasMessageContaining("another master key");
        try (var store = open(both)) {
            assertThat(Filled.all(store)).isEqualTo(before);
        }
        try (var store = open(key(TWO))) {
            assertThat(Filled.all(store)).isEqualTo(before);
        }
        for (var segment : segments) {
            assertThat(half.rewrap(segment, Frames.HEADER)).isFalse();
        }
    }

    @Test
    void aFolderWhoseKeysWereTakenAwayIsRefused() throws Exception {
        try (var store = open(key(ONE))) {
            Samples.keep(store, Samples.received("1"));
        }
        Files.delete(folder.resolve("keys"));
        for (var given : List.of(key(ONE), Map.<String, String>of())) {
            assertThatThrownBy(() -> open(given)).hasMessageContaining("keys is missing");
        }
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    @Test
    void aChangedSideFileOrCheckpointIsNotRead() throws Exception {
        long last;
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            fill(store);
            last = Filled.all(store).keySet().stream().reduce((a, b) -> b).orElseThrow();
        }
        var large = Filled.files(folder, ".sealed").get(0);
        flip(large, (int) Files.size(large) / 2);
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            var body = ((Entry.Received) store.read(last)).body();
            assertThatThrownBy(
                            () -> {
                                try (var in = body.open()) {
                                    in.readAllBytes();
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(large.getFileName().toString())
                    .hasMessageContaining("was changed or cut off");
        }
        flip(folder.resolve("checkpoint"), 60);
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            assertThatThrownBy(() -> checkpoint(store)).hasMessageContaining("is damaged");
        }
    }

    private static void flip(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    /** What a peer sends decides nothing: here it begins as an encrypted file does. */
    @Test
    void aPlainLargeMessageThatLooksEncryptedIsReadAsItCame() throws Exception {
        var large = new byte[2 << 20];
        System.arraycopy("PONSSEAL".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 8);
        long id;
        try (var store = open(Map.of(), Settings.DEFAULTS, Disk.REAL)) {
            id = Samples.keep(store, Samples.received(store.content(Payload.of(large))));
            assertThat(read(store, id)).isEqualTo(large);
        }
        try (var store = open(key(ONE), Settings.DEFAULTS, Disk.REAL)) {
            assertThat(read(store, id)).isEqualTo(large);
            var copy = Samples.received(((Entry.Received) store.read(id)).body());
            assertThat(read(store, Samples.keep(store, copy))).isEqualTo(large);
        }
    }

    private static byte[] read(Store store, long id) throws IOException {
        try (var in = ((Entry.Received) store.read(id)).body().open()) {
            return in.readAllBytes();
        }
    }

    /** How often the place of each frame was written before. */
    private static List<Integer> turns(Path segment) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
        var turns = new ArrayList<Integer>();
        for (var at = SegmentForm.start(true); at < bytes.limit(); ) {
            turns.add(bytes.getInt(at + Frames.HEAD));
            at += Frames.HEAD + bytes.getInt(at);
        }
        return turns;
    }

    /** What stands behind the headers of closed files. */
    private Map<Path, byte[]> bodies() throws IOException {
        var bodies = new HashMap<Path, byte[]>();
        for (var ending : new String[] {".log", ".facts", ".content"}) {
            for (var file : Filled.files(folder, ending)) {
                var bytes = Files.readAllBytes(file);
                if (bytes.length > Frames.HEADER + KeyBlock.LENGTH) {
                    bodies.put(
                            file,
                            Arrays.copyOfRange(
                                    bytes, Frames.HEADER + KeyBlock.LENGTH, bytes.length));
                }
            }
        }
        return bodies;
    }

    @Test
    void aPlaceThatIsWrittenAgainAfterAFullDiskIsSealedAnew() throws Exception {
        var disk = new FaultyDisk();
        try (var store = open(key(ONE), SMALL, disk)) {
            Samples.keep(store, Samples.received("1"));
            disk.full = true;
            assertThatThrownBy(() -> Samples.keep(store, Samples.received("2")))
                    .isInstanceOf(IOException.class);
            disk.full = false;
            Samples.keep(store, Samples.received("3"));
            assertThat(Filled.all(store)).hasSize(2);
            assertThat(turns(Filled.files(folder, ".log").get(0))).containsExactly(0, 1);
        }
        try (var store = open(key(ONE))) {
            assertThat(Filled.all(store)).hasSize(2);
        }
    }
}
