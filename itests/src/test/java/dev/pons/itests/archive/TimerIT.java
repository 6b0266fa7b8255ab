package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Runs of a timer on the archive, whose engine is killed again and again. */
class TimerIT {

    private static final int KILLS = 4;

    /** A file for each message: the planned time, and the message's id. */
    private static final String EVERY_SECOND =
            """
            zone: UTC
            source:
              timer: { body: "{meta.timer.planned}" }
              schedule: { cron: "* * * * * ?", missed: all }
              format: text
            destinations:
              out: { file: { folder: runs, name: "{meta.timer.planned | cut(14)}_{id}" } }
            """;

    private static List<String> planned(Instance instance) throws IOException {
        Path folder = instance.base().resolve("runs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.contains("_"))
                    .map(name -> name.replaceFirst("_.*", ""))
                    .sorted()
                    .toList();
        }
    }

    /** "Exactly one message per run also across restart and kill -9". */
    @Test
    void aRunIsOneMessageAcrossKills() throws Exception {
        try (Instance instance = Instance.fresh().channel("second", EVERY_SECOND)) {
            for (int i = 0; i < KILLS; i++) {
                int before = planned(instance).size();
                instance.start();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> planned(instance).size() > before + 3);
                instance.kill9();
            }
            instance.start();
            int before = planned(instance).size();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> planned(instance).size() > before + 3);
            assertThat(instance.exec("channel:stop second").ok().out()).contains("STOPPED");
            List<String> runs = planned(instance);
            assertThat(runs).doesNotHaveDuplicates();
            assertThat(runs)
                    .as("with `missed: all` no second is left out")
                    .hasSize(seconds(runs.get(0), runs.get(runs.size() - 1)) + 1);
        }
    }

    private static int seconds(String first, String last) {
        return (int) Duration.between(time(first), time(last)).toSeconds();
    }

    private static LocalDateTime time(String planned) {
        return LocalDateTime.parse(planned, DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
    }
}
