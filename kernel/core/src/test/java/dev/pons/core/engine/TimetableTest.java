package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.config.schedule.Active;
import dev.pons.core.config.schedule.Hours;
import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.config.schedule.Schedule.Missed;
import dev.pons.core.control.ControlException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which run is due when, over restarts, long runs, failures and clocks that jump. */
class TimetableTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Schedule at(Missed missed, Duration jitter) {
        var times = List.of(LocalTime.of(6, 30), LocalTime.of(18, 0));
        return new Schedule(Schedule.rule(times), Active.ALWAYS, jitter, missed, BERLIN);
    }

    private static Schedule at(Missed missed) {
        return at(missed, Duration.ZERO);
    }

    private static Schedule every(String time, Missed missed) {
        return new Schedule(
                Schedule.rule(Duration.parse(time)), Active.ALWAYS, Duration.ZERO, missed, BERLIN);
    }

    private static Instant day(String time) {
        return Instant.parse("2026-06-" + time + "Z");
    }

    /** Runs all that is due at a moment, each at once; their times in UTC. */
    private static List<String> runs(Timetable table, String time) {
        var runs = new ArrayList<String>();
        var run = table.call(day(time));
        while (run.isPresent()) {
            runs.add(run.get().planned.toString().substring(8, 16));
            table.ended(day(time));
            run = table.call(day(time));
        }
        return runs;
    }

    /** The policy: what becomes of runs whose time passed while the engine was asleep. */
    @ParameterizedTest
    @CsvSource({"SKIP, ''", "ONCE, 03T04:30", "ALL, 01T16:00 02T04:30 02T16:00 03T04:30"})
    void missedRunsAreLeftOutMadeUpForOnceOrAll(Missed missed, String expected) {
        var table = new Timetable(at(missed), "", day("01T12:00:00"));
        assertThat(String.join(" ", runs(table, "03T05:00:00"))).isEqualTo(expected);
        assertThat(runs(table, "03T15:59:59")).isEmpty();
        assertThat(runs(table, "03T16:00:00")).containsExactly("03T16:00");
    }

    /** The same over a stop: what was kept says since when. */
    @ParameterizedTest
    @CsvSource({"SKIP, ''", "ONCE, 03T04:30", "ALL, 02T04:30 02T16:00 03T04:30"})
    void aStoppedEngineObeysThePolicyToo(Missed missed, String expected) {
        var before = new Timetable(at(missed), "", day("01T12:00:00"));
        var run = before.call(day("01T16:00:00")).orElseThrow();
        before.ended(day("01T16:00:05"));
        var after = new Timetable(at(missed), before.mark(run, false), day("03T05:00:00"));
        assertThat(String.join(" ", runs(after, "03T05:00:00"))).isEqualTo(expected);
        if (missed == Missed.SKIP) {
            assertThat(after.note())
                    .isEqualTo(
                            "3 runs, of Tue 2026-06-02 06:30:00 to Wed 2026-06-03 06:30:00, were"
                                    + " left out: the engine or the channel was stopped or asleep");
            assertThat(after.news()).contains(after.note());
            assertThat(after.news()).isEmpty();
        }
    }

    /** A channel that never ran yet misses its first run too, if it was there before. */
    @Test
    void theFirstRunCanBeMissed() {
        var fresh = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        var after = new Timetable(at(Missed.ONCE), fresh.base().orElseThrow(), day("01T17:00:00"));
        assertThat(runs(after, "01T17:00:00")).containsExactly("01T16:00");
        assertThat(after.base()).isEmpty();
    }

    /** A minute late is on time: a short restart skips nothing. */
    @Test
    void aMinuteLateIsOnTime() {
        var fresh = new Timetable(at(Missed.SKIP), "", day("01T12:00:00"));
        var late = new Timetable(at(Missed.SKIP), fresh.base().orElseThrow(), day("01T16:00:59"));
        assertThat(runs(late, "01T16:00:59")).containsExactly("01T16:00");
        var missed = new Timetable(at(Missed.SKIP), fresh.base().orElseThrow(), day("01T16:01:01"));
        assertThat(runs(missed, "01T16:01:01")).isEmpty();
    }

    /** A file with other times begins anew: nothing is made up for that it did not ask for then. */
    @Test
    void anotherScheduleBeginsAnew() {
        var old = new Timetable(every("PT1H", Missed.ALL), "", day("01T00:00:00"));
        var run = old.call(day("01T00:00:00")).orElseThrow();
        var table = new Timetable(at(Missed.ALL), old.mark(run, true), day("03T05:00:00"));
        assertThat(runs(table, "03T05:00:00")).isEmpty();
    }

    /** A run that a crash interrupted comes again at the start, whatever the policy. */
    @ParameterizedTest
    @CsvSource({"SKIP", "ONCE", "ALL"})
    void anInterruptedRunGoesOn(Missed missed) {
        var before = new Timetable(at(missed), "", day("01T12:00:00"));
        var run = before.call(day("01T16:00:00")).orElseThrow();
        var after = new Timetable(at(missed), before.mark(run, true), day("01T16:10:00"));
        assertThat(runs(after, "01T16:10:00")).containsExactly("01T16:00");
    }

    /** One at a time: what becomes due meanwhile waits, and is left out by the policy, and said. */
    @Test
    void noRunBeginsBeforeTheLastHasEnded() {
        var table = new Timetable(at(Missed.SKIP), "", day("01T12:00:00"));
        var first = table.call(day("01T16:00:00")).orElseThrow();
        assertThat(table.call(day("02T04:30:00"))).contains(first);
        table.goOn(day("01T16:00:00"), Duration.ofHours(13));
        assertThat(table.call(day("02T04:30:00"))).isEmpty();
        assertThat(table.call(day("02T05:00:00"))).contains(first);
        table.ended(day("02T05:00:00"));
        assertThat(runs(table, "02T05:00:00")).isEmpty();
        assertThat(table.note())
                .isEqualTo(
                        "the run of Tue 2026-06-02 06:30:00 was left out: the run before had not"
                                + " ended");
    }

    /** An interval keeps its beat; what it would have run meanwhile is not made up for. */
    @Test
    void anIntervalKeepsItsBeat() {
        var table = new Timetable(every("PT10M", Missed.ONCE), "", day("01T12:00:00"));
        assertThat(table.call(day("01T12:00:00"))).isPresent();
        table.ended(day("01T12:25:00"));
        assertThat(table.asks(day("01T12:25:00"))).isEqualTo(day("01T12:30:00"));
        assertThat(runs(table, "01T12:30:00")).containsExactly("01T12:30");
        assertThat(table.asks(day("01T12:30:00"))).isEqualTo(day("01T12:40:00"));
    }

    /** A clock that is set back does not keep an interval waiting. */
    @ParameterizedTest
    @CsvSource({"SKIP", "ONCE", "ALL"})
    void aClockThatIsSetBackDoesNotStopAnInterval(Missed missed) {
        var table = new Timetable(every("PT10S", missed), "", day("01T12:00:00"));
        assertThat(table.call(day("01T12:00:00"))).isPresent();
        table.ended(day("01T11:00:00"));
        assertThat(table.asks(day("01T11:00:00"))).isEqualTo(day("01T11:00:10"));
    }

    /** A restart does not disturb an interval either, once its runs are kept. */
    @Test
    void aKeptIntervalGoesOnAfterARestart() {
        var schedule = every("PT1H", Missed.ONCE);
        var before = new Timetable(schedule, "", day("01T12:00:00"));
        var run = before.call(day("01T12:00:00")).orElseThrow();
        var after = new Timetable(schedule, before.mark(run, true), day("01T12:20:00"));
        assertThat(runs(after, "01T12:20:00")).containsExactly("01T12:00");
        assertThat(after.asks(day("01T12:20:00"))).isEqualTo(day("01T13:00:00"));
    }

    /** Beats that passed while the engine was stopped are missed, as those of a clock time are. */
    @ParameterizedTest
    @CsvSource({
        "SKIP, 01T12:00",
        "ONCE, 01T12:00 01T15:00",
        "ALL, 01T12:00 01T13:00 01T14:00 01T15:00"
    })
    void aKeptIntervalObeysThePolicyToo(Missed missed, String expected) {
        var schedule = every("PT1H", missed);
        var before = new Timetable(schedule, "", day("01T12:00:00"));
        var run = before.call(day("01T12:00:00")).orElseThrow();
        var after = new Timetable(schedule, before.mark(run, true), day("01T15:20:00"));
        assertThat(String.join(" ", runs(after, "01T15:20:00"))).isEqualTo(expected);
        assertThat(after.asks(day("01T15:20:00"))).isEqualTo(day("01T16:00:00"));
        if (missed != Missed.ALL) {
            assertThat(after.note()).contains("the engine or the channel was stopped or asleep");
        }
    }

    /** Set back by a little: no run comes twice. By years, as after a wrong one: it begins anew. */
    @Test
    void aClockThatIsSetBackRepeatsNoRunAndStopsNoSchedule() {
        var table = new Timetable(at(Missed.ONCE), "", day("02T04:00:00"));
        assertThat(runs(table, "02T04:31:00")).containsExactly("02T04:30");
        assertThat(runs(table, "02T04:30:00")).isEmpty();
        assertThat(table.asks(day("02T03:31:00"))).isEqualTo(day("02T16:00:00"));
        assertThat(table.note()).isEmpty();
        var future = new Timetable(at(Missed.ONCE), "", Instant.parse("2036-01-01T04:00:00Z"));
        var run = future.call(Instant.parse("2036-01-01T05:30:00Z")).orElseThrow();
        future.ended(Instant.parse("2036-01-01T05:30:00Z"));
        var restarted = new Timetable(at(Missed.ONCE), future.mark(run, false), day("02T04:00:00"));
        for (var back : List.of(future, restarted)) {
            assertThat(back.asks(day("02T04:00:00"))).isEqualTo(day("02T04:30:00"));
            assertThat(back.note())
                    .isEqualTo(
                            "the clock was set back behind the run of Tue 2036-01-01 06:30:00; the"
                                    + " schedule begins anew");
            assertThat(runs(back, "02T04:30:00")).containsExactly("02T04:30");
        }
    }

    /** Also while it waits for its next beat, and a run that waits to go on. */
    @ParameterizedTest
    @CsvSource({"SKIP", "ONCE", "ALL"})
    void aClockThatIsSetBackKeepsNothingWaiting(Missed missed) {
        var table = new Timetable(every("PT10S", missed), "", day("01T12:00:00"));
        assertThat(runs(table, "01T12:00:00")).hasSize(1);
        assertThat(table.asks(day("01T11:00:00"))).isEqualTo(day("01T11:00:10"));
        var run = table.call(day("01T11:00:10")).orElseThrow();
        table.goOn(day("01T11:00:10"), Duration.ofSeconds(5));
        assertThat(table.call(day("01T11:00:14"))).isEmpty();
        assertThat(table.call(day("01T10:00:00"))).contains(run);
    }

    /** Of very many the newest thousand are made up for, and it is said. */
    @Test
    void veryManyAreNotAllMadeUpFor() {
        var table = new Timetable(every("PT1S", Missed.ALL), "", day("01T12:00:00"));
        assertThat(runs(table, "01T12:00:00")).hasSize(1);
        assertThat(runs(table, "02T12:00:00")).hasSize(1000).last().isEqualTo("02T12:00");
        assertThat(table.note())
                .isEqualTo(
                        "very many runs, up to Tue 2026-06-02 14:00:00, were left out: the engine or the channel was stopped or"
                                + " asleep; the newest 1000 are made up for");
    }

    /** What is made up for waits for the hours in which the peer is there. */
    @Test
    void whatIsMadeUpForWaitsForTheHours() {
        var hours =
                new Active(
                        Optional.of(new Hours(LocalTime.of(6, 0), LocalTime.of(20, 0))), Set.of());
        var times = Schedule.rule(List.of(LocalTime.of(18, 0)));
        var schedule = new Schedule(times, hours, Duration.ZERO, Missed.ONCE, BERLIN);
        var table = new Timetable(schedule, "", day("01T12:00:00"));
        assertThat(runs(table, "01T21:00:00")).isEmpty();
        assertThat(table.asks(day("01T21:00:00"))).isEqualTo(day("02T04:00:00"));
        assertThat(runs(table, "02T04:00:00")).containsExactly("01T16:00");
    }

    /** "An hour that the clock skips": the run behind the gap is its own, whatever the hours. */
    @Test
    void aRunBehindTheGapDoesNotWaitForTheHours() {
        var hours =
                new Active(
                        Optional.of(new Hours(LocalTime.of(2, 0), LocalTime.of(3, 0))), Set.of());
        var times = Schedule.rule(List.of(LocalTime.of(2, 30)));
        var schedule = new Schedule(times, hours, Duration.ZERO, Missed.SKIP, BERLIN);
        var table = new Timetable(schedule, "", Instant.parse("2026-03-28T12:00:00Z"));
        var run = table.call(Instant.parse("2026-03-29T01:00:00.020Z")).orElseThrow();
        assertThat(run.planned).isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void jitterDoesNotMoveARunOutOfItsHours() {
        var hours =
                new Active(
                        Optional.of(new Hours(LocalTime.of(6, 0), LocalTime.of(20, 0))), Set.of());
        var times = Schedule.rule(List.of(LocalTime.of(19, 59)));
        var jitter = Duration.ofMinutes(5);
        for (int i = 0; i < 200; i++) {
            var schedule = new Schedule(times, hours, jitter, Missed.SKIP, BERLIN);
            var table = new Timetable(schedule, "", day("01T12:00:00"));
            assertThat(table.asks(day("01T12:00:00")))
                    .isBetween(day("01T17:59:00"), day("01T17:59:59.999"));
        }
    }

    @Test
    void jitterBeginsUpToSoMuchLater() {
        for (int i = 0; i < 200; i++) {
            var table =
                    new Timetable(at(Missed.SKIP, Duration.ofMinutes(5)), "", day("01T12:00:00"));
            assertThat(table.asks(day("01T12:00:00")))
                    .isBetween(day("01T16:00:00"), day("01T16:05:00"));
            assertThat(runs(table, "01T16:05:30")).containsExactly("01T16:00");
        }
    }

    /** A run that fails is tried again, ever later, until the next one is due. */
    @Test
    void aFailedRunIsTriedAgainUntilTheNextIsDue() {
        var table = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        var run = table.call(day("01T16:00:00")).orElseThrow();
        table.failed(day("01T16:00:10"), "the database is away");
        assertThat(table.call(day("01T16:01:09"))).isEmpty();
        assertThat(table.call(day("01T16:01:10"))).contains(run);
        table.failed(day("01T16:01:10"), "the database is away");
        assertThat(table.asks(day("01T16:01:10"))).isEqualTo(day("01T16:03:10"));
        assertThat(table.last().orElseThrow().how()).isEqualTo("the database is away");
        table.failed(day("02T04:29:30"), "the database is away");
        assertThat(table.running()).isEmpty();
        assertThat(runs(table, "02T04:30:00")).containsExactly("02T04:30");
        assertThat(table.last().orElseThrow().how()).isEmpty();
    }

    /** A person's run stands beside the schedule, and does not begin while another goes on. */
    @Test
    void aRunByOrderStandsBesideTheSchedule() {
        var table = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        table.mayBeOrdered(day("01T12:00:00"));
        table.order("ann", day("01T12:00:00"));
        var run = table.call(day("01T12:00:00")).orElseThrow();
        assertThat(run.who).isEqualTo("ann");
        assertThat(table.mark(run, true)).isEmpty();
        assertThatThrownBy(() -> table.mayBeOrdered(day("01T12:00:00")))
                .isInstanceOf(ControlException.class)
                .hasMessage(
                        "the run of Mon 2026-06-01 14:00:00 has not ended; timer:next says when it"
                                + " has");
        assertThat(table.ended(day("01T12:00:01"))).isFalse();
        assertThat(runs(table, "01T16:00:00")).containsExactly("01T16:00");
    }

    /** What was mended need not wait for the next attempt. */
    @Test
    void anOrderTriesAFailedRunAgainAtOnce() {
        var table = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        var run = table.call(day("01T16:00:00")).orElseThrow();
        table.failed(day("01T16:00:10"), "the database is away");
        table.mayBeOrdered(day("01T16:00:20"));
        table.order("ann", day("01T16:00:20"));
        assertThat(table.call(day("01T16:00:20"))).contains(run);
        assertThatThrownBy(() -> table.mayBeOrdered(day("01T16:00:21")))
                .hasMessageContaining("has not ended");
        assertThat(table.ended(day("01T16:00:30"))).isTrue();
        assertThat(runs(table, "01T16:01:10")).isEmpty();
    }

    @Test
    void aRunIsOrderedOnce() {
        var table = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        table.order("ann", day("01T12:00:00"));
        assertThatThrownBy(() -> table.mayBeOrdered(day("01T12:00:00")))
                .hasMessage("a run was just ordered by ann; timer:next says when it has ended");
    }

    /** A beat that is due beside an order is not taken for it. */
    @Test
    void anOrderDoesNotSwallowABeat() {
        var table = new Timetable(every("PT10M", Missed.SKIP), "", day("01T12:00:00"));
        assertThat(runs(table, "01T12:00:00")).containsExactly("01T12:00");
        table.order("ann", day("01T12:10:00"));
        assertThat(runs(table, "01T12:10:00")).containsExactly("01T12:10", "01T12:10");
    }

    @Test
    void theNextRunsAreKnown() {
        var table = new Timetable(at(Missed.ONCE), "", day("01T12:00:00"));
        assertThat(table.next(3))
                .containsExactly(day("01T16:00:00"), day("02T04:30:00"), day("02T16:00:00"));
    }
}
