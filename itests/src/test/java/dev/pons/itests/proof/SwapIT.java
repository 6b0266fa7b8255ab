package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.MllpReceiver;
import dev.pons.itests.archive.VendorBuild;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Jars and the channel's file are swapped while 64 connections send (semantics section 6): nothing
 * is lost, refused, sent twice or disconnected, as the peers' own logs say. {@code
 * -Dproof.swaps=20} makes it a long run: that many swaps of each kind. {@code -Dproof.longest=500}
 * says how many milliseconds nobody may wait for an answer, on a machine that does nothing else; a
 * busy one has pauses of its own.
 */
class SwapIT {

    private static final int SWAPS = Integer.getInteger("proof.swaps", 2);
    private static final int CONNECTIONS = 64;
    private static final int BEHIND = 8_000;
    private static final Duration LONGEST =
            Duration.ofMillis(Integer.getInteger("proof.longest", 5_000));
    private static final String LIST = "plugin:list";
    private static final Pattern ID = Pattern.compile("\\|(\\d\\d-\\d{8})\\|P\\|");

    private static final Path MLLP = Revision.built("mllp");
    private static final Path HL7 = Revision.built("hl7v2");
    private static Path vendor;

    private final Arrivals arrivals = new Arrivals("the peer");
    private int revision;

    @BeforeAll
    static void build() {
        vendor = new VendorBuild().jar("1.0.0", "!");
    }

