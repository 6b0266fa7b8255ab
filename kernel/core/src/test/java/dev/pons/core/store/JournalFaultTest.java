package dev.pons.core.store;

import static dev.pons.core.store.Samples.LONG;
import static dev.pons.core.store.Samples.body;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.store.keys.Vault;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the journal does when the disk does not. */
@Timeout(60)
class JournalFaultTest {

    @TempDir Path folder;
    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void section1_1_neverKeepsAMessageThatWasTakenBack() throws Exception {
        try (var store = open(folder, Settings.DEFAULTS, disk)) {
            disk.held = new CountDownLatch(1);
            var before = disk.syncs.get();
            var writing = store.append(List.of(received("writing")));
            Awaitility.await().until(() -> disk.syncs.get() > before);
            var waiting = store.append(List.of(received("waiting")));
            var told = new ArrayList<IOException>();
            waiting.whenDone((commit, failure) -> told.add(failure));
            assertThat(waiting.await(Duration.ofMillis(20))).isFalse();
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).hasMessageContaining("Taken back");
            disk.held.countDown();
            assertThat(writing.await(Duration.ZERO)).as("taken, so waited for").isTrue();
            keep(store, received("after"));
            assertThat(bodies(store)).hasSize(2).noneMatch(body -> body.contains("waiting"));
        }
    }

    @Test
    void section2_6_aFullDiskFailsItsGroupOnlyAndHealsByItself() throws Exception {
        try (var store = open(folder, Settings.DEFAULTS, disk)) {
            keep(store, received("1"));
            disk.full = true;
            assertThatThrownBy(() -> keep(store, received("2")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("MB free")
                    .hasMessageContaining("No space left");
            disk.full = false;
            var id = keep(store, received("3"));
            assertThat(Ids.text(id)).isEqualTo("1-1");
        }
        try (var store = open(folder)) {
            assertThat(bodies(store)).containsExactly("MSH|1|body", "MSH|3|body");
        }
    }

    @Test
    void aDiskThatIsFullAtTheEndOfASegmentHealsToo() throws Exception {
        var kept = 0;
        try (var store = open(folder, Samples.SMALL, disk)) {
            for (var i = 0; i < 600; i++) {
                disk.full = i % 3 == 0;
                try {
                    keep(store, received("" + i));
                    kept++;
                } catch (IOException e) {
                    assertThat(disk.full).isTrue();
                }
            }
            disk.full = false;
            assertThat(bodies(store)).hasSize(kept);
        }
        assertThat(kept).isEqualTo(400);
        try (var store = open(folder)) {
            assertThat(bodies(store)).hasSize(400);
        }
    }

    @Test
    void section2_6_afterAFailedFsyncNothingIsAcknowledgedOrSyncedAgain() throws Exception {
        var stops = new ArrayList<String>();
        Store.Fatal fatal = (why, cause) -> stops.add(why);
        try (var store = Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), fatal, disk)) {
            keep(store, received("1"));
            disk.syncFails = true;
            assertThatThrownBy(() -> keep(store, received("2")))
                    .hasMessageContaining("nothing more is accepted");
            disk.syncFails = false;
            var syncs = disk.syncs.get();
            for (var i = 0; i < 10; i++) {
                assertThatThrownBy(() -> keep(store, received("3")))
                        .hasMessageContaining("nothing more is accepted");
            }
            assertThat(disk.syncs.get()).isEqualTo(syncs);
            assertThat(stops).hasSize(1);
        }
        try (var store = open(folder)) {
            assertThat(bodies(store)).contains("MSH|1|body").doesNotContain("MSH|3|body");
        }
    }

    /** All that is left of the segment is whole, and yet something is missing. */
    @Test
    void aSegmentWithoutAnEntryThatItsEndCountsIsDamaged() throws Exception {
        try (var store = open(folder, Samples.SMALL)) {
            for (var i = 0; i < 300; i++) {
                keep(store, received("" + i));
            }
        }
        var segment = Filled.files(folder, ".log").get(0);
        var bytes = Files.readAllBytes(segment);
        var length = Frames.HEAD + ByteBuffer.wrap(bytes).getInt(Frames.HEADER);
        var without = new ByteArrayOutputStream();
        without.write(bytes, 0, Frames.HEADER);
        without.write(bytes, Frames.HEADER + length, bytes.length - Frames.HEADER - length);
        Files.write(segment, without.toByteArray());
        try (var store = open(folder, Samples.SMALL)) {
            assertThatThrownBy(() -> bodies(store))
                    .hasMessageContaining(segment.toString())
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void aWriteThatCannotBeTakenBackIsFatal() throws Exception {
        var stops = new ArrayList<String>();
        Store.Fatal fatal = (why, cause) -> stops.add(why);
        try (var store = Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), fatal, disk)) {
            disk.full = true;
            disk.truncateFails = true;
            assertThatThrownBy(() -> store.append(List.of(received("1"))).await(LONG))
                    .hasMessageContaining("could not be cut back");
            assertThat(stops).hasSize(1);
        }
    }

    @Test
    void aTailThatIsTornAnywhereIsNeverReadAsAnEntry() throws Exception {
        var crashed = crashedSegment();
        var bytes = Files.readAllBytes(crashed);
        var frame = (bytes.length - Frames.HEADER) / 3;
        for (var length = bytes.length; length >= bytes.length - frame - 3; length--) {
            var whole = (length - Frames.HEADER) / frame;
            assertThat(recovered(bytes, length)).as("%s bytes", length).hasSize(whole);
        }
    }

    @Test
    void aTailThatIsFlippedAnywhereIsNeverReadAsAnEntry() throws Exception {
        var crashed = crashedSegment();
        var bytes = Files.readAllBytes(crashed);
        var frame = (bytes.length - Frames.HEADER) / 3;
        for (var at = bytes.length - frame; at < bytes.length; at++) {
            bytes[at] ^= 0x10;
            assertThat(recovered(bytes, bytes.length)).as("byte %s", at).hasSize(2);
            bytes[at] ^= 0x10;
        }
    }

    @Test
    void aFrameOfAnotherEpochNeverFits() throws Exception {
        var crashed = crashedSegment();
        var bytes = Files.readAllBytes(crashed);
        var other = folder.resolve("other");
        try (var store = open(other)) {
            assertThat(store.bytes()).isPositive();
        }
        try (var store = open(other)) {
            keep(store, received("1"));
        }
        var segment = other.resolve("journal/000000000002.log");
        var foreign = Files.readAllBytes(segment);
        System.arraycopy(
                bytes, Frames.HEADER, foreign, Frames.HEADER, foreign.length - Frames.HEADER);
        Files.write(segment, foreign);
        try (var store = open(other)) {
            assertThat(bodies(store)).isEmpty();
        }
    }

    @Test
    void damageInAClosedSegmentNamesFileOffsetAndRemedy() throws Exception {
        try (var store = open(folder, Samples.SMALL)) {
            for (var i = 0; i < 500; i++) {
                keep(store, received("" + i));
            }
        }
        var closed = folder.resolve("journal/000000000002.log");
        var bytes = Files.readAllBytes(closed);
        bytes[3000] ^= 1;
        Files.write(closed, bytes);
        try (var store = open(folder, Samples.SMALL)) {
            assertThat(body(store.read(Ids.of(1, 0)))).isEqualTo("MSH|0|body");
            assertThatThrownBy(() -> bodies(store))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("000000000002.log is damaged at byte")
                    .hasMessageContaining("from a copy");
            assertThatThrownBy(() -> store.read(Ids.of(2, 5)))
                    .hasMessageContaining("000000000002.log is damaged at byte");
        }
    }

    /** Three entries of one size, and no END: the engine was killed. */
    private Path crashedSegment() throws Exception {
        var live = folder.resolve("live");
        try (var store = open(live)) {
            for (var i = 0; i < 3; i++) {
                keep(store, received("" + i));
            }
            return Files.copy(
                    live.resolve("journal/000000000001.log"), folder.resolve("crashed.log"));
        }
    }

    /** What a start finds in a segment with these bytes; a second start finds the same. */
    private List<String> recovered(byte[] bytes, int length) throws Exception {
        var journal = Files.createDirectories(folder.resolve("copy"));
        var file = journal.resolve("000000000001.log");
        Files.write(file, Arrays.copyOf(bytes, length));
        var first = recovered(journal);
        assertThat(recovered(journal)).isEqualTo(first);
        return first;
    }

    private static List<String> recovered(Path journal) throws Exception {
        try (var segments = new Segments(journal, Vault.OFF)) {
            var archive = new Archive(journal, Disk.REAL, Vault.OFF);
            new Recovery(segments, archive).run();
            var log =
                    new JournalLog(segments, archive, new Recent(0), new Durable(segments.last()));
            try (var reader = log.follow(0)) {
                return bodies(reader);
            }
        }
    }

    private static List<String> bodies(Store store) throws Exception {
        try (var reader = store.follow(0)) {
            return bodies(reader);
        }
    }

    private static List<String> bodies(Store.Reader reader) throws Exception {
        var all = new ArrayList<String>();
        reader.withContent();
        while (reader.next(0)) {
            all.add(body(reader.entry()));
        }
        return all;
    }
}
