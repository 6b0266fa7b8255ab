package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.Result;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A change of a channel is tried on the messages of the past and beside the running version, before
 * it is made: one planted difference among many messages is found, an equal channel has none; and
 * there is a way back. {@code -Dproof.replayed=100000} makes it a long run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {

    private static final int MESSAGES = Integer.getInteger("proof.replayed", 10_000);
    private static final int SENDERS = 8;
    private static final String PLANTED = Numbered.id(99, 1);
    private static final String HISTORY = "channel:history night";
    private static final int PORT = Ports.free();

    private static Instance instance;
    private static List<String> corpus;

    @BeforeAll
    static void send() {
        corpus = messages();
        instance = Instance.fresh();
        instance.channel("night", channel("")).start().awaitListening(PORT);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int first = sender;
            senders.add(CompletableFuture.runAsync(() -> send(first)));
        }
        senders.forEach(CompletableFuture::join);
        try (MllpClient line = MllpClient.to(PORT)) {
            assertThat(line.send(Numbered.message(PLANTED))).contains("MSA|AA|");
        }
        await("the search to have all").atMost(Duration.ofSeconds(60)).until(ReplayIT::settled);
    }

    /** Those of the corpus that the engine takes; without it, some of the project's own. */
    private static List<String> messages() {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            own.add(Numbered.message(Numbered.id(i, 1)));
        }
        Corpus.ifThere().forEach(file -> own.add(file.text()));
        System.out.printf("replay: %d different messages%n", own.size());
        return own;
    }

    private static void send(int first) {
        try (MllpClient line = MllpClient.to(PORT)) {
            for (int i = first; i < MESSAGES - 1; i += SENDERS) {
                line.send(corpus.get(i % corpus.size()));
            }
        }
    }

    private static boolean settled() {
        Books books = Books.of(instance);
        return books.queued() == 0 && instance.exec("message:list").out().contains(PLANTED);
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    private static String channel(String more) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: { hl7v2: { mode: original } }
               on-error: { then: drop }
               steps:
                 - set: { MSH-6: CENTRAL }
                 - let: { ward: "{PV1-3.1}" }
               %sdestinations:
                 all:
                   file: { folder: out, name: "all.hl7", append: yes, sync: none }
                 inpatients:
                   when: { PV1-2: I }
                   steps:
                     - set: { PV1-39: "{var.ward}" }
                   file: { folder: out, name: "inpatients.hl7", append: yes, sync: none }
               """
                .formatted(PORT, more);
    }

    private static String planted(String value) {
        return "  - set: { PV1-3.1: %s }%n    when: { MSH-10: \"%s\" }%n".formatted(value, PLANTED);
    }

    private static Result replay(String file, String more) {
        return instance.exec("channel:replay night --file " + file + " --since 1h " + more);
    }

    @Test
    @Order(1)
    void an_equal_channel_makes_the_same_of_every_message() {
        instance.file("equal.yaml", channel(""));
        long begin = System.nanoTime();
        Result result = replay("equal.yaml", "").ok();
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        long compared = Long.parseLong(result.out().split(" ")[0]);
        System.out.printf(
                "replay: %d messages in %d ms with the start of the command, %d/s; %s",
                compared, millis, compared * 1000 / millis, result.out());
        assertThat(compared).isGreaterThan(MESSAGES / 2).isLessThanOrEqualTo(MESSAGES);
        assertThat(result.out()).contains(compared + " without a difference");
    }

    @Test
    @Order(2)
    void one_planted_difference_is_found_with_its_place_and_can_be_allowed() {
        instance.file("planted.yaml", channel(planted("WARD9")));
        Result result = replay("planted.yaml", "");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).containsPattern("all +PV1-3\\.1 +is another +1 ");
        assertThat(result.out()).containsPattern("inpatients +PV1-3\\.1 +is another +1 ");
        assertThat(result.out().lines().filter(line -> line.contains("is another"))).hasSize(2);
        assertThat(result.text()).as("no content").doesNotContain("WARD9").doesNotContain("WARD4");
        assertThat(replay("planted.yaml", "--allow all:PV1-3").code()).isEqualTo(1);
        assertThat(replay("planted.yaml", "--allow PV1-3.1").ok().out()).contains("allowed");
        assertThat(instance.exec("channel:replay night --file planted.yaml --last 1").code())
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void other_ways_and_ends_are_told() {
        instance.file("ways.yaml", channel("  - drop: { PID-3.1: \"" + PLANTED + "\" }\n"));
        assertThat(replay("ways.yaml", "").out()).contains("dropped, was routed");
        instance.file("ways.yaml", channel("").replace("PV1-2: I", "PV1-2: O"));
        assertThat(replay("ways.yaml", "--last 0").out()).contains("not chosen, was sent");
    }

    @Test
    @Order(4)
    void what_cannot_be_tried_says_why() {
        assertThat(replay("nowhere.yaml", "").text()).contains("nowhere.yaml cannot be read");
        instance.file("wrong.yaml", channel("  - sett: { MSH-6: X }\n"));
        assertThat(replay("wrong.yaml", "").text()).contains("did you mean").contains("set");
        assertThat(instance.exec("channel:replay nigth --file equal.yaml").text())
                .contains("did you mean");
        assertThat(instance.exec("channel:diff night").text()).contains("channel:shadow night");
    }

    @Test
    @Order(5)
    void a_shadow_shows_what_it_makes_otherwise_and_takes_the_place() {
        assertThat(instance.exec("channel:shadow night --file planted.yaml").ok().out())
                .contains("channel:promote night");
        assertThat(MllpClient.sendTo(PORT, Numbered.message(PLANTED))).contains("MSA|AA|");
        assertThat(MllpClient.sendTo(PORT, Numbered.message(Numbered.id(1, 7))))
                .contains("MSA|AA|");
        instance.awaitExec("channel:diff night", said -> said.contains("2 messages compared, 1 "));
        assertThat(instance.exec("channel:diff night").code()).isEqualTo(1);
        assertThat(instance.read("out/all.hl7"))
                .as("nothing of it is sent")
                .doesNotContain("WARD9");

        instance.exec("channel:promote night").ok();
        assertThat(MllpClient.sendTo(PORT, Numbered.message(PLANTED))).contains("MSA|AA|");
        await().until(() -> instance.read("out/all.hl7").contains("WARD9"));
        assertThat(instance.read("channels/night.yaml")).isEqualTo(channel(planted("WARD9")));
        assertThat(instance.exec("channel:diff night").code()).isEqualTo(1);
    }

    /** A port that somebody else has is seen only when it is opened. */
    @Test
    @Order(7)
    void what_does_not_come_up_is_taken_back() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            instance.file("taken.yaml", channel("").replace(Integer.toString(PORT), port));
            instance.exec("channel:shadow night --file taken.yaml").ok();
            Result result = instance.exec("channel:promote night");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.text()).contains("goes on as it was").contains(port);
        }
        assertThat(instance.read("channels/night.yaml")).isEqualTo(channel(""));
        assertThat(instance.exec("channel:show night").out())
                .contains("STARTED")
                .doesNotContain("not taken");
        assertThat(MllpClient.sendTo(PORT, Numbered.message(PLANTED))).contains("MSA|AA|");
    }

    @Test
    @Order(6)
    void the_history_says_who_and_when_and_leads_back() {
        String history = instance.exec(HISTORY).ok().out();
        assertThat(history.lines().toList()).hasSize(3);
        assertThat(history).containsPattern("2 +20\\S+ +2 +\\S+ +runs");
        assertThat(history).containsPattern("1 +20\\S+ +\\d+ +the file of \\S+");
        assertThat(instance.exec(HISTORY + " --text 1").ok().out()).isEqualTo(channel(""));

        assertThat(instance.exec("channel:rollback night").ok().out()).contains("version 1");
        assertThat(instance.read("channels/night.yaml")).isEqualTo(channel(""));
        assertThat(instance.exec(HISTORY).out().lines().toList()).hasSize(4);
        assertThat(instance.exec("channel:rollback night 99").text())
                .contains("no version 99")
                .contains(HISTORY);
        assertThat(instance.exec("channel:list").out()).contains("STARTED");
    }
}
