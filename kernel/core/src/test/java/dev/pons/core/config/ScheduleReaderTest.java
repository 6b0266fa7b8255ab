package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.config.schedule.Schedule.Missed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** {@code schedule:} of a source, and what is said of one that is wrong. */
class ScheduleReaderTest {

    private final Faults faults = new Faults();

    private Optional<Schedule> schedule(String text) {
        var file =
                """
                zone: Europe/Berlin
                source:
                  file: { folder: in }
                  schedule: %s
                destinations: { out: { file: { folder: out } } }
                """
                        .formatted(text);
        return ChannelReader.read("ehr.yaml", file, name -> Optional.empty(), faults)
                .flatMap(channel -> channel.source().schedule());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5m | every 5m",
                "{ every: 5m, jitter: 30s } | every 5m",
                "{ every: 5m, hours: 06-22, days: [mon-fri] } | every 5m, 06:00-22:00, MON TUE WED"
                        + " THU FRI",
                "{ at: \"06:30\" } | at 06:30",
                "{ at: 6:30 } | at 06:30",
                "{ at: [\"18:00\", \"06:30:15\"], days: [sat, sun] } | at 06:30:15, 18:00, SAT SUN",
                "{ at: [\"06:30\"], days: fri-mon } | at 06:30, MON FRI SAT SUN",
                "{ cron: \"0 30 6 ? * MON-FRI\" } | cron 0 30 6 ? * MON-FRI",
                "{ cron: 30 6 * * 1-5, missed: skip } | cron 30 6 * * 1-5"
            })
    void oneLanguageForAllKinds(String text, String words) {
        var schedule = schedule(text).orElseThrow(() -> new AssertionError(faults.list()));
        assertThat(schedule.words()).isEqualTo(words);
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void whatIsNotSaidIsOnceAndWithoutJitter() {
        assertThat(schedule("{ at: \"06:30\" }").orElseThrow().missed()).isEqualTo(Missed.ONCE);
        assertThat(schedule("5m").orElseThrow().jitter()).isEqualTo(Duration.ZERO);
        assertThat(schedule("{ at: \"06:30\", missed: all, jitter: 90s }").orElseThrow())
                .satisfies(s -> assertThat(s.missed()).isEqualTo(Missed.ALL))
                .satisfies(s -> assertThat(s.jitter()).isEqualTo(Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * * * | 4:13: \"schedule\": \"0 6 * * *\" is no duration; write for example"
                        + " 250ms, 30s, 5m, 2h or 1d; or write for example 5m, { at: [\"06:30\"] } or"
                        + " { cron: \"0 30 6 ? * MON-FRI\" }",
                "0s | 4:3: \"schedule\" must be longer than nothing; write for example 1s",
                "367d | 4:3: \"schedule\" must not be longer than a year; write at most 366d",
                "{ at: \"06:30\", jitter: 25h } | 4:28: \"jitter\" must be shorter",
                "[5m] | 4:13: \"schedule\": a list stands here; write one text",
                "{ every: 5m, at: \"06:30\" } | 4:13: a schedule has one of every, at and cron, here"
                        + " stand every and at; write for example 5m,",
                "{ jitter: 5m } | 4:13: a schedule has one of every, at and cron, here stands none;",
                "{ evry: 5m } | 4:15: unknown word \"evry\"; did you mean \"every\"?",
                "{ every: 0s } | 4:15: \"every\" must be longer than nothing; write for example 1s",
                "{ every: 5m, jitter: 5m } | 4:26: \"jitter\" must be shorter than the time between"
                        + " two runs, and at most 24h; write for example 30s",
                "{ cron: 0/30 * * * * ?, jitter: 30s } | 4:37: \"jitter\" must be shorter than the"
                        + " time between two runs,",
                "{ at: [\"06:30\", \"06:31\"], jitter: 2m } | 4:39: \"jitter\" must be shorter",
                "{ at: \"6.30\" } | 4:19: \"at\": \"6.30\" is no time of a day; write for example"
                        + " [\"06:30\", \"18:00\"]",
                "{ at: \"24:00\" } | 4:19: \"at\": \"24:00\" is a time that no day has; write 00:00"
                        + " to 23:59",
                "{ at: \"05:30\", hours: 06-22 } | 4:19: \"at\": \"05:30\" is not within the hours"
                        + " 06:00-22:00; take it out, or leave out \"hours\"",
                "{ at: [] } | 4:19: \"at\": the list is empty; remove the line",
                "{ every: 5m, days: [workdays] } | 4:33: \"days\": \"workdays\" are no days of the"
                        + " week; write for example [mon-fri], or [sat, sun]",
                "{ every: 5m, hours: 6-25 } | 4:33: \"hours\": \"6-25\" names an hour that no day"
                        + " has; write for example 06-22",
                "{ at: \"06:30\", missed: twice } | 4:36: \"missed\": \"twice\" is unknown; choose"
                        + " one of skip, once, all",
                "{ cron: \"0 30 25 ? * MON\" } | 4:21: \"cron\": \"0 30 25 ? * MON\" has no hour"
                        + " \"25\"; write 0 to 23",
                "{ cron: \"0 0 6 30 2 ?\" } | 4:15: \"cron\" names times that never come; write for",
                "{ cron: \"0 0 5 * * ?\", hours: 06-22 } | 4:15: \"cron\" names times that never"
                        + " come;"
            })
    void whatIsWrongIsSaidWithFileAndLineAndWhatToWrite(String text, String words) {
        assertThat(schedule(text)).isEmpty();
        assertThat(faults.list())
                .first()
                .satisfies(f -> assertThat(f.toString()).startsWith("ehr.yaml:" + words));
    }
}
