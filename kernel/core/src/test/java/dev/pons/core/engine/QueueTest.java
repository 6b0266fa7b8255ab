package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A long queue in little memory: it arrives, the process is killed, the next one starts, and the
 * peer is back (issue 3). Every life is a process of its own with {@code -Xmx256m}. {@code
 * -Dpons.queue.messages=1000000 -Dpons.queue.stored=5000000} is the long run (2,000 and 3,000);
 * {@code -Dpons.queue.folder} says where the data stands. Prints a table.
 */
@Timeout(7200)
class QueueTest {

    @TempDir Path temp;

    private final Map<String, Map<String, Long>> lives = new LinkedHashMap<>();

    @Test
    void aLongQueueNeedsLittleMemoryAndNoTimeAtTheStart() throws Exception {
        int many = Integer.getInteger("pons.queue.messages", 2_000);
        int stored = Integer.getInteger("pons.queue.stored", 3_000);
        var root = System.getProperty("pons.queue.folder");
        var folder = root == null ? temp : Files.createTempDirectory(Path.of(root), "queue");
        live("empty", folder.resolve("empty"), 0, 0);
        if (stored > many) {
            live("deliver", folder.resolve("data"), stored - many, 0);
        }
        live("fill", folder.resolve("data"), many, 9);
        live("look", folder.resolve("data"), 0, 0);
        live("drain", folder.resolve("data"), 0, 0);
        print();
        long bytes =
                (figure("look", "heap-live-mb") - figure("empty", "heap-live-mb") << 20) / many;
        System.out.println("bytes of memory for each that waits: " + bytes);
        assertThat(figure("look", "queued")).as("after kill -9").isEqualTo(many);
        assertThat(figure("drain", "queued")).as("after an orderly end").isEqualTo(many);
        assertThat(figure("drain", "drained")).isEqualTo(many);
        assertThat(figure("drain", "wrong-order")).isZero();
        assertThat(figure("look", "start-ms")).isLessThan(figure("empty", "start-ms") + slow());
        assertThat(figure("drain", "start-ms")).isLessThan(figure("empty", "start-ms") + slow());
    }

    /** 2 s are asked of a machine that does nothing else. */
    private static long slow() {
        return Long.getLong("pons.queue.slow", 20_000);
    }

    private long figure(String life, String name) {
        return lives.get(life).get(name);
    }

    private void live(String what, Path folder, int many, int code) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                QueueRun.class.getName(),
                                what,
                                folder.toString(),
                                "" + many)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var said = read(process);
        assertThat(process.waitFor()).as("%s: %s", what, said).isEqualTo(code);
        lives.put(what, said);
    }

    private static Map<String, Long> read(Process process) throws IOException {
        var said = new LinkedHashMap<String, Long>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var parts = line.split(" ");
                said.merge(parts[0], Long.valueOf(parts[1]), Math::max);
            }
        }
        return said;
    }

    private void print() {
        var names = new TreeSet<String>();
        lives.values().forEach(said -> names.addAll(said.keySet()));
        var table = new StringBuilder(String.format("%-16s", ""));
        lives.keySet().forEach(life -> table.append(String.format("%12s", life)));
        for (var name : names) {
            table.append(String.format("%n%-16s", name));
            lives.values()
                    .forEach(
                            said ->
                                    table.append(
                                            String.format("%12s", said.getOrDefault(name, 0L))));
        }
        System.out.println(table);
    }
}
