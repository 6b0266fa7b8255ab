package dev.pons.core.store;

import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Contents above the limit stand in files of their own, and come back byte for byte. */
@Timeout(60)
class SideFilesTest {

    private static final Settings SMALL =
            new Settings(16 << 10, 1 << 20, 0, 1000, 4000, Settings.Reserve.NONE);

    @TempDir Path folder;
    private final FaultyDisk disk = new FaultyDisk();
    private final byte[] large = bytes(100_000);

    @Test
    void aLargeContentStandsInAFileThatTheEntryNames() throws Exception {
        long id;
        try (var store = open(folder, SMALL)) {
            id = keep(store, received(store.content(Payload.of(large))));
            assertThat(body(store, id)).isEqualTo(large);
            assertThat(Files.size(folder.resolve("journal/000000000001.log"))).isLessThan(1000);
        }
        try (var store = open(folder, SMALL)) {
            assertThat(body(store, id)).isEqualTo(large);
            assertThat(files("large")).hasSize(1);
            assertThat(files("large/new")).isEmpty();
        }
    }

    @Test
    void aCopyOfAMessageSharesTheBytesUnderAnotherName() throws Exception {
        try (var store = open(folder, SMALL)) {
            var id = keep(store, received(store.content(Payload.of(large))));
            var first = ((Entry.Received) store.read(id)).body();
            var copy = keep(store, received(first));
            var second = ((Entry.Received) store.read(copy)).body();
            assertThat(second.side()).isNotEqualTo(first.side());
            store.forget(first);
            assertThat(body(store, copy)).isEqualTo(large);
            assertThatThrownBy(() -> body(store, id)).hasMessageContaining("is missing");
            store.forget(second);
            store.forget(second);
        }
        assertThat(files("large")).isEmpty();
    }

    @Test
    void whatWasSpooledIsTakenWithoutACopyAndNothingIsLeft() throws Exception {
        try (var store = open(folder, SMALL)) {
            long id;
            try (var spooled = store.spool()) {
                for (var at = 0; at < large.length; at += 700) {
                    spooled.write(large, at, Math.min(700, large.length - at));
                }
                id = keep(store, received(store.content(spooled.payload())));
                assertThat(spooled.payload().open().readAllBytes()).isEqualTo(large);
            }
            assertThat(body(store, id)).isEqualTo(large);
            assertThat(files("large/spool")).isEmpty();
        }
    }

    @Test
    void connectionsThatReadMuchTogetherGoToDiskAtTheBudget() throws Exception {
        try (var store =
                open(
                        folder,
                        new Settings(16 << 10, 1 << 20, 0, 1 << 20, 4000, Settings.Reserve.NONE))) {
            var first = store.spool();
            first.write(large, 0, 3000);
            var second = store.spool();
            second.write(large, 0, 3000);
            assertThat(files("large/spool")).as("the second is on disk").hasSize(1);
            assertThat(second.payload().open().readAllBytes()).hasSize(3000);
            first.close();
            second.close();
            assertThat(files("large/spool")).isEmpty();
            var third = store.spool();
            third.write(large, 0, 3000);
            assertThat(files("large/spool")).as("there is room again").isEmpty();
            third.close();
        }
    }

    @Test
    void section2_6_aFullDiskKeepsNothingOfALargeMessageAndItsHeaderIsStillThere()
            throws Exception {
        try (var store = open(folder, SMALL, disk)) {
            var spooled = store.spool();
            spooled.write(large, 0, 5000);
            disk.full = true;
            spooled.write(large, 5000, 50_000);
            assertThat(spooled.payload().size()).isEqualTo(55_000);
            assertThatThrownBy(() -> store.content(spooled.payload()))
                    .hasMessageContaining("make room on the disk");
            assertThat(spooled.payload().open().readNBytes(900)).hasSize(900);
            spooled.close();
            assertThatThrownBy(() -> store.content(Payload.of(large)))
                    .hasMessageContaining("MB free");
            disk.full = false;
            assertThat(files("large/spool")).isEmpty();
            assertThat(files("large/new")).isEmpty();
            var id = keep(store, received(store.content(Payload.of(large))));
            assertThat(body(store, id)).isEqualTo(large);
        }
    }

