package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A channel asks a patient index over MLLP in the middle of its steps, on the archive: the index
 * goes and comes back, the engine is killed while it waits, and the content ends right.
 */
class EnrichIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String CHANNEL =
            """
            source: { mllp: { listen: { port: IN } }, format: hl7v2 }
            steps:
              - enrich:
                  mllp: { connect: "127.0.0.1:MPI", timeout: 20s }
                  name: mpi
                  steps:
                    - new:
                        format: hl7v2
                        as: QBP^Q23
                        set: { QPD-1: PIX, QPD-2: "{id}", QPD-3.1: "{MSH-10}", RCP-1: I }
                  into: { number: PID-3.1 }
                  within: 5m
              - set: { PID-3.1: "{number}" }
            destinations:
              out:
                mllp: { connect: "127.0.0.1:OUT", timeout: 5s }
                retry: { first: 100ms, longest: 500ms }
            """;

    private final int port = Ports.free();
    private final int mpiPort = Ports.free();

    /** As an index answers: RSP with a number made of what was asked. */
    private static String number(String query) {
        var asked = field(query, "QPD", 3);
        return MllpReceiver.ack("AA", query).replace("ACK", "RSP^K23")
                + "QAK|1|OK\rPID|||M-"
                + asked
                + "^^^MPI\r";
    }

    private static String field(String message, String segment, int index) {
        return Stream.of(message.split("\r"))
                .filter(line -> line.startsWith(segment + "|"))
                .map(line -> line.split("\\|")[index])
                .findFirst()
                .orElse("");
    }

    private static MllpReceiver index(int port, Function<String, String> answer) {
        var index = MllpReceiver.on(port);
        index.answering(answer);
        return index;
    }

    private void send(int first, int last) {
        for (int i = first; i <= last; i++) {
            assertThat(MllpClient.sendTo(port, Yaml.adt("E" + i))).contains("MSA|AA|E" + i);
        }
    }

    private static void came(MllpReceiver out, int last) {
        var expected =
                IntStream.rangeClosed(1, last)
                        .mapToObj(i -> Yaml.adt("E" + i).replace("4711^", "M-E" + i + "^"))
                        .toList();
        await().atMost(LONG).untilAsserted(() -> assertThat(out.received()).isEqualTo(expected));
    }

    @Test
    void anIndexThatGoesAndAnEngineThatDiesLeaveTheContentRight() {
        try (var out = MllpReceiver.on(0);
                var instance = Instance.fresh()) {
            instance.channel("adt", text(out)).start();
            try (var index = index(mpiPort, EnrichIT::number)) {
                send(1, 3);
                came(out, 3);
                assertThat(index.ended()).as("one line for all questions").isZero();
            }
            awayAndBack(instance, out);
            killedWhileItWaits(instance, out);
            neverAskedAgain(instance);
            instance.awaitExec(
                    "ledger:show adt", said -> said.contains("accepted 8 + created 0 = 8"));
        }
    }

    private String text(MllpReceiver out) {
        return CHANNEL.replace("IN", "" + port)
                .replace("MPI", "" + mpiPort)
                .replace("OUT", "" + out.port());
    }

    private void awayAndBack(Instance instance, MllpReceiver out) {
        send(4, 6);
        instance.awaitExec(
                "channel:list",
                said -> said.contains("DOWN") && said.contains("its steps ask mpi, which does"));
        assertThat(instance.exec("channel:why adt").out())
                .contains("its steps wait for the answer of mpi for")
                .contains("3 wait for their steps");
        try (var index = index(mpiPort, EnrichIT::number)) {
            came(out, 6);
            assertThat(index.received()).hasSize(3);
            instance.awaitExec("channel:show adt", said -> said.contains("STARTED"));
        }
    }

    private void killedWhileItWaits(Instance instance, MllpReceiver out) {
        var hang = new CountDownLatch(1);
        try (var index = index(mpiPort, query -> late(hang, query))) {
            send(7, 8);
            await().atMost(LONG).until(() -> index.received().size() == 1);
            instance.kill9();
            hang.countDown();
            index.answering(EnrichIT::number);
            instance.start();
            came(out, 8);
            var asked = index.received().stream().map(query -> field(query, "QPD", 3)).toList();
            assertThat(asked).isEqualTo(List.of("E7", "E7", "E8"));
        }
    }

    private static String late(CountDownLatch hang, String query) {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number(query);
    }

    /** The index is gone: what it said is recorded, and a trial says what it would ask. */
    private static void neverAskedAgain(Instance instance) {
        var search = "message:search --control E2";
        instance.awaitExec(search, said -> said.contains("E2"));
        var id =
                instance.exec(search)
                        .out()
                        .lines()
                        .map(line -> line.split(" ")[0])
                        .filter(word -> word.matches("[0-9]+-[0-9]+"))
                        .findFirst()
                        .orElseThrow();
        assertThat(instance.exec("message:why " + id).ok().out())
                .contains("asked mpi (mllp: { connect:", "mpi gives {PID-3.1=M-E2}");
        instance.file("adt.hl7", Yaml.adt("T1"));
        instance.file("rsp.hl7", number("MSH|^~\\&|||||||QBP|1\rQPD|PIX|1|T1\r"));
        var adt = instance.base().resolve("adt.hl7");
        assertThat(instance.exec("channel:try " + adt + " adt").out())
                .contains("would ask mpi", "| QPD|PIX|", "held: mpi is not asked by a trial");
        var rsp = instance.base().resolve("rsp.hl7");
        assertThat(instance.exec("channel:try " + adt + " adt --answer mpi=" + rsp).ok().out())
                .contains("PID-3.1  4711 -> M-T1", "out: sent as hl7v2");
        assertThat(instance.exec("channel:replay adt").ok().out()).contains("8");
    }
}
