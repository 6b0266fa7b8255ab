package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.Control.Order;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.ScheduleView;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.spi.Next;
import dev.pons.spi.Position;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Pollers of an engine whose clock the test moves. */
class ScheduleScenarioTest {

    private final MovedClock clock = new MovedClock("2026-03-28T12:00:00Z");
    private final List<String> runs = new CopyOnWriteArrayList<>();
    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder.resolve("data"), clock);
        bench.types.polls.put(
                "ehr",
                (intake, budget) -> {
                    var turn = budget.turn();
                    runs.add(turn.planned() + turn.orderedBy().map(who -> " " + who).orElse(""));
                    return Next.end();
                });
    }

    @AfterEach
    void end() throws Exception {
        bench.close();
    }

    private static String channel(String schedule) {
        return """
        zone: Europe/Berlin
        source: { poll: {}, format: pairs, schedule: %s }
        destinations:
          a: { peer: {} }
        """
                .formatted(schedule);
    }

    private ScheduleView schedule() {
        return bench.control().schedules().of("ehr", 2);
    }

    private void ran(String... planned) {
        bench.eventually(() -> assertThat(runs).containsExactly(planned));
    }

    /** The engine's clock drives it, over a change to daylight saving. */
    @Test
    void aPollerRunsByTheClockOnTheWall() {
        bench.runs("ehr", channel("{ at: [\"06:30\"] }"));
        assertThat(schedule().next())
                .map(Object::toString)
                .containsExactly("2026-03-29T04:30:00Z", "2026-03-30T04:30:00Z");
        clock.to("2026-03-29T04:30:00Z");
        ran("2026-03-29T04:30:00Z");
        clock.to("2026-03-30T04:30:10Z");
        ran("2026-03-29T04:30:00Z", "2026-03-30T04:30:00Z");
        bench.eventually(
                () ->
                        assertThat(schedule().last().orElseThrow().ended())
                                .contains(clock.instant()));
    }

    /**
     * "an engine asleep over a run obeys the policy": the machine sleeps, the engine does not end.
     */
    @ParameterizedTest
    @CsvSource({
        "skip, ''",
        "once, 2026-03-30T04:30:00Z",
        "all, 2026-03-29T04:30:00Z 2026-03-30T04:30:00Z"
    })
    void anEngineAsleepOverARunObeysThePolicy(String missed, String madeUpFor) {
        bench.runs("ehr", channel("{ at: [\"06:30\"], missed: " + missed + " }"));
        clock.to("2026-03-30T12:00:00Z");
        bench.until(() -> schedule().next().get(0).toString().startsWith("2026-03-31"));
        clock.to("2026-03-31T04:30:00Z");
        ran((madeUpFor + " 2026-03-31T04:30:00Z").strip().split(" "));
    }

    /** The same for one that was stopped meanwhile. */
    @ParameterizedTest
    @CsvSource({
        "skip, ''",
        "once, 2026-03-30T04:30:00Z",
        "all, 2026-03-29T04:30:00Z 2026-03-30T04:30:00Z"
    })
    void anEngineStoppedOverARunObeysThePolicy(String missed, String madeUpFor) throws Exception {
        bench.runs("ehr", channel("{ at: [\"06:30\"], missed: " + missed + " }"));
        bench.until(() -> kept("ehr").contains(" BASE "));
        clock.to("2026-03-30T12:00:00Z");
        bench.restart();
        bench.until(() -> schedule().next().get(0).toString().startsWith("2026-03-31"));
        clock.to("2026-03-31T04:30:00Z");
        ran((madeUpFor + " 2026-03-31T04:30:00Z").strip().split(" "));
    }

    /** How far the schedule was followed, as the journal has it. */
    private String kept(String channel) throws Exception {
        var last = "";
        try (var reader = bench.store().follow(0)) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Moved moved
                        && moved.channel().equals(channel)) {
                    last = moved.cursors().getOrDefault(RunMark.PARTITION, last);
                }
            }
        }
        return last;
    }

    /** Gives one message for each run, with the run as its position, as a timer does. */
    private Scripted.Poll timer(CountDownLatch crash) {
        return (intake, budget) -> {
            var planned = budget.turn().planned().toString();
            runs.add(planned);
            if (intake.position().cursor().filter(planned::equals).isPresent()) {
                return Next.end();
            }
            assertThat(intake.position().cursors()).doesNotContainKey(RunMark.PARTITION);
            intake.submitAll(List.of(Pairs.message("id=1")), Position.at(planned));
            crash.await();
            return Next.end();
        };
    }

    /** A run is exactly one message, also where the engine dies between the message and its end. */
    @Test
    void aCrashInTheMiddleOfARunGivesItsMessageOnce() throws Exception {
        var crash = new CountDownLatch(1);
        bench.types.polls.put("ehr", timer(crash));
        bench.runs("ehr", channel("{ at: [\"06:30\"], missed: skip }"));
        clock.to("2026-03-29T04:30:00Z");
        bench.until(() -> bench.ledger("ehr").accepted() == 1);
        clock.to("2026-03-29T05:00:00Z");
        bench.crash();
        crash.countDown();
        ran("2026-03-29T04:30:00Z", "2026-03-29T04:30:00Z");
        clock.to("2026-03-30T04:30:00Z");
        bench.eventually(() -> assertThat(bench.ledger("ehr").accepted()).isEqualTo(2));
        bench.restart();
        bench.settles("ehr");
        assertThat(bench.ledger("ehr").accepted()).isEqualTo(2);
    }

    /** The next run waits until the last has ended; what is left out is said. */
    @Test
    void noRunOverlapsAnother() {
        bench.types.polls.put(
                "ehr",
                (intake, budget) -> {
                    runs.add(budget.turn().planned().toString());
                    return runs.size() == 1 ? Next.after(Duration.ofMinutes(15)) : Next.end();
                });
        bench.runs("ehr", channel("{ cron: 0 0/10 * * * ?, missed: skip }"));
        clock.to("2026-03-28T12:10:00Z");
        ran("2026-03-28T12:10:00Z");
        assertThat(schedule().running()).isPresent();
        assertThatThrownBy(() -> bench.control().schedules().run("ehr", "ann"))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("has not ended");
        clock.to("2026-03-28T12:25:00Z");
        ran("2026-03-28T12:10:00Z", "2026-03-28T12:10:00Z");
        bench.until(() -> !schedule().note().isEmpty());
        assertThat(schedule().note())
                .isEqualTo(
                        "the run of Sat 2026-03-28 13:20:00 was left out: the run before had not"
                                + " ended");
        clock.to("2026-03-28T12:30:00Z");
        ran("2026-03-28T12:10:00Z", "2026-03-28T12:10:00Z", "2026-03-28T12:30:00Z");
    }

    /** {@code channel:run}: once, now, with who. */
    @Test
    void aPersonCanRunItNow() throws Exception {
        bench.runs("ehr", channel("{ at: [\"06:30\"] }"));
        bench.control().schedules().run("ehr", "local:ann");
        ran("2026-03-28T12:00:00Z local:ann");
        bench.until(() -> schedule().last().isPresent());
        assertThat(schedule().last().orElseThrow().who()).isEqualTo("local:ann");
        assertThat(schedule().next().get(0)).hasToString("2026-03-29T04:30:00Z");
        bench.restart();
        assertThat(bench.view("ehr").state()).hasToString("STARTED");
    }

    @Test
    void whatCannotBeRunSaysWhy() {
        bench.runs("ehr", channel("1h"));
        bench.control().order(Order.PAUSE, "ehr", "", "ann");
        assertThatThrownBy(() -> bench.control().schedules().run("ehr", "ann"))
                .hasMessageStartingWith("channel ehr is PAUSED: by order of ann");
        assertThat(schedule().note()).startsWith("it is PAUSED: by order of ann");
        bench.runs("adt", channel("1h").replace("poll", "hand").replace(", schedule: 1h", ""));
        assertThatThrownBy(() -> bench.control().schedules().run("adt", "ann"))
                .hasMessageStartingWith("channel adt has no runs: others send to its source");
        assertThat(bench.control().schedules().all())
                .map(ScheduleView::channel)
                .containsExactly("ehr");
        assertThatThrownBy(() -> bench.control().schedules().run("her", "ann"))
                .hasMessageContaining("did you mean \"ehr\"?");
    }

    /** A schedule beside a source that is not run by one is a mistake of the file. */
    @Test
    void aScheduleOfASourceThatOthersSendToIsRefused() {
        bench.channel("adt", channel("1h").replace("poll", "hand"));
        assertThat(bench.view("adt").problems())
                .containsExactly(
                        "adt.yaml:2:11: others send to this source, it is not run by a schedule;"
                                + " remove \"schedule\"");
    }

    /** A run of a time of the day that fails is tried again; its time stays. */
    @Test
    void aRunThatFailsIsTriedAgain() {
        bench.types.polls.put(
                "ehr",
                (intake, budget) -> {
                    runs.add(budget.turn().planned().toString());
                    if (runs.size() == 1) {
                        throw new java.io.IOException("Muster, Max");
                    }
                    return Next.end();
                });
        bench.runs("ehr", channel("{ at: [\"06:30\"] }"));
        clock.to("2026-03-29T04:30:00Z");
        bench.until(() -> schedule().last().isPresent());
        assertThat(schedule().last().orElseThrow().how())
                .isEqualTo("the plugin failed with IOException");
        clock.to("2026-03-29T04:31:00Z");
        ran("2026-03-29T04:30:00Z", "2026-03-29T04:30:00Z");
        bench.until(() -> schedule().last().orElseThrow().how().isEmpty());
    }

    /** A run of a channel that is stopped does not come, and what it missed is made up for. */
    @Test
    void aStoppedChannelRunsNothingAndObeysThePolicyAfterwards() {
        bench.runs("ehr", channel("{ every: 1h }")).runs("adt", channel("1h"));
        ran("2026-03-28T12:00:00Z");
        bench.control().order(Order.STOP, "ehr", "", "ann");
        var counted = new CopyOnWriteArrayList<String>();
        bench.types.polls.put(
                "adt",
                (intake, budget) -> {
                    counted.add(budget.turn().planned().toString());
                    return Next.end();
                });
        clock.to("2026-03-28T14:30:00Z");
        bench.until(() -> counted.size() == 1);
        ran("2026-03-28T12:00:00Z");
        bench.control().order(Order.START, "ehr", "", "ann");
        ran("2026-03-28T12:00:00Z", "2026-03-28T14:30:00Z");
    }

    /** "A clock that jumps": back by a day, while a poller waits for its beat. */
    @Test
    void aClockThatIsSetBackStopsNoPoller() {
        bench.runs("ehr", channel("10m"));
        ran("2026-03-28T12:00:00Z");
        clock.to("2026-03-27T12:00:00Z");
        bench.until(() -> schedule().next().get(0).toString().equals("2026-03-27T12:10:00Z"));
        clock.to("2026-03-27T12:10:00Z");
        ran("2026-03-28T12:00:00Z", "2026-03-27T12:10:00Z");
    }

    /** Someone who mended the cause need not wait for the next attempt. */
    @Test
    void anOrderTriesAFailedRunAgain() {
        bench.types.polls.put(
                "ehr",
                (intake, budget) -> {
                    runs.add(budget.turn().planned().toString());
                    if (runs.size() == 1) {
                        throw new java.io.IOException("Muster, Max");
                    }
                    return Next.end();
                });
        bench.runs("ehr", channel("{ at: [\"06:30\"] }"));
        clock.to("2026-03-29T04:30:00Z");
        bench.until(() -> schedule().last().isPresent());
        bench.control().schedules().run("ehr", "ann");
        ran("2026-03-29T04:30:00Z", "2026-03-29T04:30:00Z");
        bench.until(() -> schedule().running().isEmpty());
        assertThat(schedule().last().orElseThrow().how()).isEmpty();
    }

    /** A run whose messages were not taken has not ended well, even if its source says the end. */
    @Test
    void aRunWhoseMessagesWereNotTakenIsTriedAgain() throws Exception {
        var disk =
                new FailingStore(
                        Journal.open(
                                folder.resolve("full"), Settings.DEFAULTS, clock, (why, e) -> {}));
        try (var full = new Bench(folder.resolve("full"), disk)) {
            full.types.polls.put(
                    "ehr",
                    (intake, budget) -> {
                        disk.full = budget.turn().orderedBy().isPresent();
                        intake.submit(Pairs.message("id=1"));
                        return Next.end();
                    });
            full.runs("ehr", channel("1h"));
            full.until(() -> full.ledger("ehr").accepted() == 1);
            full.control().schedules().run("ehr", "ann");
            full.until(
                    () ->
                            full.control()
                                    .schedules()
                                    .of("ehr", 1)
                                    .last()
                                    .filter(r -> r.who().equals("ann"))
                                    .isPresent());
            assertThat(full.control().schedules().of("ehr", 1).last().orElseThrow().how())
                    .startsWith("the engine did not take its messages; engine:info says");
            disk.full = false;
        }
    }
}
