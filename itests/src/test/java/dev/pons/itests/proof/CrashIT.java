package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.itests.archive.Result;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine is killed under load, again and again: what it acknowledged is delivered, in order
 * where order was promised (semantics 2.1: nothing is acknowledged before an fsync that covers it).
 * {@code -Dpons.crash.rounds=30} makes it a long run.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("pons.crash.rounds", 3);
    private static final long SEED = Long.getLong("pons.crash.seed", System.nanoTime());
    private static final int CONNECTIONS = 64;
    private static final Duration BACK = Duration.ofSeconds(20);
    private static final Duration DRAINED = Duration.ofSeconds(60L + 10L * ROUNDS);

    private final Random random = new Random(SEED);
    private final Arrivals parallel = new Arrivals("no order");
    private final Arrivals strict = new Arrivals("strict order");
    private final Arrivals keyed = new Arrivals("order by key");

    @Test
    void what_was_acknowledged_is_delivered_however_often_the_engine_is_killed() {
        System.out.printf(
                "crash: %d rounds, seed %d (repeat with -Dpons.crash.seed)%n", ROUNDS, SEED);
        int port = Instance.freePort();
        try (MllpReceiver first = receiver(parallel);
                MllpReceiver second = slow(strict);
                MllpReceiver third = receiver(keyed);
                Instance instance = Instance.fresh()) {
            instance.channel("night", channel(port, first.port(), second.port(), third.port()));
            instance.start();
            try (Senders senders = new Senders(port, CONNECTIONS)) {
                for (int round = 1; round <= ROUNDS; round++) {
                    int unfinished = killUnderLoad(instance, senders);
                    System.out.printf(
                            "  round %d: killed with %d acknowledged and not yet delivered; %s%n",
                            round, unfinished, restart(instance, senders));
                }
                await().until(() -> parallel.count() > senders.acknowledgements() / 2);
                senders.stop();
                assertNothingLost(instance, senders);
            }
        }
    }

    /**
     * At a random moment; the checks say that it was one with work in the air and in the journal.
     */
    private int killUnderLoad(Instance instance, Senders senders) {
        int begin = senders.acknowledgements();
        int more = 1_000 + random.nextInt(4_000);
        await("load").atMost(BACK).until(() -> senders.acknowledgements() > begin + more);
        int cutOff = senders.cutOff();
        long pid = instance.pid();
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
        ProcessHandle engine = ProcessHandle.of(pid).orElseThrow();
        engine.destroyForcibly();
        engine.onExit().join();

        assertThat(unfinished).as("acknowledged and not yet delivered when it died").isPositive();
        await("lines that broke with a message on them").until(() -> senders.cutOff() > cutOff);
        return unfinished;
    }

    private int unfinished(Senders senders) {
        return senders.acknowledgements() - strict.count();
    }

    private String restart(Instance instance, Senders senders) {
        int before = senders.acknowledgements();
        long begin = System.nanoTime();
        Result started = instance.run("start").ok();
        await("an answer after the restart")
                .atMost(BACK)
                .until(() -> senders.acknowledgements() > before);
        long answered = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertThat(answered).as("ms until it answers again").isLessThan(BACK.toMillis());
        Books books = Books.of(instance);
        assertThat(books.agrees()).as("ledger:show:%n%s", books).isTrue();
        return "start %d ms, answers after %d ms".formatted(started.time().toMillis(), answered);
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
    private static MllpReceiver slow(Arrivals log) {
        MllpReceiver receiver = MllpReceiver.on(0);
        receiver.answering(
                message -> {
                    LockSupport.parkNanos(200_000);
                    return log.take(message);
                });
        return receiver;
    }

    private static String channel(int port, int parallel, int strict, int keyed) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
               destinations:
                 parallel:
                   mllp: { connect: "127.0.0.1:%d" }
                   order: { none: { lanes: 16 } }
                 strict:
                   mllp: { connect: "127.0.0.1:%d" }
                 keyed:
                   mllp: { connect: "127.0.0.1:%d" }
                   order: { key: ["{MSH-4}"], lanes: 8 }
               """
                .formatted(port, parallel, strict, keyed);
    }
}
