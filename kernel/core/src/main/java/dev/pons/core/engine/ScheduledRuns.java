package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.ScheduleView;
import dev.pons.core.control.Schedules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What operators see and order of the runs of channels. Any thread. */
final class ScheduledRuns implements Schedules {

    private final Supplier<Collection<Channel>> channels;
    private final Function<String, Channel> find;
    private final Orders orders;

    /**
     * @param find one by its name, or {@code ControlException}
     */
    ScheduledRuns(
            Supplier<Collection<Channel>> channels, Function<String, Channel> find, Orders orders) {
        this.channels = channels;
        this.find = find;
        this.orders = orders;
    }

    @Override
    public List<ScheduleView> all() {
        return channels.get().stream().flatMap(c -> view(c, 1).stream()).toList();
    }

    @Override
    public ScheduleView of(String channel, int runs) {
        var found = find.apply(channel);
        return view(found, runs).orElseThrow(() -> notScheduled(found));
    }

    private static Optional<ScheduleView> view(Channel channel, int runs) {
        var table = channel.parts.entrance().rounds().flatMap(Rounds::table);
        var file =
                Optional.ofNullable(channel.program()).map(Program::file).or(channel.text()::file);
        return table.isPresent()
                ? file.map(f -> running(channel, f, table.get(), runs))
                : file.flatMap(f -> f.source().schedule().map(s -> waiting(channel, f, s)));
    }

    private static ScheduleView running(
            Channel channel, ChannelFile file, Timetable table, int runs) {
        var schedule = file.source().schedule().orElse(Schedule.STANDARD);
        return new ScheduleView(
                channel.name,
                file.source().part().type(),
                schedule.words(),
                file.zone(),
                table.next(runs),
                table.running(),
                table.last(),
                table.note());
    }

    /** It does not run now, but will by a schedule. */
    private static ScheduleView waiting(Channel channel, ChannelFile file, Schedule schedule) {
        var now = channel.status.now();
        return new ScheduleView(
                channel.name,
                file.source().part().type(),
                schedule.words(),
                file.zone(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "it is " + now.state() + (now.reason().isEmpty() ? "" : ": " + now.reason()));
    }

    @Override
    public void run(String channel, String who) {
        var found = find.apply(channel);
        var rounds = found.parts.entrance().rounds();
        if (rounds.isEmpty()) {
            throw notScheduled(found);
        }
        var ordered = new Ordered("run", who.isEmpty() ? "unknown" : who);
        rounds.get()
                .order(ordered.who(), () -> orders.remember(channel + "/" + Ordered.RUN, ordered));
    }

    private static ControlException notScheduled(Channel channel) {
        var now = channel.status.now();
        return new ControlException(
                now.state() == ChannelState.STARTED
                        ? "channel "
                                + channel.name
                                + " has no runs: others send to its source; timer:next lists the"
                                + " channels that run by a schedule"
                        : "channel "
                                + channel.name
                                + " is "
                                + now.state()
                                + (now.reason().isEmpty() ? "" : ": " + now.reason()));
    }
}
