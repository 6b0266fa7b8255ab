package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.plugin.sql.Sqlite;
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

/** Channel language, section 9, number 3: rows of a database to a real SFTP server. */
class SftpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String HEADER = "id,mrn,ward\n";

    @TempDir Path root;

    private static String server(SftpServer server, String hostKey) {
        return "server: { password: \"${secret:warehouse}\", host-key: \"%s\", timeout: 5s }"
                .formatted(hostKey.isEmpty() ? server.fingerprint() : hostKey);
    }

    /** As examples/nightly-extract, with a night every two seconds. */
    private static String extract(Path database, int port, String server) {
        return """
        source:
          sql:
            url: "jdbc:sqlite:%s"
            query: "select id, mrn, ward from admissions where id > :position order by id"
            position: id
            start: "0"
            message: rows
            as: delimited
            max-rows: 2
          format: { delimited: { columns: [id, mrn, ward] } }
          schedule: 2s
        steps:
          - aggregate: { until: end-of-poll, empty: send }
        destinations:
          warehouse:
            file: { folder: "sftp://pons@127.0.0.1:%d/nightly", name: "{id}.csv", %s }
            retry: { first: 200ms, longest: 1s, jitter: no }
        """
                .formatted(database, port, server);
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
            Path his = root.resolve("his.db");
            Sqlite.run(
                    his, "create table admissions (id integer primary key, mrn text, ward text)");
            instance.file("etc/secrets/warehouse", SftpServer.PASSWORD + "\n");
            instance.channel("extract", extract(his, port, server(peer, "")));
            instance.channel("fetch", fetch(port, server(peer, "")));
            instance.start();
            await().atMost(PATIENCE).until(() -> extracts().contains(HEADER));

            pagesOfANightAreOneFile(his);

            peer.away();
            Sqlite.run(his, "insert into admissions values (7, '4712', 'W2')");
            instance.awaitExec("channel:list", said -> said.contains("nobody listens at sftp://"));
            peer.back();
            await().atMost(PATIENCE).until(() -> extracts().contains(HEADER + "7,4712,W2\n"));

            goesOnAfterARestart(instance, results, his);
            assertThat(String.join("", extracts()))
                    .containsOnlyOnce("4711")
                    .containsOnlyOnce("4712")
                    .containsOnlyOnce("4713");
            assertThat(instance.log())
                    .doesNotContain(SftpServer.PASSWORD)
                    .doesNotContain("Exception");
        }
    }

    private void pagesOfANightAreOneFile(Path his) {
        Sqlite.run(his, "insert into admissions values (1, '4711', 'W1')");
        await().atMost(PATIENCE).until(() -> extracts().contains(HEADER + "1,4711,W1\n"));

        Sqlite.run(
                his, "insert into admissions values (4, 'a', 'W'), (5, 'b', 'W'), (6, 'c', 'W')");
        var pages = HEADER + "4,a,W\n5,b,W\n6,c,W\n";
        await("pages of a night in one file")
                .atMost(PATIENCE)
                .until(() -> extracts().contains(pages));
    }

    private void goesOnAfterARestart(Instance instance, Path results, Path his) throws Exception {
        put(results.resolve("r1.txt"), "result 1");
        await().atMost(PATIENCE).until(() -> fetched(instance).equals(List.of("result 1")));
        instance.run("stop").ok();
        put(results.resolve("r2.txt"), "result 2");
        Sqlite.run(his, "insert into admissions values (8, '4713', 'W3')");
        instance.start();
        await().atMost(PATIENCE).until(() -> fetched(instance).size() > 1);
        await().atMost(PATIENCE).until(() -> extracts().contains(HEADER + "8,4713,W3\n"));
        assertThat(fetched(instance)).containsExactlyInAnyOrder("result 1", "result 2");
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
