package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Starts that cannot succeed say why and soon; a stop finishes what it began. */
class StartAndStopIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whatKeepsChannelsFromStartingIsSaidSoonAndTheOthersRun() throws IOException {
        int well = Ports.free();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Instance instance = Instance.fresh()) {
            instance.channel("broken", "source: [");
            instance.channel("taken", Yaml.toFiles(other.getLocalPort()));
            instance.channel(
                    "waits", Yaml.toFiles(Ports.free()).replace("file: {", "telepathy: {"));
            instance.channel("well", Yaml.toFiles(well));

            Result started = instance.run("start");

            System.out.printf("a failing start took %d ms%n", started.time().toMillis());
            assertThat(started.code()).isNotZero();
            assertThat(started.time()).isLessThan(SOON);
            assertThat(started.err())
                    .contains("broken.yaml:1:")
                    .contains("channel taken is DOWN: taken.yaml:")
                    .contains("port " + other.getLocalPort())
                    .contains("in use by another program")
                    .contains("waiting for a plugin with the destination type telepathy")
                    .contains("waits.yaml:")
                    .doesNotContainPattern("(?m)^ *well ");
            assertThat(MllpClient.sendTo(well, Yaml.adt("W1"))).contains("MSA|AA|W1");
            assertThat(instance.run("status").ok().out()).contains("broken.yaml");
        }
    }

    @Test
    void aPortThatBecomesFreeIsTaken() throws IOException {
        try (Instance instance = Instance.fresh()) {
            int port;
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = other.getLocalPort();
                instance.channel("taken", Yaml.toFiles(port));
                assertThat(instance.run("start").code()).isNotZero();
            }
            instance.awaitExec("channel:list", said -> said.contains("STARTED"));
            assertThat(MllpClient.sendTo(port, Yaml.adt("T1"))).contains("MSA|AA|T1");
        }
    }

    @Test
    void anEngineThatCannotOpenItsDataEndsWithTheReason() throws IOException {
        try (Instance instance = Instance.fresh()) {
            instance.file("data/pons/journal", "a file where the journal's folder should be");
            Result started = instance.run("start");
            assertThat(started.code()).isNotZero();
            assertThat(started.time()).isLessThan(SOON);
            assertThat(started.err()).contains("The engine ended").contains("journal");
        }
    }

    @Test
    void aStopLetsARunningDeliveryEnd() throws Exception {
        int port = Ports.free();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (MllpReceiver slow = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            slow.answering(
                    message -> {
                        arrived.countDown();
                        waitFor(mayAnswer);
                        return MllpReceiver.ack("AA", message);
                    });
            instance.channel("adt", Yaml.toPeer(port, slow.port())).start();
            MllpClient.sendTo(port, Yaml.adt("S1"));
            arrived.await();

            Thread stopping = new Thread(instance::stop);
            stopping.start();
            await().until(() -> !Instance.listens(port));
            mayAnswer.countDown();
            stopping.join();

            instance.start();
            instance.awaitExec("message:list", said -> said.contains("DONE"));
            assertThat(slow.received()).as("sent once, not again after the restart").hasSize(1);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
