package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** What an operator sees of runs by schedule, and orders. */
class ScheduleCommandsTest extends TypedCommands {

    @Test
    void timerNextHasLocalTimesWithTheirZoneAndHowTheLastRunEnded() {
        assertThat(run(new TimerNext())).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        CHANNEL  NEXT                           ZONE            IN  LAST  ENDED   SCHEDULE
                        nightly  Mon 2026-11-23 02:30:00+01:00  Europe/Berlin  23h   30m  FAILED  at 02:30
                          last run: Sun 2026-11-22 02:30:00+01:00: the plugin failed with IOException
                          the run of Sat 2026-11-21 02:30:00 was left out: the run before had not ended
                        pulse    Sun 2026-11-22 03:00:00+00:00  UTC             1h    1h  well    every 1h
                          runs now: Sun 2026-11-22 02:00:00+00:00, by order of local:ann
                        """);
    }

    @Test
    void timerNextOfOneChannelHasItsNextRuns() {
        var command = new TimerNext();
        command.channel = "nightly";
        assertThat(run(command)).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        """
                          then Tue 2026-11-24 02:30:00+01:00
                          then Wed 2026-11-25 02:30:00+01:00
                          last run: Sun 2026-11-22 02:30:00+01:00: the plugin failed with IOException
                          the run of Sat 2026-11-21 02:30:00 was left out: the run before had not ended
                        """);
    }

    @Test
    void channelRunIsOrderedBySomebody() {
        var command = new ChannelRun();
        command.channel = "nightly";
        assertThat(run(command)).isNull();
        assertThat(control.orders).containsExactly("RUN nightly by local:ann");
        assertThat(out).hasToString("nightly runs now; timer:next nightly says how it ended\n");
    }

    @Test
    void whatHasNoRunsSaysSo() {
        var command = new ChannelRun();
        command.channel = "adt-to-lab";
        assertThat(run(command)).isEqualTo(1);
        assertThat(err).hasToString("channel adt-to-lab has no runs\n");
    }
}
