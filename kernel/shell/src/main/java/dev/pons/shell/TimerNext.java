package dev.pons.shell;

import dev.pons.core.control.RunView;
import dev.pons.core.control.ScheduleView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** When channels run next, and how the last run of each ended. */
@Service
@Command(
        scope = "timer",
        name = "next",
        description = "Lists the next runs of channels by their schedules, and how the last ended",
        detailedDescription = "Example: timer:next nightly-extract")
@SuppressWarnings("NullAway.Init")
public final class TimerNext extends EngineCommand {

    private static final int RUNS = 5;

    /** With the day of the week, and the zone's offset at that moment. */
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ssxxx", Locale.ROOT);

    @Argument(name = "CHANNEL", valueToShowInHelp = "", description = "Its name; else all")
    @Completion(ChannelNames.class)
    String channel = "";

    @Override
    int run() {
        var all =
                channel.isEmpty()
                        ? control.schedules().all()
                        : List.of(control.schedules().of(channel, RUNS));
        var table = new Table("CHANNEL", "NEXT", "ZONE", ">IN", ">LAST", "ENDED", "~SCHEDULE");
        for (var one : all) {
            row(table, one);
        }
        if (table.isEmpty()) {
            out.println("no channel runs by a schedule");
        } else {
            print(table, "");
        }
        return 0;
    }

    private void row(Table table, ScheduleView view) {
        var next = view.next().isEmpty() ? null : view.next().get(0);
        table.row(
                view.channel(),
                next == null ? "" : local(next, view.zone()),
                view.zone(),
                next == null ? "" : times.until(next),
                times.age(view.last().map(RunView::planned)),
                view.last().map(TimerNext::ended).orElse(""),
                view.words());
        view.next().stream().skip(1).forEach(at -> table.note("then " + local(at, view.zone())));
        view.running()
                .ifPresent(
                        run ->
                                table.note(
                                        "runs now: "
                                                + local(run.planned(), view.zone())
                                                + by(run)));
        view.last()
                .filter(run -> !run.how().isEmpty() || !run.who().isEmpty())
                .ifPresent(
                        run ->
                                table.note(
                                        "last run: "
                                                + local(run.planned(), view.zone())
                                                + by(run)
                                                + ": "
                                                + how(run)));
        table.note(view.note());
    }

    private static String local(Instant at, ZoneId zone) {
        return LOCAL.format(at.atZone(zone));
    }

    private static String ended(RunView run) {
        return run.how().isEmpty() ? "well" : "FAILED";
    }

    private static String how(RunView run) {
        return run.how().isEmpty() ? "well" : run.how();
    }

    private static String by(RunView run) {
        return run.who().isEmpty() ? "" : ", by order of " + run.who();
    }
}
