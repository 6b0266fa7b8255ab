package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.itests.archive.Result;
import dev.pons.tck.Ports;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Partners that behave badly, simulated by {@code pons peer}, on both sides of the real archive:
 * what the sender is told, what becomes of the message, what is said of the destination, and that
 * another channel does not notice (semantics sections 1 and 4).
 */
class BadPartnerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Deque<Integer> PORTS = new ArrayDeque<>(Ports.free(80));

    private static Instance instance;
    private static MllpReceiver friend;
    private static int well;

    private int probes;

    @BeforeAll
    static void start() {
        instance = Instance.fresh();
        friend = MllpReceiver.on(0);
        well = PORTS.remove();
        instance.channel("well", channel(well, friend.port()));
        instance.start();
    }

    @AfterAll
    static void end() {
        assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        Books books = Books.of(instance);
        assertThat(books.agrees()).as("ledger:show:%n%s", books).isTrue();
        instance.close();
        friend.close();
    }

    /** Another channel takes and delivers, whatever was just done to this one. */
    @AfterEach
    void anotherChannelDoesNotNotice() {
        String id = "W" + System.nanoTime() % 1_000_000_000;
        assertThat(Answer.of(MllpClient.sendTo(well, adt(id))).code()).isEqualTo("AA");
        await("delivery of the other channel")
                .atMost(PATIENCE)
                .until(() -> friend.received().stream().anyMatch(m -> m.contains(id)));
    }

    private static String channel(int port, int peer) {
        return """
        source:
          mllp: { listen: { port: %d, replace: 1s }, timeout: 1s }
          format: hl7v2
        destinations:
          lab:
            mllp: { connect: "127.0.0.1:%d", timeout: 2s }
            retry: { first: 200ms, longest: 400ms, jitter: no }
        """
                .formatted(port, peer);
    }

    private static String adt(String control) {
        return "MSH|^~\\&|HIS|H|LAB|L|20260101120000||ADT^A01^ADT_A01|"
                + control
                + "|P|2.5\rEVN|A01|20260101120000\rPID|1||4711^^^H^MR||Muster^Erika||19700101|F\r"
                + "PV1|1|I|W1\r";
    }

    // ---- as a destination: we send to it -------------------------------------------------------

    /** Starts a channel to that partner, and sends A, then B, each taken at once. */
    private int sendsTo(String name, int peer) {
        int port = PORTS.remove();
        instance.channel(name, channel(port, peer));
        instance.awaitListening(port);
        for (String id : List.of("A", "B")) {
            assertThat(Answer.of(MllpClient.sendTo(port, adt(id))).code())
                    .as("what the sender is told does not depend on the destination")
                    .isEqualTo("AA");
        }
        return port;
    }

    private static String name(String way) {
        return way.toLowerCase(Locale.ROOT).replace(':', '-');
    }

    private static void awaitShown(String id, String channel, String pattern) {
        instance.awaitExec(
                "message:show " + message(channel, id), said -> said.matches("(?s).*" + pattern));
    }

    /** The id of the message with that control id. */
    private static String message(String channel, String control) {
        String command = "message:search --channel " + channel + " --control " + control;
        String[] id = {""};
        await(command)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            id[0] =
                                    instance.exec(command)
                                            .out()
                                            .lines()
                                            .filter(line -> line.matches("\\d+-\\d+ .*"))
                                            .map(line -> line.split(" ")[0])
                                            .findFirst()
                                            .orElse("");
                            return !id[0].isEmpty();
                        });
        return id[0];
    }

    /**
     * "unknown retry with the same control id" (channel language 7): a first answer that says
     * nothing sure makes a second attempt, and B waits behind it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"late:5s", "none", "wrong-id", "cut", "hang-up", "half-open", "no-hl7"})
    void a_first_answer_that_is_not_sure_is_asked_for_again(String ack) {
        int port = PORTS.remove();
        String channel = "again-" + name(ack);
        try (BadReceiver peer = new BadReceiver(instance, port, ack, 1)) {
            sendsTo(channel, port);
            awaitShown("B", channel, "lab +DELIVERED +1 .*");
            awaitShown("A", channel, "lab +DELIVERED +2 .*");
            // a half-open partner has not read the first one
            assertThat(peer.came()).isEqualTo(ack.equals("half-open") ? "A B" : "A A B");
            assertThat(instance.exec("channel:show " + channel).out())
                    .containsPattern("lab +mllp +STARTED");
            assertThat(peer.end()).contains("answered good");
        }
    }

    /** Whatever stands around a good answer, or how slowly it comes, it counts, once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "good",
                "twice",
                "pieces:5ms",
                "garbage",
                "wrong-charset",
                "slow-reader:1ms"
            })
    void a_good_answer_is_taken_from_a_bad_line(String ack) {
        int port = PORTS.remove();
        String channel = "good-" + name(ack);
        try (BadReceiver peer = new BadReceiver(instance, port, ack, 100)) {
            sendsTo(channel, port);
            awaitShown("A", channel, "lab +DELIVERED +1 .*");
            awaitShown("B", channel, "lab +DELIVERED +1 .*");
            assertThat(peer.came()).isEqualTo("A B");
        }
    }

    /** "rejected hold", "a key blocks" what is behind it, until a person decides. */
    @ParameterizedTest
    @ValueSource(strings = {"AE", "AR", "CE", "CR"})
    void a_no_is_held_and_blocks_and_is_told(String code) {
        int port = PORTS.remove();
        String channel = "no-" + name(code);
        try (BadReceiver peer = new BadReceiver(instance, port, "nak:" + code, 1)) {
            sendsTo(channel, port);
            awaitShown("A", channel, "lab +HELD +1 .*peer answered " + code + ".*");
            awaitShown("B", channel, "lab +QUEUED +0 .*");
            String id = message(channel, "A");
            assertThat(instance.exec("channel:why " + channel + " lab").out())
                    .contains("BLOCKED")
                    .contains("message " + id + " waits for a person")
                    .contains("message:release");
            assertThat(instance.exec("message:list --channel " + channel + " --state held").out())
                    .contains(id);
            assertThat(peer.came()).as("not asked again").isEqualTo("A");
            assertThat(instance.log()).doesNotContain("refused by pons peer");

            instance.exec("message:skip " + id + " lab --why tried").ok();
            awaitShown("B", channel, "lab +DELIVERED +1 .*");
            awaitShown("A", channel, "lab +SKIPPED .*");
            assertThat(peer.came()).isEqualTo("A B");
        }
    }

    /** Nobody listens: the destination is DOWN, says why, and goes on by itself. */
    @Test
    void a_partner_that_is_not_there_yet() {
        int port = PORTS.remove();
        sendsTo("nobody", port);
        instance.awaitExec(
                "channel:show nobody", said -> said.matches("(?s).*lab +mllp +DOWN .* 2 .*"));
        awaitShown("A", "nobody", "lab +QUEUED .*");
        try (BadReceiver peer = new BadReceiver(instance, port, "good", 1)) {
            awaitShown("B", "nobody", "lab +DELIVERED .*");
            assertThat(peer.came()).isEqualTo("A B");
            assertThat(instance.exec("channel:show nobody").out())
                    .containsPattern("lab +mllp +STARTED");
        }
    }

    // ---- as a source: it sends to us -----------------------------------------------------------

    /** A channel to a good receiver, and what the bad sender said when it was through. */
    private Result sends(String way, int port, MllpReceiver to) {
        String channel = "from-" + name(way);
        instance.channel(channel, channel(port, to.port()));
        instance.awaitListening(port);
        instance.file("two.hl7", adt("A") + adt("B"));
        return instance.run(
                "peer",
                "send",
                "two.hl7",
                "--to",
                "127.0.0.1:" + port,
                "--as",
                way,
                "--timeout",
                "20");
    }

    /** Afterwards everything is as it was: it takes a message and delivers it. */
    private void stillTakes(int port, MllpReceiver to) {
        String id = "P" + ++probes;
        await("a good sender afterwards")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Answer.of(MllpClient.sendTo(port, adt(id))).accepted());
        await().atMost(PATIENCE)
                .until(() -> to.received().stream().anyMatch(m -> m.contains("|" + id + "|")));
    }

    private static List<String> refused(String channel) {
        return instance.exec("message:list --channel " + channel + " --state refused")
                .out()
                .lines()
                .filter(line -> line.matches("\\d+-\\d+ .*"))
                .toList();
    }

    /** Every answer is AA, and what was sent arrives, byte for byte, as often as it was sent. */
    @ParameterizedTest
    @CsvSource({
        "good, AA 2, A B",
        "byte-by-byte:2ms, AA 2, A B",
        "garbage, AA 2, A B",
        "doubled, AA 2, A B",
        "twice, AA 4, A A B B",
        "no-end, AA 2, A B",
        "wrong-charset, AA 2, A B",
        "gone, closed by us 2, A B",
    })
    void what_is_whole_is_taken(String way, String counts, String arrives) {
        int port = PORTS.remove();
        String name = "from-" + name(way);
        try (MllpReceiver to = MllpReceiver.on(0)) {
            Result said = sends(way, port, to).ok();
            assertThat(said.out()).contains("In all: messages 2, ").contains(counts);
            int many = arrives.split(" ").length;
            arrived(name, to, many);
            stillTakes(port, to);
            assertThat(to.received().subList(0, many).stream().map(m -> m.split("\\|")[9]))
                    .isEqualTo(List.of(arrives.split(" ")));
            if (!way.equals("wrong-charset")) {
                assertThat(to.received().get(0)).isEqualTo(adt("A"));
            } else {
                assertThat(to.received().get(0)).contains("ZZZ|caf\u00e9|");
            }
            boolean repaired = List.of("garbage", "doubled", "no-end").contains(way);
            assertThat(instance.exec("channel:show " + name).out())
                    .matches(shown -> shown.contains("repaired ") == repaired, "says: repaired");
            assertThat(refused(name)).hasSize(way.equals("no-end") ? 2 : 0);
        }
    }

    /** They are delivered; if not, what the engine knows of it is told. */
    private static void arrived(String channel, MllpReceiver to, int many) {
        try {
            await().atMost(PATIENCE).until(() -> to.received().size() >= many);
        } catch (ConditionTimeoutException e) {
            StringBuilder known = new StringBuilder("came: " + to.received());
            for (String asks :
                    List.of(
                            "channel:show ",
                            "channel:why ",
                            "ledger:show ",
                            "message:list --channel ")) {
                known.append("\n").append(instance.exec(asks + channel).text());
            }
            throw new AssertionError(known + "\n" + instance.log(), e);
        }
    }

    /** Half a message is never delivered; it stands in the list as refused, with the reason. */
    @ParameterizedTest
    @CsvSource({
        "cut, closed by us 2, connection ended inside a message",
        "half-open:20s, closed by the peer 2, no byte for 1s inside a message",
    })
    void half_a_message_is_refused_and_recorded(String way, String counts, String reason) {
        int port = PORTS.remove();
        String channel = "from-" + name(way);
        try (MllpReceiver to = MllpReceiver.on(0)) {
            Result said = sends(way, port, to).ok();
            assertThat(said.out()).contains("In all: messages 2, ").contains(counts);
            await().atMost(PATIENCE).until(() -> refused(channel).size() == 2);
            String id = refused(channel).get(0).split(" ")[0];
            assertThat(instance.exec("message:show " + id).out()).contains(reason);
            stillTakes(port, to);
            assertThat(to.received()).hasSize(1);
        }
    }

    /** A sender that reads no answer is not read any more; what was taken from it is delivered. */
    @Test
    void a_deaf_sender_stops_itself() {
        int port = PORTS.remove();
        try (MllpReceiver to = MllpReceiver.on(0)) {
            Result said = sends("deaf:2s", port, to);
            assertThat(said.out()).contains("In all: messages 2, ").contains("sent ");
            stillTakes(port, to);
            instance.awaitExec(
                    "channel:show from-deaf-2s", shown -> shown.contains(" 0 queued, 0 held"));
        }
    }

    /**
     * Five thousand idle connections beside each of two messages, where the port allows a hundred:
     * turned away, told once, and nobody is shut out.
     */
    @Test
    void ten_thousand_connects() {
        int port = PORTS.remove();
        try (MllpReceiver to = MllpReceiver.on(0)) {
            Result said = sends("connects:5000", port, to);
            assertThat(said.out()).contains("connections 10000");
            stillTakes(port, to);
            long lines =
                    instance.log()
                            .lines()
                            .filter(line -> line.contains("from-connects-5000"))
                            .filter(line -> line.contains("WARN"))
                            .count();
            assertThat(lines).as("lines about it in the log").isLessThan(10);
        }
    }
}