    @Test
    void nothing_is_lost_refused_doubled_or_disconnected() {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            peer.answering(arrivals::take);
            Revision.of(vendor, "1.0.0").drop(instance);
            instance.channel("night", channel(0, port, peer, instance)).start();
            instance.awaitListening(port);
            try (Senders senders =
                    new Senders(
                            port,
                            CONNECTIONS,
                            () -> arrivals.count() - shouted(instance) > BEHIND)) {
                load(senders, 5_000);
                senders.longest();
                IntConsumer file = n -> instance.channel("night", channel(n, port, peer, instance));
                each("listener and destination", senders, n -> swap(instance, MLLP));
                each("step and destination", senders, n -> swap(instance, vendor));
                each("format", senders, n -> swap(instance, HL7));
                each("channel's file", senders, file);
                senders.stop();
                assertNothingHappened(instance, senders);
                assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
            }
        }
    }

    /** The peer of a long answer waits through a swap, and its connection serves on. */
    @Test
    void an_answer_that_takes_long_comes_on_the_same_connection_and_holds_up_nobody()
            throws Exception {
        int port = Ports.free();
        CountDownLatch answers = new CountDownLatch(1);
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            revised(MLLP).drop(instance);
            instance.channel("asking", asking(port, peer)).start().awaitListening(port);
            peer.answering(message -> slowly(message, answers));
            try (MllpClient waits = MllpClient.to(port);
                    MllpClient other = MllpClient.to(port)) {
                var late = CompletableFuture.supplyAsync(() -> waits.send(named("LATE")));
                await().until(() -> peer.received().size() == 1);
                revised(MLLP).drop(instance);
                instance.awaitExec(LIST, said -> said.contains("being replaced"));
                assertThat(other.send(named("QUICK"))).contains("MSA|AA|QUICK");
                assertThat(late).isNotDone();
                answers.countDown();
                assertThat(late.get()).contains("MSA|AA|LATE");
                assertThat(waits.send(named("NEXT"))).contains("MSA|AA|NEXT");
                instance.awaitExec(LIST, said -> !said.contains("being replaced"));
                assertThat(waits.send(named("LAST"))).contains("MSA|AA|LAST");
            }
            assertThat(peer.received()).hasSize(4);
        }
    }

    /** What Karaf installs besides is nothing to the channels that run. */
    @Test
    void a_feature_that_is_installed_or_taken_away_stops_no_channel() {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            peer.answering(arrivals::take);
            instance.file("more.xml", feature(vendor));
            // operators do not see these commands
            instance.file("etc/org.apache.karaf.command.acl.feature.cfg", "* = admin\n");
            instance.channel("asking", asking(port, peer)).start().awaitListening(port);
            try (Senders senders = new Senders(port, 8, () -> false)) {
                load(senders, 200);
                instance.exec("feature:repo-add file:" + instance.base() + "/more.xml").ok();
                instance.exec("feature:install more").ok();
                instance.awaitExec(LIST, said -> said.contains("destination shout"));
                load(senders, 200);
                instance.exec("feature:uninstall more").ok();
                instance.awaitExec(LIST, said -> !said.contains("destination shout"));
                load(senders, 200);
                senders.stop();
                assertThat(senders.refusals()).isEmpty();
                assertThat(senders.dropped()).as("connections that broke").isZero();
                assertThat(senders.cutOff()).as("answers that never came").isZero();
                assertThat(Arrivals.missing(senders.acknowledged(), arrivals.first())).isEmpty();
                assertThat(arrivals.repeats()).isZero();
            }
        }
    }

    private static String feature(Path jar) {
        return """
               <features name="more" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                 <feature name="more" version="1.0.0"><bundle>%s</bundle></feature>
               </features>
               """
                .formatted(jar.toUri());
    }

    /** 6.1: "a failure keeps or restores the old and says so". */
    @Test
    void a_broken_new_version_changes_nothing_and_the_doctor_says_why() {
        int port = Ports.free();
        try (MllpReceiver peer = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            peer.answering(arrivals::take);
            Revision.of(vendor, "1.0.0").drop(instance);
            instance.channel("night", channel(0, port, peer, instance)).start();
            instance.awaitListening(port);
            try (Senders senders = new Senders(port, 8, () -> false)) {
                load(senders, 500);
                broken(instance, senders, MLLP, "dev/pons/plugin/mllp/MllpSource.class");
                broken(instance, senders, vendor, "com/example/vendor/Reverse.class");
                broken(instance, senders, HL7, "dev/pons/plugin/hl7v2/Hl7v2Type.class");
                senders.stop();
                assertNothingHappened(instance, senders);
            }
        }
    }

    private void broken(Instance instance, Senders senders, Path jar, String lost) {
        Revision bad = Revision.without(jar, "0.9." + ++revision, lost);
        bad.drop(instance);
        instance.awaitExec(
                "plugin:doctor",
                said ->
                        said.contains(
                                        "plugins/"
                                                + bad.name()
                                                + ".jar: is not in use, the version"
                                                + " before it goes on (")
                                && said.contains("is missing"));
        assertThat(instance.exec("channel:list").out()).contains("STARTED");
        load(senders, 500);
    }

    private Revision revised(Path jar) {
        return Revision.of(jar, "2.0." + ++revision);
    }

    private void swap(Instance instance, Path jar) {
        Revision next = revised(jar);
        next.drop(instance);
        instance.awaitExec(
                LIST,
                said -> said.contains("2.0." + revision + " ") && !said.contains("being replaced"));
    }

    private void each(String kind, Senders senders, IntConsumer swap) {
        for (int n = 1; n <= SWAPS; n++) {
            int before = senders.acknowledgements();
            swap.accept(n);
            load(senders, 500);
            System.out.printf(
                    "swap of %s %d: %d acknowledged meanwhile, longest answer %d ms%n",
                    kind, n, senders.acknowledgements() - before, worst(senders));
        }
    }

    private final List<Duration> answers = new ArrayList<>();

    private long worst(Senders senders) {
        answers.add(senders.longest());
        return answers.get(answers.size() - 1).toMillis();
    }

    private static void load(Senders senders, int more) {
        int before = senders.acknowledgements();
        await("load")
                .atMost(Duration.ofSeconds(60))
                .until(() -> senders.acknowledgements() > before + more);
    }

    private void assertNothingHappened(Instance instance, Senders senders) {
        await("the queues to drain")
                .atMost(Duration.ofSeconds(120))
                .until(() -> Books.of(instance).queued() == 0);
        Books books = Books.of(instance);
        System.out.println("  " + senders.acknowledgements() + " acknowledged; " + arrivals);
        assertThat(senders.refusals()).as("answers that were no yes").isEmpty();
        assertThat(senders.dropped()).as("connections that broke").isZero();
        assertThat(senders.cutOff()).as("answers that never came").isZero();
        assertThat(answers).as("longest answers").allMatch(a -> a.compareTo(LONGEST) < 0);
        assertThat(books.agrees()).as("ledger:show:%n%s", books).isTrue();
        assertThat(books.accepted()).isEqualTo(senders.acknowledgements());
        assertThat(Arrivals.missing(senders.acknowledged(), arrivals.first())).isEmpty();
        assertThat(arrivals.repeats()).as("sent twice to the peer").isZero();
        assertThat(arrivals.changed()).isEmpty();
        assertThat(Arrivals.outOfOrder(arrivals.first())).isEmpty();
        List<String> shouts = shouts(instance);
        assertThat(Arrivals.missing(senders.acknowledged(), shouts)).isEmpty();
        assertThat(shouts).hasSameSizeAs(new HashSet<>(shouts));
    }

    private static int shouted(Instance instance) {
        try {
            Path file = instance.base().resolve("shouted.txt");
            return Files.exists(file)
                    ? (int) (Files.size(file) / Numbered.message(Numbered.id(0, 0)).length())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> shouts(Instance instance) {
        return ID.matcher(instance.read("shouted.txt")).results().map(r -> r.group(1)).toList();
    }

    private static String slowly(String message, CountDownLatch answers) {
        try {
            if (message.contains("|LATE|")) {
                answers.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return MllpReceiver.ack("AA", message);
    }

    private static String named(String control) {
        return Numbered.message(Numbered.id(0, 0))
                .replace("|00-00000000|P|", "|" + control + "|P|");
    }

    private static String asking(int port, MllpReceiver peer) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
                 acknowledge: { reply-of: peer }
                 within: 30s
               destinations:
                 peer:
                   mllp: { connect: "127.0.0.1:%d" }
                   order: { none: { lanes: 4 } }
               """
                .formatted(port, peer.port());
    }

    private static String channel(int version, int port, MllpReceiver peer, Instance instance) {
        return """
               description: version %d
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
               steps:
                 - reverse: { really: no }
               destinations:
                 peer:
                   mllp: { connect: "127.0.0.1:%d" }
                 crowd:
                   shout: { file: "%s" }
               """
                .formatted(version, port, peer.port(), instance.base().resolve("shouted.txt"));
    }
}
