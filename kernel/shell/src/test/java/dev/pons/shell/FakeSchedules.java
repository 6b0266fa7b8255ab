package dev.pons.shell;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.RunView;
import dev.pons.core.control.ScheduleView;
import dev.pons.core.control.Schedules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Two channels that run by a schedule, at one moment. */
record FakeSchedules(List<String> orders) implements Schedules {

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static ScheduleView nightly(int runs) {
        var next =
                List.of(
                        at("2026-11-23T01:30:00Z"),
                        at("2026-11-24T01:30:00Z"),
                        at("2026-11-25T01:30:00Z"));
        return new ScheduleView(
                "nightly",
                "file",
                "at 02:30",
                ZoneId.of("Europe/Berlin"),
                next.subList(0, Math.min(runs, next.size())),
                Optional.empty(),
                Optional.of(
                        new RunView(
                                at("2026-11-22T01:30:00Z"),
                                Optional.of(at("2026-11-22T01:30:09Z")),
                                "the plugin failed with IOException",
                                "")),
                "the run of Sat 2026-11-21 02:30:00 was left out: the run before had not ended");
    }

    private static ScheduleView pulse() {
        return new ScheduleView(
                "pulse",
                "timer",
                "every 1h",
                ZoneId.of("UTC"),
                List.of(at("2026-11-22T03:00:00Z")),
                Optional.of(
                        new RunView(at("2026-11-22T02:00:00Z"), Optional.empty(), "", "local:ann")),
                Optional.of(
                        new RunView(
                                at("2026-11-22T01:00:00Z"),
                                Optional.of(at("2026-11-22T01:00:00Z")),
                                "",
                                "")),
                "");
    }

    @Override
    public List<ScheduleView> all() {
        return List.of(nightly(1), pulse());
    }

    @Override
    public ScheduleView of(String channel, int runs) {
        return nightly(runs);
    }

    @Override
    public void run(String channel, String who) {
        if (channel.equals("adt-to-lab")) {
            throw new ControlException("channel adt-to-lab has no runs");
        }
        orders.add("RUN " + channel + " by " + who);
    }
}
