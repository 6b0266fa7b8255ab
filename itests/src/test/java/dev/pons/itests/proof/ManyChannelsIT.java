package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.Result;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A thousand channels, one file each, in one engine with the memory that it has by default. */
class ManyChannelsIT {

    private static final int CHANNELS = 1000;
    private static final int TRIED = 20;
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration SWAP = Duration.ofSeconds(5);

    @Test
    void a_thousand_channels_start_soon_work_and_are_saved_one_by_one() {
        List<Integer> ports = ports();
        try (Instance instance = Instance.fresh()) {
            for (int i = 0; i < CHANNELS; i++) {
                instance.channel(name(i), channel(i, ports.get(i), "upper"));
            }
            Result started = instance.run("start").ok();
            System.out.printf(
                    "%d channels: ready %d ms after \"pons start\"; %s%n",
                    CHANNELS, started.time().toMillis(), Footprint.of(instance.pid()));
            assertThat(started.time()).isLessThan(START);

            for (int i = 0; i < CHANNELS; i += CHANNELS / TRIED) {
                assertThat(MllpClient.sendTo(ports.get(i), message("one"))).contains("MSA|AA|one");
                assertDelivered(instance, i, "one", "HALLORAN");
            }
            assertThatOneSaveSwapsOneChannel(instance, ports);

            instance.stop();
            Result again = instance.run("start").ok();
            System.out.printf("started again: %d ms%n", again.time().toMillis());
            assertThat(again.time()).isLessThan(START);
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    /** The channels beside it keep their peers: their connections stay open and are answered. */
    private static void assertThatOneSaveSwapsOneChannel(Instance instance, List<Integer> ports) {
        int saved = CHANNELS / 2;
        try (MllpClient before = MllpClient.to(ports.get(saved - 1));
                MllpClient behind = MllpClient.to(ports.get(saved + 1))) {
            assertThat(before.send(message("two"))).contains("MSA|AA|two");
            assertThat(behind.send(message("two"))).contains("MSA|AA|two");
            double cpu = Footprint.cpuSeconds(instance.pid());

            instance.channel(name(saved), channel(saved, ports.get(saved), "lower"));
            long begin = System.nanoTime();
            await("the saved channel works as it was saved")
                    .atMost(SWAP)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> lower(instance, saved, ports.get(saved)));
            System.out.printf(
                    "one of them saved: works %d ms later, %.2f s of CPU%n",
                    (System.nanoTime() - begin) / 1_000_000,
                    Footprint.cpuSeconds(instance.pid()) - cpu);

            assertThat(before.send(message("three"))).contains("MSA|AA|three");
            assertThat(behind.send(message("three"))).contains("MSA|AA|three");
            assertDelivered(instance, saved - 1, "three", "HALLORAN");
            assertDelivered(instance, saved + 1, "three", "HALLORAN");
        }
    }

    private static boolean lower(Instance instance, int channel, int port) {
        String id = "S" + System.nanoTime() % 1_000_000_000;
        assertThat(MllpClient.sendTo(port, message(id))).contains("MSA|AA|" + id);
        await().until(() -> !instance.read(file(channel, id)).isEmpty());
        return instance.read(file(channel, id)).contains("halloran");
    }

    private static void assertDelivered(Instance instance, int channel, String id, String text) {
        await().untilAsserted(
                        () ->
                                assertThat(instance.read(file(channel, id)))
                                        .contains(text + "^Edith"));
    }

    private static String name(int channel) {
        return "c%04d".formatted(channel);
    }

    private static String file(int channel, String id) {
        return "out/%s/%s.hl7".formatted(name(channel), id);
    }

    private static String message(String id) {
        return Numbered.message("00-00000000").replace("00-00000000", id);
    }

    private static String channel(int number, int port, String pipe) {
        return """
               description: Interface %1$d of many
               source:
                 mllp: { listen: { port: %2$d } }
                 format: hl7v2
               steps:
                 - keep: { MSH-9.1: ADT }
                 - set: { PID-5.1: "{PID-5.1 | %3$s}" }
               destinations:
                 out:
                   when: { PV1-2: I }
                   file: { folder: out/%4$s, name: "{MSH-10}.hl7" }
               """
                .formatted(number, port, pipe, name(number));
    }

    /** Free ports below those that the system gives to connections. */
    private static List<Integer> ports() {
        List<Integer> ports =
                IntStream.range(20_000, 32_000)
                        .filter(ManyChannelsIT::free)
                        .limit(CHANNELS)
                        .boxed()
                        .toList();
        assertThat(ports).hasSize(CHANNELS);
        return ports;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
