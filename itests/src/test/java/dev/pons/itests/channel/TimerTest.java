package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.MessageQuery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The source {@code timer} on an engine. */
class TimerTest {

    @TempDir private Path folder;
    private RunningEngine engine;

    @BeforeEach
    void begin() throws Exception {
        engine = new RunningEngine(folder.resolve("data"));
    }

    @AfterEach
    void end() throws Exception {
        engine.close();
    }

    private String channel(String body, String schedule, String format) {
        return """
        zone: Europe/Berlin
        source:
          timer: { body: "%s" }
          %s
          format: %s
        destinations:
          out: { file: { folder: %s/out } }
        """
                .formatted(body, schedule, format, folder);
    }

    private List<String> bodies() {
        var rows = engine.control().messages(MessageQuery.oldest(9)).rows();
        return rows.stream()
                .map(row -> engine.control().content(row.id(), ""))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** A run gives one message; its body is made of times by the template. */
    @Test
    void aRunGivesOneMessageMadeByTheTemplate() throws Exception {
        engine.start(
                "pulse",
                channel(
                        "planned {meta.timer.planned | date(to='yyyy')}, now {now"
                                + " | date(to='yyyy')}{meta.timer.ordered-by}",
                        "schedule: 1d",
                        "text"));
        await().until(() -> bodies().size() == 1);
        assertThat(bodies()).singleElement().asString().matches("planned 20\\d\\d, now 20\\d\\d");
        engine.control().schedules().run("pulse", "anna");
        await().until(() -> bodies().size() == 2);
        assertThat(bodies().get(1)).endsWith("anna");
        await().until(
                        () ->
                                engine.control()
                                        .schedules()
                                        .of("pulse", 1)
                                        .last()
                                        .filter(run -> run.who().equals("anna"))
                                        .isPresent());
    }

    /** What a body cannot name, and a timer without a schedule, are faults of the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{MSH-10} | schedule: 1h | pulse.yaml:3:18: there is no message yet that `MSH-10`"
                        + " could be read from; write `now` or `meta.NAME`",
                "'{now | next(''n'')}' | schedule: 1h | pulse.yaml:3:18: a sequence counts messages,"
                        + " and there is none yet: use it in a step",
                "ping | '' | pulse.yaml:3:3: this source runs by a schedule only; write for example"
            })
    void whatDoesNotFitIsSaid(String body, String schedule, String words) throws Exception {
        var text = channel(body, schedule, "text");
        var view = engine.deploy("pulse", text, file -> Optional.empty());
        assertThat(view.problems()).singleElement().asString().startsWith(words);
    }

    /** A body that the channel's format does not read shows at the source. */
    @Test
    void aBodyOfAnotherFormatShowsAtTheSource() throws Exception {
        engine.start("pulse", channel("no HL7", "schedule: 1d", "hl7v2"));
        await().until(() -> engine.control().channel("pulse").state() == ChannelState.DOWN);
        assertThat(engine.control().channel("pulse").reason())
                .startsWith("the message of the last run was refused");
    }

    /** Pollers of every kind take the same schedule: files wait for theirs. */
    @Test
    void aFolderIsLookedAtByTheSameSchedule() throws Exception {
        var in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("one.txt"), "one");
        var schedule =
                "schedule: { cron: \"0 0 6 1 1 ? 2050\", hours: 06-22, jitter: 30s, missed: skip }";
        engine.start(
                "inbox",
                channel("", schedule, "text")
                        .replaceFirst("timer: .*", "file: { folder: " + in + ", settle: 0s }"));
        assertThat(engine.control().schedules().of("inbox", 2).next())
                .containsExactly(Instant.parse("2050-01-01T05:00:00Z"));
        assertThat(bodies()).isEmpty();
        engine.control().schedules().run("inbox", "anna");
        await().until(() -> bodies().equals(List.of("one")));
    }
}
