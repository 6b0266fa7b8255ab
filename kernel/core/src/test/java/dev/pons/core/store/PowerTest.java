package dev.pons.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.store.keys.Vault;
import dev.pons.spi.Payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The power fails in the middle of everything, again and again, and the page cache is lost: nothing
 * that was acknowledged is lost, in the journal or in what was compacted out of it, unless
 * retention was asked to take it; nothing torn is read as a message. A seed that fails is run again
 * with {@code -Dpons.power.seed=N}; a long run has {@code -Dpons.power.runs=N} (10 cuts each).
 */
class PowerTest {

    private static final int RUNS = Integer.getInteger("pons.power.runs", 40);
    private static final int CUTS = 10;
    private static final Settings SIZES =
            new Settings(8 << 10, 1 << 20, 0, 500, 400, Settings.Reserve.NONE);

    @TempDir Path folder;

    @Test
    void section2_1_nothingAcknowledgedIsLostWithThePageCache() throws Exception {
        var given = Long.getLong("pons.power.seed");
        var first = given == null ? 1 : given;
        var last = given == null ? RUNS : given;
        var told = new int[5];
        for (var seed = first; seed <= last; seed++) {
            try {
                new Life(new Random(seed), told, false).run();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "run again with -Dtest=PowerTest -Dpons.power.seed=" + seed, e);
            }
        }
        System.out.printf(
                "power: %d cuts, %d messages acknowledged and found again, %d large, %d in the"
                        + " archive, %d gone by retention%n",
                told[0], told[1], told[2], told[3], told[4]);
        assertThat(told[1]).as("acknowledged at all").isGreaterThan(told[0]);
        assertThat(told[2]).as("large ones too").isPositive();
        assertThat(told[3]).as("compacted ones too").isPositive();
        assertThat(told[4]).as("and some that retention took").isPositive();
    }

    /** So that the rounds above can fail at all. */
    @Test
    void aDiskThatSaysItHasSyncedAndHasNotIsFoundOut() {
        assertThatThrownBy(
                        () -> {
                            for (var seed = 1; seed < 20; seed++) {
                                new Life(new Random(seed), new int[5], true).run();
                            }
                        })
                .isNotInstanceOf(PowerDisk.PowerLost.class);
    }

    /** One data folder through many cuts. */
    private final class Life {

        private final Random random;
        private final int[] told;
        private final boolean lies;

        /** What must be read for ever, by id. */
        private final Map<Long, String> kept = new HashMap<>();

        /** Those that retention was asked to take. */
        private final Set<Long> due = new HashSet<>();

        /** All that was ever given to the disk. */
        private final Set<String> given = new HashSet<>();

        private long checkpoint;
        private long begun;
        private Path now = folder.resolve("0");

        /** On for every third. */
        private final Vault vault;

        Life(Random random, int[] told, boolean lies) throws IOException {
            this.lies = lies;
            this.random = random;
            this.told = told;
            this.vault = random.nextInt(3) == 0 ? Samples.vault(folder) : Vault.OFF;
            for (var name : List.of("journal", "large/new", "large/spool")) {
                Files.createDirectories(now.resolve(name));
            }
        }

        void run() throws Exception {
            for (var cut = 1; cut <= CUTS; cut++) {
                var disk = new PowerDisk(now, random, random.nextInt(cut == 1 ? 80 : 120), lies);
                var segments = new Segments(now.resolve("journal"), vault);
                try {
                    live(disk, segments);
                } catch (PowerDisk.PowerLost e) {
                    told[0]++;
                } finally {
                    segments.close();
                }
                var next = folder.resolve(Integer.toString(cut));
                disk.leave(next);
                clear(now);
                now = next;
            }
            var segments = new Segments(now.resolve("journal"), vault);
            open(Disk.REAL, segments);
            segments.close();
            clear(now);
        }

        /** Until the power fails. */
        private void live(Disk disk, Segments segments) throws Exception {
            var opened = open(disk, segments);
            while (true) {
                switch (random.nextInt(10)) {
                    case 0 -> opened.sides().settleAll();
                    case 1 -> checkpoint(disk, segments.last());
                    case 2 -> compact(opened);
                    case 3 -> prune(opened);
                    default -> append(opened);
                }
            }
        }

        private record Opened(
                SegmentWriter writer, SideFiles sides, Segments segments, Archive archive) {}

        /** The oldest closed segments. */
        private void compact(Opened opened) throws Exception {
            var closed = opened.segments().closed();
            if (!closed.isEmpty()) {
                var group = closed.subList(0, Math.min(closed.size(), 1 + random.nextInt(3)));
                new Compactor(opened.segments(), opened.archive(), new Rules(), () -> {})
                        .compact(List.copyOf(group), Samples.NOON);
            }
        }

        /** Seldom, and then all that is compacted. */
        private void prune(Opened opened) throws Exception {
            var runs = opened.archive().runs();
            if (runs.isEmpty() || random.nextInt(4) > 0) {
                return;
            }
            var last = runs.stream().mapToLong(Run::lastId).max().orElseThrow();
            kept.keySet().stream().filter(id -> id <= last).forEach(due::add);
            var rules = new Rules();
            rules.set("adt", new Retention(1, 1, 1, Retention.EVER));
            new Pruner(opened.archive(), rules)
                    .round(Samples.NOON + 1000, new long[0], Long.MAX_VALUE, () -> {});
        }

        private Opened open(Disk disk, Segments segments) throws Exception {
            var archive = new Archive(now, disk, vault);
            archive.load();
            var recovery = new Recovery(segments, archive);
            recovery.run();
            var epoch = recovery.nextEpoch();
            var bytes = SIZES.segmentBytes();
            var writer = new SegmentWriter(segments, disk, Clock.systemUTC(), bytes, epoch);
            recovery.deleteEmpty();
            var log =
                    new JournalLog(segments, archive, new Recent(0), new Durable(segments.last()));
            var sides =
                    new SideFiles(new SideFolder(now.resolve("large"), vault), disk, SIZES, epoch);
            sides.sweep(log);
            look(log);
            return new Opened(writer, sides, segments, archive);
        }

        /** All that must be there is, and nothing else than what was given. */
        private void look(JournalLog log) throws Exception {
            var found = new HashMap<Long, String>();
            var large = new HashSet<String>();
            try (var reader = log.follow(0).withContent()) {
                while (reader.next(0)) {
                    var body = ((Entry.Received) reader.entry()).body();
                    body.side().ifPresent(side -> large.add(side.name()));
                    found.put(reader.id(), new String(body.toBytes(), StandardCharsets.UTF_8));
                }
            }
            for (var run : log.archive().runs()) {
                found.keySet().forEach(id -> told[3] += id <= run.lastId() ? 1 : 0);
            }
            var gone = kept.keySet().stream().filter(id -> !found.containsKey(id)).toList();
            assertThat(due).containsAll(gone);
            told[4] += gone.size();
            kept.keySet().removeAll(gone);
            assertThat(given).containsAll(found.values());
            assertThat(found).containsAllEntriesOf(kept);
            kept.putAll(found);
            told[1] += found.size();
            told[2] += large.size();
            try (var files = Files.list(now.resolve("large"))) {
                var names = files.filter(Files::isRegularFile).map(f -> f.getFileName().toString());
                assertThat(names.toList()).isSubsetOf(large);
            }
            assertThat(PowerDisk.files(now.resolve("large/new"))).isEmpty();
            lookAtCheckpoint();
        }

        private void lookAtCheckpoint() throws IOException {
            var found = CheckpointFile.read(now);
            if (checkpoint > 0) {
                assertThat(found).isPresent();
            }
            if (found.isPresent()) {
                try (var state = found.get()) {
                    assertThat(state.upTo()).isBetween(checkpoint, begun);
                    assertThat(state.state().readAllBytes()).hasSize(2000);
                    checkpoint = state.upTo();
                }
            }
        }

        private void checkpoint(Disk disk, long upTo) throws IOException {
            begun = Math.max(begun, upTo);
            CheckpointFile.write(now, upTo, to -> to.write(new byte[2000]), disk);
            checkpoint = upTo;
        }

        private void append(Opened opened) throws IOException {
            var group = new ArrayList<Batch>();
            var texts = new ArrayList<List<String>>();
            for (var i = random.nextInt(4); i >= 0; i--) {
                var entries = new ArrayList<Entry>();
                var bodies = new ArrayList<String>();
                for (var j = random.nextInt(3); j >= 0; j--) {
                    var body = Long.toString(random.nextLong(), 36).repeat(1 + random.nextInt(60));
                    given.add(body);
                    bodies.add(body);
                    entries.add(received(opened.sides(), body));
                }
                group.add(batch(opened.sides().own(entries)));
                texts.add(bodies);
            }
            opened.writer().write(group);
            for (var i = 0; i < group.size(); i++) {
                var id = group.get(i).placed();
                opened.sides().written(Contents.sides(group.get(i).entries()), true);
                for (var body : texts.get(i)) {
                    kept.put(id++, body);
                }
            }
        }

        private Entry received(SideFiles sides, String body) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                return Samples.received(sides.keep(Payload.of(bytes)));
            }
            try (var spooled = sides.spool()) {
                spooled.write(bytes, 0, bytes.length / 2);
                spooled.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                return Samples.received(sides.keep(spooled.payload()));
            }
        }
    }

    private static Batch batch(List<Entry> entries) {
        var expected = entries.stream().mapToInt(EntryEncoder::expected).sum();
        var frames = EntryEncoder.frames(entries, expected);
        return new Batch(entries, frames, 0, new WaitingBytes(1), () -> true);
    }

    private static void clear(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
