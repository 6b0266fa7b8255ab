package dev.pons.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.keys.Vault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Whatever bytes stand in the segments: the reader gives only entries that were written, comes to
 * an end, and says what is wrong in our words. A seed that fails is run again with {@code
 * -Dpons.fuzz.seed=N}; a long run has {@code -Dpons.fuzz.runs=N}.
 */
class JournalFuzzTest {

    private static final int RUNS = Integer.getInteger("pons.fuzz.runs", 500);

    @TempDir Path folder;
    private final Set<String> written = new HashSet<>();
    private final List<byte[]> segments = new ArrayList<>();

    private Vault vault = Vault.OFF;

    private void segments(Vault.Keys keys) throws Exception {
        var made = folder.resolve("made");
        var small = new Settings(4096, 1 << 20, 0);
        try (var store = Journal.open(made, small, Clock.systemUTC(), (why, cause) -> {}, keys)) {
            for (var i = 0; i < 300; i++) {
                keep(store, Samples.received("control-" + i));
                if (i % 5 == 0) {
                    keep(store, Samples.routed(i, Entry.End.ROUTED));
                    keep(store, Samples.result(i, "lab", DeliveryState.HELD, 2));
                }
            }
        }
        vault = keys.of(made);
        for (var file : new Segments(made.resolve("journal"), vault).files().values()) {
            segments.add(Files.readAllBytes(file));
        }
        assertThat(segments.size()).isGreaterThan(5);
    }

    private void keep(Store store, Entry entry) throws Exception {
        var id = Samples.keep(store, entry);
        written.add(text(store.read(id)));
    }

    @Test
    @Timeout(600)
    void whatWasNotWrittenIsNeverRead() throws Exception {
        segments(Vault::off);
        run(false);
    }

    @Test
    @Timeout(600)
    void aPayloadOfAnyBytesIsAnEntryOrAnIOException() throws Exception {
        segments(Vault::off);
        run(true);
    }

    @Test
    @Timeout(600)
    void whatWasNotSealedIsNeverReadThoughItsChecksumFits() throws Exception {
        segments(Samples::vault);
        run(false);
        run(true);
    }

    private void run(boolean sumsFit) throws Exception {
        var given = Long.getLong("pons.fuzz.seed");
        var first = given == null ? 1 : given;
        var last = given == null ? RUNS : given;
        var read = 0L;
        for (var seed = first; seed <= last; seed++) {
            try {
                read += round(new Random(seed), sumsFit);
            } catch (Exception | AssertionError | OutOfMemoryError | StackOverflowError e) {
                throw new AssertionError(
                        "run again with -Dtest=JournalFuzzTest -Dpons.fuzz.seed=" + seed, e);
            }
        }
        assertThat(read).as("entries around the damage are read").isPositive();
    }

    private long round(Random random, boolean sumsFit) throws Exception {
        var journal = Files.createDirectories(folder.resolve("round"));
        var count = 2 + random.nextInt(segments.size() - 1);
        var hit = random.nextInt(count);
        for (var i = 0; i < count; i++) {
            var bytes = segments.get(i);
            if (i == hit) {
                bytes = sumsFit ? payload(bytes, i + 1, random) : mutated(bytes, random);
            }
            Files.write(journal.resolve(String.format("%012d.log", i + 1)), bytes);
        }
        var read = 0L;
        try (var all = new Segments(journal, vault)) {
            read = read(all, sumsFit);
        }
        for (var file : PowerDisk.files(journal)) {
            Files.delete(file);
        }
        return read;
    }

    private long read(Segments all, boolean sumsFit) throws Exception {
        var read = 0L;
        try {
            var archive = new Archive(all.folder(), Disk.REAL, vault);
            new Recovery(all, archive).run();
            var log = new JournalLog(all, archive, new Recent(0), new Durable(all.last()));
            try (var reader = log.follow(0).withContent()) {
                while (reader.next(0)) {
                    read++;
                    assertThat(mayDiffer(sumsFit) || written.contains(text(reader.entry())))
                            .isTrue();
                }
            }
        } catch (IOException e) {
            assertThat(e.getMessage())
                    .containsAnyOf(
                            "is damaged at byte",
                            "The key in the header of",
                            "another master key",
                            "written by a newer version",
                            "was written by another version",
                            "There is no entry");
        }
        return read + single(all, sumsFit);
    }