    @Test
    void aStartDeletesWhatACrashLeftWithoutAnEntryAndKeepsTheRest() throws Exception {
        var crashed = folder.resolve("crashed");
        long id;
        try (var store = open(folder, SMALL)) {
            keep(store, received("before"));
            id = keep(store, received(store.content(Payload.of(large))));
            store.content(Payload.of(large));
            copy(folder, crashed);
        }
        try (var store = open(crashed, SMALL)) {
            assertThat(list(crashed.resolve("large"))).hasSize(1);
            assertThat(list(crashed.resolve("large/new"))).isEmpty();
            assertThat(body(store, id)).isEqualTo(large);
        }
    }

    @Test
    void aDamagedFileIsNeverReadAsAMessage() throws Exception {
        try (var store = open(folder, SMALL)) {
            var id = keep(store, received(store.content(Payload.of(large))));
            var side = ((Entry.Received) store.read(id)).body().side().orElseThrow();
            var bytes = Files.readAllBytes(side.path());
            bytes[77_777] ^= 4;
            Files.write(side.path(), bytes);
            assertThatThrownBy(() -> body(store, id)).hasMessageContaining("is damaged");
            Files.write(side.path(), Arrays.copyOf(large, large.length - 1));
            assertThatThrownBy(() -> body(store, id)).hasMessageContaining("is damaged");
        }
    }

    @Test
    void anAppendThatFindsNoRoomForItsBytesIsTakenBackAtItsDeadline() throws Exception {
        try (var store = open(folder, new Settings(1 << 20, 1000, 0), disk)) {
            disk.held = new CountDownLatch(1);
            var first = store.append(List.of(received("1")));
            var room = store.append(List.of(received("2")));
            var third = store.append(List.of(received("3")), Duration.ofMillis(30));
            var fourth = store.append(List.of(received("4")), Duration.ofMillis(30));
            assertThat(fourth.await(Duration.ZERO)).as("1000 bytes wait").isFalse();
            disk.held.countDown();
            assertThat(first.await(Samples.LONG)).isTrue();
            assertThat(room.await(Samples.LONG)).isTrue();
            assertThat(third.await(Samples.LONG)).isTrue();
            keep(store, received("5"));
        }
        try (var store = open(folder);
                var reader = store.follow(0).withContent()) {
            for (var control : List.of("1", "2", "3", "5")) {
                assertThat(reader.next(0)).isTrue();
                assertThat(Samples.body(reader.entry())).contains(control);
            }
            assertThat(reader.next(0)).isFalse();
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws Exception {
        try (var store = open(folder, SMALL, disk)) {
            var id = keep(store, received("1"));
            store.checkpoint(id, to -> to.write(1));
            var next = keep(store, received("2"));
            disk.full = true;
            assertThatThrownBy(() -> store.checkpoint(next, to -> to.write(large)))
                    .isInstanceOf(IOException.class);
            try (var kept = store.checkpoint().orElseThrow()) {
                assertThat(kept.upTo()).isEqualTo(id);
            }
            disk.full = false;
            store.checkpoint(next, to -> to.write(large));
            try (var kept = store.checkpoint().orElseThrow()) {
                assertThat(kept.state().readAllBytes()).isEqualTo(large);
            }
        }
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] body(Store store, long id) throws IOException {
        return ((Entry.Received) store.read(id)).body().toBytes();
    }

    private List<Path> files(String name) throws IOException {
        return list(folder.resolve(name));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** All but the index, whose files come and go; it is built anew. */
    private static void copy(Path from, Path to) throws IOException {
        var index = from.resolve("index");
        try (var all = Files.walk(from)) {
            for (var path : all.filter(p -> !p.startsWith(to) && !p.startsWith(index)).toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!path.getFileName().toString().equals("lock")) {
                    Files.copy(path, target);
                }
            }
        }
    }
}
