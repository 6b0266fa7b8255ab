package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.store.FailPoint;
import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.itests.archive.Result;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One channel hands a stream to two others, and the engine is killed in the middle of it, from
 * outside and at the steps of a hand-over that have a name: every message that was accepted is
 * there exactly once in both channels, by the ledger and by content, in the order in which it came.
 */
class HandOverIT {

    private static final long SEED = Long.getLong("proof.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("proof.rounds", 3);
    private static final int CONNECTIONS = 8;
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofSeconds(180);

    /** Steps that the hand-over passes, before, in and after the commit. */
    private static final Set<FailPoint> POINTS =
            EnumSet.of(FailPoint.SENT, FailPoint.WRITTEN, FailPoint.SYNCED, FailPoint.RESULT);

    private static final Pattern SUMS = Pattern.compile("accepted (\\d+) \\+ created (\\d+) =");

    private final Random random = new Random(SEED);
    private final Arrivals lab = new Arrivals("lab");
    private final Arrivals ward = new Arrivals("ward");

    @Test
    void what_is_handed_over_is_there_exactly_once_however_often_the_engine_is_killed() {
        System.out.printf("hand-over: seed %d (repeat with -Dproof.seed)%n", SEED);
        int port = Ports.free();
        try (MllpReceiver first = receiver(lab);
                MllpReceiver second = receiver(ward);
                Instance instance = Instance.fresh()) {
            instance.channel("feed", feed(port))
                    .channel("lab", target(first))
                    .channel("ward", target(second));
            try (Senders senders = new Senders(port, CONNECTIONS, () -> false)) {
                for (FailPoint point : POINTS) {
                    instance.options(Death.at(point, random).option());
                    instance.run("start");
                    await("the engine to end at " + point)
                            .atMost(BACK)
                            .until(() -> instance.process().isEmpty());
                    died(senders, point.word());
                }
                instance.options("");
                for (int i = 0; i < KILLS; i++) {
                    instance.start();
                    underLoad(senders);
                    kill(instance);
                    died(senders, "killed");
                }
                instance.start();
                underLoad(senders);
                senders.stop();
                assertThat(senders.refusals()).as("answers that were no yes").isEmpty();
                assertWhole(instance, senders);
            }
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    private void underLoad(Senders senders) {
        int more = senders.acknowledgements() + 200 + random.nextInt(800);
        await("load").atMost(BACK).until(() -> senders.acknowledgements() > more);
    }

    private static void kill(Instance instance) {
        Optional<ProcessHandle> engine = instance.process();
        engine.orElseThrow().destroyForcibly();
        engine.orElseThrow().onExit().join();
    }

    private void died(Senders senders, String how) {
        System.out.printf("  %s at %d acknowledged%n", how, senders.acknowledgements());
        lab.nextLife();
        ward.nextLife();
    }

    private void assertWhole(Instance instance, Senders senders) {
        long accepted = accepted(instance);
        await("both queues to drain")
                .atMost(DRAINED)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> lab.count() == accepted && ward.count() == accepted);
        await("the ledger")
                .atMost(BACK)
                .untilAsserted(() -> assertThat(said(instance).code()).isZero());
        System.out.printf(
                "  acknowledged %d, accepted %d; %s; %s%n",
                senders.acknowledgements(), accepted, lab, ward);

        assertThat(accepted).isGreaterThanOrEqualTo(senders.acknowledgements());
        assertThat(sums(instance))
                .as("accepted and created of feed, lab and ward")
                .containsExactly(accepted, 0L, 0L, accepted, 0L, accepted);
        for (Arrivals log : List.of(lab, ward)) {
            assertThat(Arrivals.missing(senders.acknowledged(), log.first()))
                    .as("acknowledged, but not in the log of %s", log)
                    .isEmpty();
            assertThat(log.count()).as("different messages in %s", log).isEqualTo((int) accepted);
            assertThat(log.changed()).as("came with other bytes").isEmpty();
            assertThat(log.needless()).as("sent twice by one engine").isEmpty();
            assertThat(Arrivals.outOfOrder(log.first())).as("order in %s", log).isEmpty();
        }
    }

    private static Result said(Instance instance) {
        return instance.exec("ledger:show");
    }

    private static long accepted(Instance instance) {
        return sums(instance).get(0);
    }

    private static List<Long> sums(Instance instance) {
        return SUMS.matcher(said(instance).out())
                .results()
                .flatMap(r -> List.of(r.group(1), r.group(2)).stream())
                .map(Long::valueOf)
                .toList();
    }

    private static MllpReceiver receiver(Arrivals log) {
        MllpReceiver receiver = MllpReceiver.on(0);
        receiver.answering(log::take);
        return receiver;
    }

    private static String feed(int port) {
        return """
               source: { mllp: { listen: { port: %d } }, format: hl7v2 }
               destinations:
                 systems: { channel: [lab, ward] }
               """
                .formatted(port);
    }

    private static String target(MllpReceiver peer) {
        return """
               source: { channel: {}, format: hl7v2 }
               destinations:
                 out: { mllp: { connect: "127.0.0.1:%d" } }
               """
                .formatted(peer.port());
    }
}
