package dev.pons.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Points at which a test ends the process. */
class FailPointTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir Path folder;

    /** Opens a journal in a process of its own, and appends until it dies. */
    static final class Appends {
        private Appends() {}

        public static void main(String[] args) throws Exception {
            try (var journal =
                    Journal.open(
                            Path.of(args[0]),
                            Settings.DEFAULTS,
                            Clock.systemUTC(),
                            (why, cause) -> {})) {
                for (int i = 0; i < 10; i++) {
                    journal.append(List.of(Samples.received("id-" + i))).await(Samples.LONG);
                }
            }
        }
    }

    private int appends(String option) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dpons.fail=" + option,
                                Appends.class.getName(),
                                folder.resolve("data").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void theProcessEndsAtTheNthPass() throws Exception {
        assertThat(appends("told:4")).isEqualTo(137);
        assertThat(entries()).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("said"))).contains("ends itself at {TOLD=4}");
    }

    @Test
    void beforeTheWriteTheLastOneIsNotThere() throws Exception {
        assertThat(appends("appended:4")).isEqualTo(137);
        assertThat(entries()).isEqualTo(3);
    }

    private int entries() throws IOException, InterruptedException {
        try (var journal =
                        Journal.open(
                                folder.resolve("data"),
                                Settings.DEFAULTS,
                                Clock.systemUTC(),
                                (why, cause) -> {});
                var reader = journal.follow(0)) {
            int count = 0;
            while (reader.next(0)) {
                count++;
            }
            return count;
        }
    }

    @Test
    void aPointThatIsNoneIsSaidAtTheStart() throws Exception {
        assertThat(appends("wriiten")).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("said")))
                .contains("pons.fail has no point 'wriiten'; there are: ")
                .contains("written");
    }

    @Test
    void theOptionHasNamesAndPasses() {
        assertThat(FailPoint.parse("written:3, checkpoint-kept"))
                .isEqualTo(Map.of(FailPoint.WRITTEN, 3, FailPoint.CHECKPOINT_KEPT, 1));
        for (var wrong : List.of("written:0", "written:x", "written:1:2", "")) {
            assertThatThrownBy(() -> FailPoint.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    /** A point that no step passes would make a crash test that never crashes. */
    @Test
    void everyPointIsPassedInExactlyOnePlace() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var code =
                    files.filter(f -> f.toString().endsWith(".java"))
                            .map(FailPointTest::text)
                            .toList();
            for (var point : FailPoint.values()) {
                var call = "FailPoint." + point.name() + ".pass()";
                assertThat(code.stream().filter(text -> text.contains(call))).as(call).hasSize(1);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
