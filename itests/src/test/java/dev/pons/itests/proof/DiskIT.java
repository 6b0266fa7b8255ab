package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The journal's disk is full, nearly full, or turns read-only: semantics 2.6, on real small file
 * systems, with the real archive. What was acknowledged is delivered once; what was not is told so.
 */
class DiskIT {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final String SMALL = "-Dpons.segment.megabytes=1 -Dpons.reserve.megabytes=0";

    private final Set<String> acknowledged = new HashSet<>();
    private int last;

    @Test
    void section2_6_a_full_disk_says_BUSY_and_all_goes_on_when_there_is_space() throws Exception {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh();
                SmallDisk disk = SmallDisk.inMemory(instance, 16)) {
            instance.options(SMALL).channel("night", channel(port, peer)).start();
            instance.awaitListening(port);
            send(port, 200);
            assertThat(acknowledged).hasSize(200);
            disk.fill(0);
            await("BUSY").atMost(BACK).until(() -> !answer(port).contains("MSA|AA"));
            assertThat(answer(port)).contains("MSA|AR").contains("disk");
            disk.free();
            await("intake goes on by itself")
                    .atMost(BACK)
                    .until(() -> answer(port).contains("MSA|AA"));
            send(port, 100);
            await("all results are in the journal")
                    .atMost(BACK)
                    .until(() -> arrived(peer) && Books.of(instance).queued() == 0);
            instance.kill9();
            instance.start();
            instance.awaitListening(port);
            send(port, 10);
            onceEach(instance, peer);
        }
    }

    @Test
    void intake_ends_before_the_disk_is_full_and_says_why_once() throws Exception {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh();
                SmallDisk disk = SmallDisk.inMemory(instance, 100)) {
            instance.options("-Dpons.segment.megabytes=1")
                    .channel("night", channel(port, peer))
                    .start();
            instance.awaitListening(port);
            send(port, 50);
            disk.fill(3 << 20);
            await("BUSY").atMost(BACK).until(() -> answer(port).contains("MSA|AR"));
            assertThat(instance.exec("channel:why night").out())
                    .contains("disk low: ")
                    .contains("at least 5 MB are needed")
                    .contains("make room");
            for (int i = 0; i < 20; i++) {
                assertThat(answer(port)).contains("MSA|AR");
            }
            disk.free();
            await("intake").atMost(BACK).until(() -> answer(port).contains("MSA|AA"));
            send(port, 50);
            assertThat(instance.log().split("DiskSpace \\[[^]]*] disk low: ", -1))
                    .as("one line")
                    .hasSize(2);
            assertThat(instance.log().split("the disk has room again", -1)).hasSize(2);
            onceEach(instance, peer);
        }
    }

    @Test
    void section2_6_a_disk_that_turns_read_only_ends_the_engine_and_loses_nothing()
            throws Exception {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh();
                SmallDisk disk = SmallDisk.ext4(instance, 48)) {
            instance.options(SMALL).channel("night", channel(port, peer)).start();
            instance.awaitListening(port);
            send(port, 200);
            assumeTrue(disk.abort(), "this kernel cannot make a mounted ext4 read-only");
            int before = acknowledged.size();
            await("the end of the engine, or BUSY")
                    .atMost(BACK)
                    .until(() -> isBusyOrGone(port, instance));
            assertThat(acknowledged).as("nothing is acknowledged any more").hasSize(before);
            disk.end();
            disk.repair();
            instance.start();
            instance.awaitListening(port);
            send(port, 10);
            await("delivery").atMost(BACK).until(() -> arrived(peer));
        }
    }

    private boolean isBusyOrGone(int port, Instance instance) {
        if (instance.process().isEmpty()) {
            return true;
        }
        try {
            return !answer(port).contains("MSA|AA");
        } catch (UncheckedIOException gone) {
            return true;
        }
    }

    private static String channel(int port, MllpReceiver peer) {
        return """
               source: { mllp: { listen: %d }, format: hl7v2 }
               destinations:
                 lab: { mllp: { connect: "127.0.0.1:%d" } }
               """
                .formatted(port, peer.port());
    }

    private void send(int port, int many) {
        for (int i = 0; i < many; i++) {
            assertThat(answer(port)).contains("MSA|AA");
        }
    }

    /** Of the next message. */
    private String answer(int port) {
        String id = Numbered.id(1, ++last);
        String answer = MllpClient.sendTo(port, Numbered.message(id));
        if (answer.contains("MSA|AA|" + id)) {
            acknowledged.add(id);
        }
        return answer;
    }

    private boolean arrived(MllpReceiver peer) {
        return ids(peer).containsAll(acknowledged);
    }

    private static List<String> ids(MllpReceiver peer) {
        List<String> ids = new ArrayList<>();
        peer.received().forEach(m -> ids.add(m.split("\\|", 11)[9]));
        return ids;
    }

    private void onceEach(Instance instance, MllpReceiver peer) {
        await("delivery").atMost(BACK).until(() -> arrived(peer));
        List<String> ids = ids(peer);
        assertThat(ids).as("nothing that was refused").hasSameElementsAs(acknowledged);
        System.out.printf(
                "disk: %d acknowledged, %d sent, %d delivered, %d twice%n",
                acknowledged.size(), last, ids.size(), ids.size() - acknowledged.size());
        assertThat(ids).doesNotHaveDuplicates();
        await("the ledger agrees").atMost(BACK).until(() -> Books.of(instance).agrees());
    }
}
