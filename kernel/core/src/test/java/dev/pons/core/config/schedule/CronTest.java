package dev.pons.core.config.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cron expressions with their next runs, across the changes of 2026 in three zones. */
class CronTest {

    private static List<String> runs(String cron, String zone, String from, int count) {
        var schedule =
                new Schedule(
                        Schedule.rule(cron),
                        Active.ALWAYS,
                        Duration.ZERO,
                        Schedule.Missed.ONCE,
                        ZoneId.of(zone));
        var runs = new ArrayList<String>();
        Instant at = OffsetDateTime.parse(from).toInstant();
        for (int i = 0; i < count; i++) {
            at = schedule.next(at).orElseThrow();
            runs.add(at.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
        }
        return runs;
    }

    /** Each line: zone, expression, a moment, and the runs that follow it. */
    @ParameterizedTest(name = "{0}: {1} after {2}")
    @CsvFileSource(resources = "cron.csv", delimiter = '|', numLinesToSkip = 1)
    void everyExpressionHasItsRunsAcrossDaylightSavingChanges(
            String zone, String cron, String from, String expected) {
        var runs = Arrays.stream(expected.split(" ")).filter(r -> !r.isEmpty()).toList();
        assertThat(runs(cron, zone, from, runs.size())).isEqualTo(runs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * * | has 4 fields; a cron expression has 5 (minute, hour, day of the month,",
                "@daily | has 1 field; a cron expression has 5",
                "60 6 * * * | has no minute \"60\"; write 0 to 59",
                "0 24 * * * | has no hour \"24\"; write 0 to 23",
                "0 30 6 32 * ? | has no day of the month \"32\"; write 1 to 31",
                "0 30 6 ? 13 MON | has no month \"13\"; write JAN to DEC",
                "0 30 6 ? * MO-FR | has no day of the week \"MO\"; write SUN to SAT",
                "0 30 6 ? * 0 | has no day of the week \"0\"; write SUN to SAT",
                "0 30 6 ? * L | has no day of the week \"L\"; write SUN to SAT",
                "0 6 * * 8 | has no day of the week \"8\"; write SUN to SAT",
                "0 30 6 1 * MON | gives days of the month and of the week; write ? for one of them",
                "0 30 6 ? * MON#6 | has no \"MON#6\"; a month has such a day #1 to #5",
                "0 30 6 L-31 * ? | goes back too far with \"L-31\"; write L to L-30",
                "*/0 6 * * * | steps by 0 in \"*/0\"; write for example */5",
                "5- 6 * * * | has no minute \"5-\"; write 0 to 59",
                "1,,2 6 * * * | has no minute \"\"; write 0 to 59",
                "? 6 * * * | has no minute \"?\"; write 0 to 59",
                "0 0 6 ? * MON 2020-2019 | has no year \"2020-2019\"; write 1970 to 2199",
                "0 0 6 ? * MON 99999 | has no year \"99999\"; write 1970 to 2199"
            })
    void whatIsWrongIsSaidWithWhatToWrite(String cron, String words) {
        assertThatThrownBy(() -> Schedule.rule(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }
}
