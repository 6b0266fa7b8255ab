package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Messages that were damaged at random: nothing but the declared exception comes out, in our words,
 * and what is not set stays as it was. {@code -Dproof.runs=1000000} makes a long run, {@code
 * -Dproof.seed=S} repeats one that failed. Damages the corpus too where it is beside a parent.
 */
@Timeout(3600)
class FuzzTest {

    private static final String CANARY = "CANARY7Q";
    private static final List<String> PIECES =
            List.of(
                    "\r",
                    "\n",
                    "\r\n",
                    "|",
                    "^",
                    "~",
                    "\\",
                    "&",
                    "MSH|",
                    "MSH|^~\\&|",
                    "MSA|AA|",
                    "\\T\\",
                    "\\X0D\\",
                    "\\E",
                    "\"\"",
                    "PID|",
                    "OBX|",
                    "\0",
                    "\u001c",
                    "\u000b",
                    "\u00e9",
                    "\u00ff",
                    CANARY,
                    "|||||",
                    "BHS|^~\\&|\r",
                    "UNICODE UTF-8");
    private static final List<String> PATHS =
            List.of(
                    "MSH-9.1",
                    "MSH-10",
                    "PID-3[2].1",
                    "PID-5.1.2",
                    "PID-3(5=MR).1",
                    "OBX[*]-5",
                    "OBR[2]/OBX[1]/NTE-3",
                    "PID/NTE-3",
                    "OBX(3.1=PDF)-5",
                    "PV1-44",
                    "ZZZ-1",
                    "PID");

    private static List<byte[]> seeds() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (var own : List.of(Given.ADT, Given.ORU)) {
            seeds.add(own.replace("MILLER", CANARY).getBytes(StandardCharsets.UTF_8));
        }
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/hl7v2"))) {
            at = at.getParent();
        }
        if (at == null) {
            System.out.println("fuzz: no corpus beside a parent; the project's own messages only");
            return seeds;
        }
        try (var files = Files.list(at.resolve("../shared/corpus/hl7v2"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                seeds.add(Arrays.copyOf(bytes, Math.min(bytes.length, 4096)));
            }
        }
        return seeds;
    }

    /** A few cuts, doublings, flips and insertions. */
    private static byte[] damaged(byte[] seed, Random random) {
        var bytes = seed;
        int many = 1 + random.nextInt(6);
        for (int i = 0; i < many; i++) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(20));
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            switch (random.nextInt(4)) {
                case 0 -> out.write(bytes, to, bytes.length - to);
                case 1 -> {
                    out.write(bytes, from, to - from);
                    out.write(bytes, from, bytes.length - from);
                }
                case 2 -> {
                    out.write(random.nextInt(256));
                    out.write(bytes, to, bytes.length - to);
                }
                default -> {
                    out.writeBytes(
                            PIECES.get(random.nextInt(PIECES.size()))
                                    .getBytes(StandardCharsets.ISO_8859_1));
                    out.write(bytes, from, bytes.length - from);
                }
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }

    @Test
    void damagedMessagesGiveWordsAndNothingElse() throws IOException {
        var seeds = seeds();
        long first = Long.getLong("proof.seed", 1);
        long runs = Long.getLong("proof.runs", 6_000);
        int read = 0;
        for (long seed = first; seed < first + runs; seed++) {
            var random = new Random(seed);
            var bytes = damaged(seeds.get(random.nextInt(seeds.size())), random);
            try {
                read += once(bytes, random) ? 1 : 0;
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("-Dproof.seed=" + seed, e);
            }
        }
        assertThat(read).as("messages that could still be read").isGreaterThan((int) (runs / 10));
    }

    /** False: it is no message any more. */
    private static boolean once(byte[] bytes, Random random) throws IOException {
        var format = Given.format("8859/1", random.nextBoolean(), Mode.ORIGINAL);
        var message = Message.of(bytes);
        boolean well = true;
        try {
            format.identify(message);
        } catch (ProblemException e) {
            inOurWords(e);
        }
        try {
            var reply =
                    format.reply(
                            message,
                            Receipt.of(Receipt.Kind.REFUSED, Problem.of("malformed", "words")));
            assertThat(reply.toBytes().length).isLessThan(10_000);
        } catch (ProblemException e) {
            inOurWords(e);
        }
        try {
            var judged = format.judge(Given.message(Given.ADT), message);
            assertThat(judged.why()).doesNotContain(CANARY);
        } catch (ProblemException e) {
            inOurWords(e);
        }
        try {
            edit(format, message, bytes, random);
        } catch (ProblemException e) {
            inOurWords(e);
            well = false;
        }
        return well;
    }

    private static void edit(Format format, Message message, byte[] bytes, Random random)
            throws ProblemException, IOException {
        var tree = (Hl7v2Tree) format.read(message);
        assertThat(tree.write().toBytes()).as("what is not touched").isEqualTo(bytes);
        for (var path : PATHS) {
            try {
                for (var place : tree.find(tree.root(), path)) {
                    tree.value(place);
                }
            } catch (ProblemException e) {
                inOurWords(e);
            }
        }
        assertThat(tree.write().toBytes()).as("what was only read").isEqualTo(bytes);
        var path = PATHS.get(random.nextInt(PATHS.size() - 1));
        try {
            tree.set(tree.make(tree.root(), path), Value.of("set|here"));
            var written = tree.write().toBytes();
            assertThat(written).as("written again").isEqualTo(tree.write().toBytes());
            format.read(Message.of(written));
        } catch (ProblemException e) {
            inOurWords(e);
        }
    }

    private static void inOurWords(ProblemException e) {
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.getMessage() + e.problems()).doesNotContain(CANARY);
    }
}
