package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Real messages, and real messages that were damaged at random. */
class CorpusTest {

    private static final Receipt REFUSED =
            Receipt.of(Receipt.Kind.REFUSED, Problem.of("malformed", "words"));

    private static List<Path> corpus() throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/hl7v2"))) {
            at = at.getParent();
        }
        assumeTrue(
                at != null, "skipped: there is no folder ../shared/corpus/hl7v2 beside a parent");
        try (var files = Files.list(at.resolve("../shared/corpus/hl7v2"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void everyPathReadAndSetBackLeavesEveryByteAlone() throws Exception {
        var counts = new TreeMap<String, Integer>();
        long places = 0;
        for (var file : corpus()) {
            long begun = cpu();
            var message = Message.of(Files.readAllBytes(file));
            counts.merge(fate(message), 1, Integer::sum);
            for (boolean lenient : new boolean[] {false, true}) {
                places += setBack(Given.format("8859/1", lenient, Mode.ORIGINAL), message);
            }
            var original = Given.format("UTF-8", false, Mode.ORIGINAL);
            var reply = original.reply(message, REFUSED).toBytes();
            assertThat(new String(reply, StandardCharsets.ISO_8859_1)).contains("AR");
            assertThat(cpu() - begun).as("CPU time for %s", file).isLessThan(1_000_000_000L);
        }
        var log = LoggerFactory.getLogger(CorpusTest.class);
        counts.forEach((fate, count) -> log.info("{} {}", count, fate));
        log.info("{} places read and set back", places);
        assertThat(counts.get("taken")).isGreaterThan(400);
    }

    @Test
    void everyFileIsRefusedWithAPlaceOrIsTheSameAfterAChangeAndBack() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            var bytes = Files.readAllBytes(file);
            try {
                Given.format().identify(Message.of(bytes));
            } catch (ProblemException refused) {
                var problem = refused.problems().get(0);
                assertThat(problem.offset().isPresent() || problem.path().isPresent())
                        .as("%s: %s", file, problem)
                        .isTrue();
                counts.merge("refused with place", 1, Integer::sum);
                continue;
            }
            counts.merge("read", 1, Integer::sum);
            var tree = (Hl7v2Tree) Given.format().read(Message.of(bytes));
            assertThat(tree.write().toBytes()).as("%s", file).isEqualTo(bytes);
            counts.merge("identical", 1, Integer::sum);
            if (changedAndBack(tree)) {
                assertThat(tree.write().toBytes()).as("%s", file).isEqualTo(bytes);
                counts.merge("changed and restored", 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(CorpusTest.class).info("hl7v2: {}", counts);
        assertThat(counts.get("read")).isGreaterThan(430).isEqualTo(counts.get("identical"));
        assertThat(counts.get("changed and restored")).isGreaterThan(410);
        assertThat(counts.get("refused with place")).isLessThan(95);
    }

    /** A field of the second message line with a value that can be read. */
    private static boolean changedAndBack(Hl7v2Tree tree) throws ProblemException {
        for (var segment : tree.children(tree.root())) {
            for (var field : tree.children(segment)) {
                var before = tree.encoded(field);
                boolean plain = !field.opaque() && before.exists() && !before.text().contains("\\");
                if (plain
                        && !tree.name(segment).equals("MSH")
                        && !tree.name(segment).matches("[BF]..")) {
                    tree.set(field, Value.of("ch|anged"));
                    assertThat(tree.value(field).text()).isEqualTo("ch|anged");
                    tree.set(field, before);
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void everyMessageIsCheckedByTheStandardOrHasNoStructure() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            long begun = cpu();
            try {
                var problems = Given.format().validate(Message.of(Files.readAllBytes(file)));
                assertThat(problems).allMatch(problem -> problem.path().isPresent());
                problems.stream()
                        .map(problem -> problem.code() + ": " + problem.words())
                        .map(words -> words.replaceAll("[0-9]+|group \\w+|in \\w+$", "n"))
                        .distinct()
                        .forEach(words -> counts.merge("  " + words, 1, Integer::sum));
                counts.merge(
                        problems.isEmpty() ? "as the standard asks" : "with problems",
                        1,
                        Integer::sum);
            } catch (ProblemException refused) {
                counts.merge("refused", 1, Integer::sum);
            }
            assertThat(cpu() - begun).as("CPU time for %s", file).isLessThan(1_000_000_000L);
        }
        var log = LoggerFactory.getLogger(CorpusTest.class);
        counts.forEach((fate, count) -> log.info("check: {} {}", count, fate));
        assertThat(counts.get("as the standard asks")).isGreaterThan(50);
    }

    /** Of this thread: a busy machine is no fault of the format. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String fate(Message message) throws IOException {
        try {
            Given.format().identify(message);
            return "taken";
        } catch (ProblemException refused) {
            var problem = refused.problems().get(0);
            return problem.code() + ": " + problem.words().replaceAll("[0-9]+", "n");
        }
    }

    private static long setBack(Format format, Message message)
            throws ProblemException, IOException {
        Hl7v2Tree tree;
        try {
            tree = (Hl7v2Tree) format.read(message);
        } catch (ProblemException none) {
            return 0;
        }
        long places = 0;
        var open = new ArrayDeque<>(List.of(tree.root()));
        while (!open.isEmpty()) {
            var place = open.pop();
            places++;
            try {
                open.addAll(tree.children(place));
                tree.set(place, tree.value(place));
                tree.set(place, tree.encoded(place));
            } catch (ProblemException undecodable) {
                assertThat(undecodable.problems().get(0).code()).isIn("value", "not-allowed");
            }
        }
        assertThat(tree.write().toBytes()).isEqualTo(message.body().toBytes());
        return places;
    }

    @Test
    void damagedMessagesNeverThrowAnythingButProblems() throws Exception {
        var seeds = new ArrayList<byte[]>();
        for (var file : corpus()) {
            if (Files.size(file) < 20_000) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        var random = new Random(20261122);
        var paths =
                List.of(
                        "PID-3[2].4",
                        "PID-5",
                        "OBR[2]/OBX/NTE-3",
                        "MSH-2",
                        "OBX(2=ED)-5.5",
                        "ZZZ-3");
        long until = System.nanoTime() + 3_000_000_000L;
        int runs = 0;
        while (System.nanoTime() < until) {
            var bytes = damaged(seeds.get(random.nextInt(seeds.size())), random);
            one(Message.of(bytes), paths.get(random.nextInt(paths.size())), random);
            runs++;
        }
        LoggerFactory.getLogger(CorpusTest.class).info("{} damaged messages", runs);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        var bytes =
                Arrays.copyOf(
                        seed,
                        random.nextInt(4) == 0 ? random.nextInt(seed.length + 1) : seed.length);
        var odd = "|^~\\&\r\n\"\0MSH\u000b#X[".getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(20); i > 0 && bytes.length > 0; i--) {
            int near = random.nextBoolean() ? Math.min(bytes.length, 120) : bytes.length;
            bytes[random.nextInt(near)] =
                    random.nextBoolean()
                            ? odd[random.nextInt(odd.length)]
                            : (byte) random.nextInt();
        }
        return bytes;
    }

    private static void one(Message message, String path, Random random)
            throws IOException, ProblemException {
        var format = Given.format("UTF-8", false, Mode.ORIGINAL);
        assertThat(format.reply(message, REFUSED).speaks()).isTrue();
        Given.format().reply(message, REFUSED);
        format.reply(message, Receipt.of(Receipt.Kind.STORED));
        try {
            format.judge(message, message);
            format.identify(message);
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
        try {
            var tree = (Hl7v2Tree) format.read(message);
            for (var place : tree.find(tree.root(), path)) {
                tree.set(place, tree.value(place));
            }
            assertThat(tree.write()).isSameAs(message.body());
            tree.set(tree.make(tree.root(), path), Value.of("a|b^c\r"));
            tree.copy(tree.root(), "PID-3", "PID-4");
            var found = tree.find(tree.root(), path);
            if (!found.isEmpty()) {
                tree.remove(found.get(random.nextInt(found.size())));
            }
            format.read(message.withBody(tree.write()));
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
