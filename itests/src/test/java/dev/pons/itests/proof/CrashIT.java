package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.itests.archive.Result;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine ends under load, again and again, at random moments and at every step of the pipeline
 * that has a name, while its channel is swapped and its segments are full all the time: what it
 * acknowledged is delivered, in order where order was promised (semantics 2.1: nothing is
 * acknowledged before an fsync that covers it), and what comes twice was sent by two engines, with
 * the same bytes. {@code -Dproof.rounds=30} makes it a long run: that many random kills, and twice
 * as many named points.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("proof.rounds", 2);
    private static final long SEED = Long.getLong("proof.seed", System.nanoTime());
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int CONNECTIONS = 64;
    private static final int BEHIND = 8_000;
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration REACHED = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofSeconds(60L + 20L * ROUNDS);

    private final Random random = new Random(SEED);
    private final Arrivals parallel = new Arrivals("no order");
    private final Arrivals strict = new Arrivals("strict order");
    private final Arrivals keyed = new Arrivals("order by key");
    private volatile boolean hurry;

    @Test
    void what_was_acknowledged_is_delivered_however_often_the_engine_ends() {
        List<Death> deaths = Death.some(ROUNDS, random);
        System.out.printf(
                "crash: %d ends, seed %d (repeat with -Dproof.seed)%n", deaths.size(), SEED);
        int port = Ports.free();
        try (MllpReceiver first = receiver(parallel);
                MllpReceiver second = slow(strict);
                MllpReceiver third = receiver(keyed);
                Instance instance = Instance.fresh()) {
            List<MllpReceiver> peers = List.of(first, second, third);
            if (random.nextBoolean()) {
                System.out.println("  encrypted");
                instance.with("PONS_MASTER_KEY", KEY);
            }
            instance.channel("night", channel(0, port, peers));
            try (Senders senders = new Senders(port, CONNECTIONS, this::isFarBehind)) {
                Swapping swapping =
                        new Swapping(v -> instance.channel("night", channel(v, port, peers)));
                try (swapping) {
                    for (Death death : deaths) {
                        System.out.printf("  %s: %s%n", death, live(instance, senders, death));
                        await("the lines of the dead engine to end")
                                .until(() -> peers.stream().allMatch(p -> p.lines() == 0));
                        List.of(parallel, strict, keyed).forEach(Arrivals::nextLife);
                    }
                }
                instance.options("").start();
                int before = senders.acknowledgements();
                await("load")
                        .atMost(REACHED)
                        .until(() -> senders.acknowledgements() > before + 2_000);
                senders.stop();
                hurry = true;
                assertThat(senders.cutOff()).as("messages that were on a line then").isPositive();
                assertNothingLost(instance, senders);
            }
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    /** One life of the engine, from its start to its end. */
    private String live(Instance instance, Senders senders, Death death) {
        int before = senders.acknowledgements();
        long begin = System.nanoTime();
        instance.options("-Dpons.segment.megabytes=1 " + death.option());
        Result started = instance.run("start");
        if (death.point().isPresent()) {
            await("the engine to end " + death)
                    .atMost(REACHED)
                    .until(() -> hasEnded(instance, death));
            return "%d acknowledged".formatted(senders.acknowledgements() - before);
        }
        started.ok();
        await("an answer after the restart")
                .atMost(BACK)
                .until(() -> senders.acknowledgements() > before);
        long answered = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        Books books = Books.of(instance);
        assertThat(books.agrees()).as("ledger:show:%n%s", books).isTrue();
        int unfinished = killUnderLoad(instance, senders);
        return "%d acknowledged, %d of all not yet delivered; answered %d ms after its start"
                .formatted(senders.acknowledgements() - before, unfinished, answered);
    }

    private static boolean hasEnded(Instance instance, Death death) {
        if (death.isAtTidying() && instance.process().isPresent()) {
            instance.exec("store:tidy");
        }
        return instance.process().isEmpty();
    }

    /**
     * At a random moment; the checks say that it was one with work in the air and in the journal.
     */
    private int killUnderLoad(Instance instance, Senders senders) {
        int begin = senders.acknowledgements();
        int more = 500 + random.nextInt(4_000);
        await("load").atMost(BACK).until(() -> senders.acknowledgements() > begin + more);
        int last = senders.acknowledgements();
        await("an acknowledgement a moment before the end, and messages on the wire")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(BACK)
                .until(
                        () ->
                                senders.acknowledgements() > last
                                        && senders.inFlight() > 0
                                        && unfinished(senders) > 0);
        int unfinished = unfinished(senders);
        ProcessHandle engine = instance.process().orElseThrow();
        engine.destroyForcibly();
        engine.onExit().join();

        assertThat(unfinished).as("acknowledged and not yet delivered when it died").isPositive();
        return unfinished;
    }

    /** What is queued must be delivered in the end, and a short run should be short. */
    private boolean isFarBehind() {
        return parallel.count() - strict.count() > BEHIND;
    }

    private int unfinished(Senders senders) {
        return senders.acknowledgements() - strict.count();
    }

    private void assertNothingLost(Instance instance, Senders senders) {
        int acknowledged = senders.acknowledgements();
        long begin = System.nanoTime();
        await("the queues to drain")
                .atMost(DRAINED)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> Books.of(instance).queued() == 0);
        Books books = Books.of(instance);
        System.out.printf(
                "  acknowledged %d, accepted %d, drained in %d ms%n",
                acknowledged, books.accepted(), (System.nanoTime() - begin) / 1_000_000);

        assertThat(senders.refusals()).as("answers that were no yes").isEmpty();
        assertThat(books.agrees()).as("ledger:show:%n%s", books).isTrue();
        assertThat(books.accepted()).isGreaterThanOrEqualTo(acknowledged);
        for (Arrivals log : List.of(parallel, strict, keyed)) {
            System.out.println("  " + log);
            assertThat(Arrivals.missing(senders.acknowledged(), log.first()))
                    .as("acknowledged, but not in the log of %s", log)
                    .isEmpty();
            assertThat(log.changed()).as("came with other bytes").isEmpty();
            assertThat(log.needless()).as("sent twice by one engine").isEmpty();
            assertThat(log.count())
                    .as("what came is what the ledger says")
                    .isEqualTo(books.accepted());
        }
        assertThat(Arrivals.outOfOrder(strict.first())).as("strict order").isEmpty();
        assertThat(Arrivals.outOfOrder(keyed.first())).as("order of each key").isEmpty();
        assertThatTheChecksCanFail(senders);
    }

    /** The same checks on a log that one message was taken out of, and on one with two swapped. */
    private void assertThatTheChecksCanFail(Senders senders) {
        List<String> log = new ArrayList<>(strict.first());
        String gone = senders.acknowledged().iterator().next();
        log.remove(gone);
        assertThat(Arrivals.missing(senders.acknowledged(), log)).containsExactly(gone);

        List<String> swapped = new ArrayList<>(strict.first());
        String one = swapped.get(0);
        String next =
                swapped.stream().skip(1).filter(id -> same(id, one)).findFirst().orElseThrow();
        swapped.set(swapped.indexOf(next), one);
        swapped.set(0, next);
        assertThat(Arrivals.outOfOrder(swapped)).contains(one);
    }

    private static boolean same(String id, String other) {
        return Numbered.connection(id) == Numbered.connection(other);
    }

    private static MllpReceiver receiver(Arrivals log) {
        MllpReceiver receiver = MllpReceiver.on(0);
        receiver.answering(log::take);
        return receiver;
    }

    /** Takes a moment for each message, so that there is always work in its queue. */
    private MllpReceiver slow(Arrivals log) {
        MllpReceiver receiver = MllpReceiver.on(0);
        receiver.answering(
                message -> {
                    if (!hurry) {
                        LockSupport.parkNanos(200_000);
                    }
                    return log.take(message);
                });
        return receiver;
    }

    /** Every version has another text, and every second one other lanes. */
    private static String channel(int version, int port, List<MllpReceiver> peers) {
        return """
               description: version %d
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
               retention: { bytes: 2MB }
               destinations:
                 parallel:
                   mllp: { connect: "127.0.0.1:%d" }
                   order: { none: { lanes: 16 } }
                 strict:
                   mllp: { connect: "127.0.0.1:%d" }
                 keyed:
                   mllp: { connect: "127.0.0.1:%d" }
                   order: { key: ["{MSH-4}"], lanes: %d }
               """
                .formatted(
                        version,
                        port,
                        peers.get(0).port(),
                        peers.get(1).port(),
                        peers.get(2).port(),
                        8 - version % 2);
    }
}
