package dev.pons.core.config.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.schedule.Schedule.Missed;

import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Intervals and times of the day, with active hours and days. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WORKDAYS =
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static Schedule schedule(Schedule.Rule rule, Active active) {
        return new Schedule(rule, active, Duration.ZERO, Missed.ONCE, BERLIN);
    }

    private static Schedule every(String time, Active active) {
        return schedule(Schedule.rule(Duration.parse(time)), active);
    }

    private static Active hours(String from, String until, Set<DayOfWeek> days) {
        var hours = new Hours(LocalTime.parse(from), LocalTime.parse(until));
        return new Active(Optional.of(hours), days);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static List<String> runs(Schedule schedule, String after, int count) {
        var runs = new ArrayList<String>();
        var at = at(after);
        for (int i = 0; i < count; i++) {
            at = schedule.next(at).orElseThrow();
            runs.add(at.atZone(BERLIN).toLocalDateTime().toString());
        }
        return runs;
    }

    /** An interval is time that passes: a change of the clock does not touch it. */
    @Test
    void everyIsTimeThatPasses() {
        assertThat(runs(every("PT1H", Active.ALWAYS), "2026-03-29T00:00:00Z", 2))
                .containsExactly("2026-03-29T03:00", "2026-03-29T04:00");
        assertThat(runs(every("PT1H", Active.ALWAYS), "2026-10-25T00:00:00Z", 2))
                .containsExactly("2026-10-25T02:00", "2026-10-25T03:00");
    }

    /** Outside of hours and days it rests; the first run of a day is when they begin. */
    @Test
    void everyRestsOutsideOfHoursAndDays() {
        var schedule = every("PT5H", hours("06:00", "22:00", WORKDAYS));
        assertThat(runs(schedule, "2026-03-27T08:30:00Z", 5))
                .containsExactly(
                        "2026-03-27T14:30",
                        "2026-03-27T19:30",
                        "2026-03-30T06:00",
                        "2026-03-30T11:00",
                        "2026-03-30T16:00");
    }

    /** Hours past midnight belong to the day that they begin on. */
    @Test
    void hoursPastMidnightBelongToTheDayBefore() {
        var schedule = every("PT3H", hours("22:00", "06:00", Set.of(DayOfWeek.FRIDAY)));
        assertThat(runs(schedule, "2026-03-25T12:00:00Z", 4))
                .containsExactly(
                        "2026-03-27T22:00",
                        "2026-03-28T01:00",
                        "2026-03-28T04:00",
                        "2026-04-03T22:00");
    }

    @Test
    void timesOfTheDayComeInOrderAndOnTheirDays() {
        var times = List.of(LocalTime.of(18, 0), LocalTime.of(6, 30));
        var schedule = schedule(Schedule.rule(times), new Active(Optional.empty(), WORKDAYS));
        assertThat(runs(schedule, "2026-03-27T05:30:00Z", 4))
                .containsExactly(
                        "2026-03-27T18:00",
                        "2026-03-30T06:30",
                        "2026-03-30T18:00",
                        "2026-03-31T06:30");
    }

    /** Daylight saving: skipped is taken behind the gap, shown twice is taken the first time. */
    @Test
    void aTimeOfTheDayRunsOnceADayAcrossTheChanges() {
        var schedule = schedule(Schedule.rule(List.of(LocalTime.of(2, 30))), Active.ALWAYS);
        assertThat(schedule.between(at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z")))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
        assertThat(schedule.between(at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z")))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Test
    void aCronExpressionIsLeftOutOutsideOfHours() {
        var schedule = schedule(Schedule.rule("0 0/30 * * * ?"), hours("06:00", "07:00", WORKDAYS));
        assertThat(runs(schedule, "2026-03-27T05:15:00Z", 3))
                .containsExactly("2026-03-27T06:30", "2026-03-30T06:00", "2026-03-30T06:30");
        var never = schedule(Schedule.rule("0 0 5 * * ?"), hours("06:00", "22:00", Set.of()));
        assertThat(never.next(at("2026-03-27T05:15:00Z"))).isEmpty();
    }

    /** Hours go by what the clock shows: a time that it skips belongs to those it is named for. */
    @Test
    void aTimeThatIsSkippedBelongsToItsHours() {
        for (var rule :
                List.of(
                        Schedule.rule(List.of(LocalTime.of(2, 30))),
                        Schedule.rule("0 30 2 * * ?"))) {
            assertThat(
                            runs(
                                    schedule(rule, hours("02:00", "03:00", Set.of())),
                                    "2026-03-27T12:00:00Z",
                                    3))
                    .containsExactly("2026-03-28T02:30", "2026-03-29T03:00", "2026-03-30T02:30");
        }
    }

    /** An interval rests where the clock skips its hours, for that day only. */
    @Test
    void hoursThatTheClockSkipsDoNotComeThatDay() {
        var schedule = every("PT30M", hours("02:00", "03:00", Set.of()));
        assertThat(runs(schedule, "2026-03-28T01:00:00Z", 4))
                .containsExactly(
                        "2026-03-28T02:30",
                        "2026-03-30T02:00",
                        "2026-03-30T02:30",
                        "2026-03-31T02:00");
        var sundays = every("PT30M", hours("02:00", "03:00", Set.of(DayOfWeek.SUNDAY)));
        assertThat(runs(sundays, "2026-03-23T01:00:00Z", 1)).containsExactly("2026-04-05T02:00");
    }

    /**
     * Hours that begin or end where the clock shows times twice are open whenever it shows them.
     */
    @Test
    void hoursAreOpenWheneverTheClockShowsThem() {
        var late = every("PT20M", hours("02:30", "22:00", Set.of()));
        assertThat(late.between(at("2026-10-25T00:25:00Z"), at("2026-10-25T01:55:00Z")))
                .containsExactly(
                        at("2026-10-25T00:45:00Z"),
                        at("2026-10-25T01:30:00Z"),
                        at("2026-10-25T01:50:00Z"));
        var early = every("PT20M", hours("00:00", "02:30", Set.of()));
        assertThat(early.between(at("2026-10-25T00:00:00Z"), at("2026-10-25T23:00:00Z")))
                .containsExactly(
                        at("2026-10-25T00:20:00Z"),
                        at("2026-10-25T01:00:00Z"),
                        at("2026-10-25T01:20:00Z"),
                        at("2026-10-25T23:00:00Z"));
    }

    /** Of very many runs in a long time only the newest are told apart, and that is quick. */
    @Test
    void aLongTimeHasItsNewestRuns() {
        var seconds = schedule(Schedule.rule("* * * * * ?"), Active.ALWAYS);
        var end = at("2026-03-29T12:00:00Z");
        var runs = seconds.between(at("2020-01-01T00:00:00Z"), end);
        assertThat(runs).hasSize(Schedule.MOST).endsWith(end).isSorted();
        assertThat(every("PT0.01S", Active.ALWAYS).between(at("2020-01-01T00:00:00Z"), end))
                .hasSize(Schedule.MOST)
                .endsWith(end);
        var yearly = schedule(Schedule.rule("0 0 0 1 1 ?"), Active.ALWAYS);
        assertThat(yearly.between(at("2020-01-01T00:00:00Z"), end)).hasSize(6);
    }

    @Test
    void itsWordsAreThoseOfTheFile() {
        assertThat(every("PT5M", hours("06:00", "22:00", WORKDAYS)).words())
                .isEqualTo("every 5m, 06:00-22:00, MON TUE WED THU FRI");
        assertThat(schedule(Schedule.rule("0 30  6 ? * MON-FRI"), Active.ALWAYS).words())
                .isEqualTo("cron 0 30 6 ? * MON-FRI");
        assertThat(schedule(Schedule.rule(List.of(LocalTime.of(6, 30))), Active.ALWAYS).words())
                .isEqualTo("at 06:30");
        assertThat(Schedule.words(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Schedule.words(Duration.ofHours(48))).isEqualTo("2d");
        assertThat(Schedule.words(Duration.ofMillis(250))).isEqualTo("250ms");
    }
}
