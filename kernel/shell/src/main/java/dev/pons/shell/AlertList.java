package dev.pons.shell;

import dev.pons.core.control.AlertTargetView;
import dev.pons.core.control.AlertView;
import dev.pons.core.control.AlertsView;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What needs somebody now and what lately ended, and who was told. */
@Service
@Command(
        scope = "alert",
        name = "list",
        description =
                "Lists what needs somebody, what lately ended, and who was told; exit code 1"
                        + " while anything is active",
        detailedDescription = "Example: alert:list --limit 50")
public final class AlertList extends EngineCommand {

    @Option(name = "--limit", description = "At most so many that ended")
    int limit = 10;

    @Override
    int run() {
        if (limit < 0) {
            throw new UsageException("--limit is a number, 0 or more");
        }
        var view = control.alerts();
        var active = view.alerts().stream().filter(a -> a.until().isEmpty()).toList();
        var ended = view.alerts().stream().filter(a -> a.until().isPresent()).limit(limit).toList();
        if (active.isEmpty()) {
            out.println("nothing is wrong that is watched");
        } else {
            var table = new Table("ACTIVE", ">FOR", "SINCE", "~TOLD");
            active.forEach(alert -> active(table, alert));
            print(table, "");
        }
        if (!ended.isEmpty()) {
            out.println();
            var table = new Table("ENDED", ">LASTED", "AT", "~TOLD");
            ended.forEach(alert -> ended(table, alert));
            print(table, "");
        }
        targets(view);
        return active.isEmpty() ? 0 : 1;
    }

    private void active(Table table, AlertView alert) {
        table.row(
                alert.kind(),
                times.age(alert.since()),
                times.iso(alert.since()),
                told(alert, false));
        table.note(alert.what());
        table.note(alert.why());
        table.note("type " + alert.type());
    }

    private void ended(Table table, AlertView alert) {
        var until = alert.until().orElseThrow();
        table.row(
                alert.kind(),
                times.between(alert.since(), until),
                times.iso(until),
                told(alert, true));
        table.note(alert.what());
    }

    /** {@code oncall}, {@code oncall: not yet}. */
    private static String told(AlertView alert, boolean ended) {
        if (alert.to().isEmpty()) {
            return "console only";
        }
        var told = ended ? alert.ended() : alert.begun();
        if (alert.lost() > 0) {
            return alert.to() + ": given up";
        }
        return alert.to() + (told.isPresent() ? "" : ": not yet");
    }

    private void targets(AlertsView view) {
        if (!view.targets().isEmpty()) {
            out.println();
            var table = new Table("TARGET", "STATE", ">LAST TOLD", ">WAITING", "~WAY");
            view.targets().forEach(target -> target(table, target));
            print(table, "");
        }
        view.problems().forEach(problem -> out.println("problem: " + problem));
    }

    private void target(Table table, AlertTargetView target) {
        table.row(
                target.name(),
                target.trouble().isEmpty() ? "well" : "FAILS",
                times.age(target.lastTold()),
                target.waiting(),
                target.way());
        if (!target.trouble().isEmpty()) {
            table.note(
                    target.trouble()
                            + target.nextTry()
                                    .map(at -> "; next try in " + times.until(at))
                                    .orElse(""));
        }
    }
}
