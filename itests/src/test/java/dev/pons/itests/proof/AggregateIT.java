package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.store.FailPoint;
import dev.pons.itests.archive.Instance;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The engine ends under load while messages become few: killed, after a group was joined and before
 * that is recorded, after it is recorded and before its steps ran, and between the members. Every
 * message that was acknowledged is in exactly one result.
 */
class AggregateIT {

    private static final int WANTED = 10_000;
    private static final int CONNECTIONS = 16;
    private static final Pattern CONTROL = Pattern.compile("MSH\\|(?:[^|\\r]*\\|){8}([^|\\r]+)\\|");
    private static final List<Death> DEATHS =
            List.of(
                    new Death(Optional.of(FailPoint.JOINED), 40),
                    new Death(Optional.of(FailPoint.CLOSED), 60),
                    new Death(Optional.of(FailPoint.ROUTED), 300),
                    new Death(Optional.of(FailPoint.JOINED), 1),
                    new Death(Optional.empty(), 0));

    @Test
    void each_of_ten_thousand_is_in_exactly_one_result_however_the_engine_ends() throws Exception {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.channel("batches", channel(port));
            try (Senders senders = new Senders(port, CONNECTIONS, () -> false)) {
                for (Death death : DEATHS) {
                    live(instance, senders, death);
                }
                instance.options("").start();
                await("load")
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> senders.acknowledgements() >= WANTED);
                senders.stop();
                closeAll(instance);
                assertExactlyOnce(senders, results(instance.base().resolve("out")));
            }
            assertThat(Books.of(instance).agrees()).isTrue();
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    private static void live(Instance instance, Senders senders, Death death) {
        int before = senders.acknowledgements();
        instance.options("-Dpons.segment.megabytes=1 " + death.option());
        instance.run("start");
        if (death.point().isPresent()) {
            await("the engine to end " + death)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> instance.process().isEmpty());
            return;
        }
        await("load")
                .atMost(Duration.ofMinutes(2))
                .until(() -> senders.acknowledgements() > before + 1_000);
        instance.kill9();
    }

    private static void closeAll(Instance instance) {
        await("the results to be written")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            instance.exec("aggregate:close batches");
                            return instance.exec("aggregate:list batches")
                                            .out()
                                            .contains("no group is open")
                                    && Books.of(instance).queued() == 0;
                        });
    }

    /** Of each result by its id, whose file may have been written again after a crash. */
    private static List<String> results(Path folder) throws IOException {
        var byResult = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var id = file.getFileName().toString().replaceFirst("^([0-9]+-[0-9]+).*", "$1");
                byResult.put(id, Files.readString(file));
            }
        }
        var members = new ArrayList<String>();
        for (var text : byResult.values()) {
            int before = members.size();
            var match = CONTROL.matcher(text);
            while (match.find()) {
                members.add(match.group(1));
            }
            assertThat(text).contains("BTS|" + (members.size() - before) + "\r");
        }
        System.out.printf(
                "aggregate: %d results of %d messages%n", byResult.size(), members.size());
        return members;
    }

    private static void assertExactlyOnce(Senders senders, List<String> members) {
        assertThat(members).as("in two results").doesNotHaveDuplicates();
        assertThat(Arrivals.missing(senders.acknowledged(), members)).as("in none").isEmpty();
        assertThat(senders.acknowledgements()).isGreaterThanOrEqualTo(WANTED);
    }

    private static String channel(int port) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
               steps:
                 - aggregate: { key: "{MSH-4}", until: [7, 2s] }
               destinations:
                 out: { file: { folder: out, name: "{id}.hl7" } }
               """
                .formatted(port);
    }
}
