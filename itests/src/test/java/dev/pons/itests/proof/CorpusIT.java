package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.tck.Ports;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Real messages, nasty ones among them, through the archive. Each either arrives byte for byte and
 * was acknowledged, or is answered with a reason and stands in {@code message:list} as refused;
 * never silence, never a dead connection, never an exception in the log.
 */
class CorpusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void each_message_arrives_untouched_or_is_refused_with_a_reason() {
        List<Corpus> corpus = Corpus.all();
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            peer.answering(Answer::yes);
            instance.channel("through", through(port, peer.port(), "")).start();

            Sent sent = new Sent();
            for (Corpus file : corpus) {
                sent.add(file, MllpClient.sendTo(port, file.text()));
            }
            try (MllpClient one = MllpClient.to(port)) {
                for (Corpus file : corpus) {
                    sent.add(file, one.send(file.text()));
                }
            }

            System.out.printf(
                    "corpus: %d messages, each on a connection of its own, then all on one%n%s",
                    corpus.size(), sent.counts());
            assertThat(sent.neither).as("answers that say neither yes nor no with why").isEmpty();
            assertThat(sent.accepted).as("a test that cannot fail is none").isNotEmpty();
            assertThat(sent.refused).as("a test that cannot fail is none").isNotEmpty();
            // strict order is the default, and the sender waits for each answer
            arrive(instance, peer, sent.accepted.size());
            assertSame(peer.received(), sent);
            // a lane of its own: it may still write when the other has delivered all
            Path out = instance.base().resolve("out");
            await().atMost(PATIENCE).until(() -> files(out).size() >= sent.accepted.size());
            assertThat(files(out)).containsExactlyInAnyOrderElementsOf(sent.accepted);
            assertRefusedAreListed(instance, sent.refused.size());
            assertQuietLog(instance);
        }
    }

    @Test
    void a_path_read_and_set_back_leaves_every_other_byte_alone() {
        List<Corpus> corpus = Corpus.all();
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            peer.answering(Answer::yes);
            StringBuilder steps = new StringBuilder("steps:\n");
            for (String path : SetBack.PATHS) {
                steps.append("  - set: { \"%1$s\": \"{%1$s}\" }\n".formatted(path))
                        .append("    when: { \"%s\": exists }\n".formatted(path));
            }
            instance.channel("back", through(port, peer.port(), steps.toString())).start();

            Sent sent = new Sent();
            try (MllpClient one = MllpClient.to(port)) {
                for (Corpus file : corpus) {
                    sent.add(file, one.send(file.text()));
                }
            }

            assertThat(sent.neither).as("answers that say neither yes nor no with why").isEmpty();
            arrive(instance, peer, sent.accepted.size());
            List<String> received = peer.received();
            assertThat(received).hasSameSizeAs(sent.accepted);
            long same = assertOnlyTheValuesChanged(received, sent);
            System.out.printf(
                    "read and set back: %d messages, %d byte for byte, %d with another spelling of"
                            + " the value itself%n",
                    received.size(), same, received.size() - same);
            assertQuietLog(instance);
        }
    }

    /** How many came byte for byte. */
    private static long assertOnlyTheValuesChanged(List<String> received, Sent sent) {
        long same = 0;
        for (int i = 0; i < received.size(); i++) {
            String before = sent.accepted.get(i);
            String after = received.get(i);
            same += before.equals(after) ? 1 : 0;
            assertThat(before.equals(after) || before.contains("\\"))
                    .as("a value without escapes has one spelling, in %s", sent.names.get(i))
                    .isTrue();
            assertThat(SetBack.blank(after))
                    .as("all but the fields that were set, of %s", sent.names.get(i))
                    .isEqualTo(SetBack.blank(before));
        }
        return same;
    }

    private static String through(int port, int peer, String steps) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: { hl7v2: { mode: original } }
               %sdestinations:
                 peer:
                   mllp: { connect: "127.0.0.1:%d" }
                 files:
                   file: { folder: out, name: "{id}.hl7" }
               """
                .formatted(port, steps, peer);
    }

    /** All have come; what the channel says if they do not. */
    private static void arrive(Instance instance, MllpReceiver peer, int count) {
        try {
            await().atMost(PATIENCE).until(() -> peer.received().size() >= count);
        } catch (ConditionTimeoutException e) {
            assertThat(peer.received().size())
                    .as(instance.exec("channel:list --wide").text())
                    .isEqualTo(count);
        }
    }

    private static void assertSame(List<String> received, Sent sent) {
        assertThat(received).as("messages at the receiver").hasSameSizeAs(sent.accepted);
        for (int i = 0; i < received.size(); i++) {
            assertThat(received.get(i))
                    .as("%s at the receiver", sent.names.get(i))
                    .isEqualTo(sent.accepted.get(i));
        }
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".hl7")).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return texts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertRefusedAreListed(Instance instance, int count) {
        instance.awaitExec(
                "message:list --state refused --limit 10000",
                said -> said.lines().filter(line -> line.matches("\\d+-\\d+ .*")).count() == count);
        assertThat(instance.exec("ledger:show").ok().text())
                .contains("refused before they were accepted: " + count);
    }

    private static void assertQuietLog(Instance instance) {
        for (String file : List.of("log/pons.log", "log/stdout.log")) {
            assertThat(instance.read(file))
                    .as(file)
                    .doesNotContain("Exception")
                    .doesNotContain("ERROR")
                    .doesNotContain("\tat ");
        }
    }

    /** What was sent and how it was answered. */
    private static final class Sent {

        private final List<String> names = new ArrayList<>();
        private final List<String> accepted = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> neither = new ArrayList<>();
        private final Map<String, Integer> reasons = new TreeMap<>();

        void add(Corpus file, String reply) {
            Answer answer = Answer.of(reply);
            if (answer.accepted()) {
                names.add(file.name());
                accepted.add(file.text());
            } else if (answer.refused()) {
                refused.add(file.name());
                String why = answer.code() + " " + answer.reason();
                reasons.merge(why.replaceAll("\\d+", "N"), 1, Integer::sum);
            } else {
                neither.add(file.name() + ": " + reply);
            }
        }

        String counts() {
            StringBuilder text = new StringBuilder();
            text.append(
                    "  delivered %5d%n  refused   %5d%n"
                            .formatted(accepted.size(), refused.size()));
            reasons.forEach((why, count) -> text.append("    %5d  %s%n".formatted(count, why)));
            return text.toString();
        }
    }
}