    private long single(Segments all, boolean sumsFit) {
        var read = 0L;
        for (var epoch = 1; epoch <= segments.size(); epoch++) {
            for (var sequence = 0; sequence < 12; sequence += 3) {
                try {
                    var id = Ids.of(epoch, sequence);
                    var entry = all.of(id).read(Ids.sequence(id));
                    assertThat(mayDiffer(sumsFit) || written.contains(text(entry))).isTrue();
                    read++;
                } catch (IOException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        return read;
    }

    /** A checksum is no seal. */
    private boolean mayDiffer(boolean sumsFit) {
        return sumsFit && !vault.isOn();
    }

    private byte[] mutated(byte[] bytes, Random random) throws IOException {
        var now = bytes;
        for (var i = random.nextInt(3); i >= 0; i--) {
            now = once(now, random);
        }
        return now;
    }

    private byte[] once(byte[] bytes, Random random) throws IOException {
        if (bytes.length == 0) {
            return bytes;
        }
        var from = random.nextInt(bytes.length);
        var to = from + random.nextInt(Math.min(600, bytes.length - from) + 1);
        var out = new ByteArrayOutputStream();
        switch (random.nextInt(6)) {
            case 0 -> {
                var flipped = bytes.clone();
                flipped[from] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> out.write(bytes, 0, from);
            case 2 -> {
                out.write(bytes, 0, to);
                out.write(bytes, from, bytes.length - from);
            }
            case 3 -> {
                var noise = new byte[1 + random.nextInt(300)];
                random.nextBytes(noise);
                out.write(bytes, 0, from);
                out.write(noise);
                out.write(bytes, from, bytes.length - from);
            }
            case 4 -> {
                out.write(bytes, 0, from);
                out.write(bytes, to, bytes.length - to);
            }
            default -> foreign(bytes, random, out);
        }
        return out.toByteArray();
    }

    /** A whole frame of another segment in place of one of this. */
    private void foreign(byte[] bytes, Random random, ByteArrayOutputStream out) {
        var other = segments.get(random.nextInt(segments.size()));
        var mine = frame(bytes, random);
        var theirs = frame(other, random);
        out.write(bytes, 0, mine[0]);
        out.write(other, theirs[0], theirs[1] - theirs[0]);
        out.write(bytes, mine[1], bytes.length - mine[1]);
    }

    /** Where a frame begins and ends; in a segment that is cut short, where it would. */
    private int[] frame(byte[] bytes, Random random) {
        var at = Math.min(SegmentForm.start(vault.isOn()), bytes.length);
        var skip = random.nextInt(8);
        var end = at;
        while (skip-- >= 0 && end + Frames.HEAD < bytes.length) {
            at = end;
            var length = ByteBuffer.wrap(bytes).getInt(at);
            if (length <= 0 || length > bytes.length - at - Frames.HEAD) {
                break;
            }
            end = at + Frames.HEAD + length;
        }
        return new int[] {at, Math.max(at, end)};
    }

    /** Other bytes in a frame, whose checksum is made to fit. */
    private byte[] payload(byte[] bytes, long epoch, Random random) {
        var all = bytes.clone();
        var frame = frame(all, random);
        var length = frame[1] - frame[0] - Frames.HEAD;
        if (length <= 0) {
            return all;
        }
        var start = frame[0] + Frames.HEAD;
        for (var i = random.nextInt(6); i >= 0; i--) {
            all[start + random.nextInt(length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            var noise = new byte[length];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, all, start + 1, length - 1);
        }
        ByteBuffer.wrap(all)
                .putInt(frame[0] + 4, Frames.crc(all, start, length) ^ Frames.mask(epoch));
        return all;
    }

    /** All of an entry, content too. */
    private static String text(Entry entry) {
        var frames = EntryEncoder.frames(List.of(entry), 256);
        return Arrays.toString(Arrays.copyOf(frames.array(), frames.size()));
    }
}
