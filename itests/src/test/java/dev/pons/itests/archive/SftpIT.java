package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Channel language, section 9, number 3, without its SQL: an extract to a real SFTP server. */
class SftpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String HEADER = "mrn,name,ward\n";

    @TempDir Path root;

    private static String server(SftpServer server, String hostKey) {
        return "server: { password: \"${secret:warehouse}\", host-key: \"%s\", timeout: 5s }"
                .formatted(hostKey.isEmpty() ? server.fingerprint() : hostKey);
    }

    private static String extract(int port, String server) {
        return """
        source:
          file: { folder: wards, glob: "*.csv", settle: 0s }
          format: { delimited: { columns: [mrn, name, ward] } }
          schedule: 2s
        steps:
          - aggregate: { until: end-of-poll, empty: send }
        destinations:
          warehouse:
            file: { folder: "sftp://pons@127.0.0.1:%d/nightly", name: "{id}.csv", %s }
            retry: { first: 200ms, longest: 1s, jitter: no }
        """
                .formatted(port, server);
    }

    private static String fetch(int port, String server) {
        return """
        source:
          file: { folder: "sftp://pons@127.0.0.1:%d/results", settle: 0s, %s }
          format: text
          schedule: 500ms
        destinations:
          out: { file: { folder: fetched, name: "{id}.txt" } }
        """
                .formatted(port, server);
    }

    private List<String> extracts() {
        try (Stream<Path> files = Files.list(root.resolve("nightly"))) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .map(SftpIT::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        Path part = Files.writeString(file.resolveSibling("." + file.getFileName()), text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void extractsWithAHeaderGoToSftpEachRowOnceAndAnEmptyOneToo() throws Exception {
        int port = Ports.free();
        Files.createDirectories(root.resolve("nightly"));
        Path results = Files.createDirectories(root.resolve("results"));
        try (SftpServer peer = new SftpServer(root, port);
                Instance instance = Instance.fresh()) {
            Path wards = Files.createDirectories(instance.base().resolve("wards"));
            instance.file("etc/secrets/warehouse", SftpServer.PASSWORD + "\n");
            instance.channel("extract", extract(port, server(peer, "")));
            instance.channel("fetch", fetch(port, server(peer, "")));
            instance.start();
            await().atMost(PATIENCE).until(() -> extracts().contains(HEADER));

            put(wards.resolve("w1.csv"), HEADER + "4711,Brugger,W1\n");
            await().atMost(PATIENCE).until(() -> extracts().contains(HEADER + "4711,Brugger,W1\n"));

            peer.away();
            put(wards.resolve("w2.csv"), HEADER + "4712,Mai,W2\n");
            instance.awaitExec("channel:list", said -> said.contains("nobody listens at sftp://"));
            peer.back();
            await().atMost(PATIENCE).until(() -> extracts().contains(HEADER + "4712,Mai,W2\n"));

            put(results.resolve("r1.txt"), "result 1");
            await().atMost(PATIENCE).until(() -> fetched(instance).equals(List.of("result 1")));
            instance.run("stop").ok();
            put(results.resolve("r2.txt"), "result 2");
            instance.start();
            await().atMost(PATIENCE).until(() -> fetched(instance).size() > 1);
            assertThat(fetched(instance)).containsExactlyInAnyOrder("result 1", "result 2");
            assertThat(String.join("", extracts()))
                    .containsOnlyOnce("4711")
                    .containsOnlyOnce("4712");
            assertThat(instance.log())
                    .doesNotContain(SftpServer.PASSWORD)
                    .doesNotContain("Exception");
        }
    }

    private static List<String> fetched(Instance instance) {
        Path folder = instance.base().resolve("fetched");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .map(SftpIT::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatIsNotTheOneSaysWhichKeyItHas() throws Exception {
        int port = Ports.free();
        Files.createDirectories(root.resolve("results"));
        try (SftpServer peer = new SftpServer(root, port);
                Instance instance = Instance.fresh()) {
            instance.file("etc/secrets/warehouse", SftpServer.PASSWORD + "\n");
            instance.channel("fetch", fetch(port, server(peer, "SHA256:another")));
            instance.start();
            instance.awaitExec("channel:show fetch", said -> said.contains(peer.fingerprint()));
        }
    }
}
