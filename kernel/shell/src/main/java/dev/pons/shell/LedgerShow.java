package dev.pons.shell;

import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** What came in and what became of it, so that everyone can add it up. */
@Service
@Command(
        scope = "ledger",
        name = "show",
        description =
                "Adds up what came in and what became of it; exit code 1 if it does not agree",
        detailedDescription = "Example: ledger:show adt-to-lab")
public final class LedgerShow extends EngineCommand {

    @Argument(name = "CHANNEL", valueToShowInHelp = "", description = "Only this one")
    @Completion(ChannelNames.class)
    String argument = "";

    @Option(name = "--channel", valueToShowInHelp = "", description = "The same")
    @Completion(ChannelNames.class)
    String channel = "";

    @Option(
            name = "--day",
            valueToShowInHelp = "",
            description = "What came on this day (2026-11-25), as a paper to be filed")
    String day = "";

    @Option(name = "--csv", description = "With --day: a line for each number, for a spreadsheet")
    boolean csv;

    @Override
    int run() {
        var one = channel.isEmpty() ? argument : channel;
        if (csv && day.isEmpty()) {
            throw new UsageException("--csv needs --day");
        }
        if (!day.isEmpty()) {
            return paper(control.ledger(day()), one);
        }
        var name = one.isEmpty() ? "" : control.channel(one).name();
        var ledgers = only(control.ledger(), name);
        if (ledgers.isEmpty()) {
            out.println("nothing to add up yet");
        }
        return show(ledgers) ? 0 : 1;
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new UsageException("--day is a day, for example 2026-11-25", e);
        }
    }

    private static List<LedgerView> only(List<LedgerView> all, String name) {
        return all.stream().filter(l -> name.isEmpty() || l.channel().equals(name)).toList();
    }

    private int paper(LedgerDayView view, String name) {
        var ledgers = only(view.channels(), name);
        var paper = new LedgerPaper(out, times);
        if (csv) {
            paper.csv(view, ledgers);
            return 0;
        }
        paper.head(control.engine(), view, who());
        if (ledgers.isEmpty()) {
            out.println(name.isEmpty() ? "nothing came" : "nothing came to " + name);
        }
        var fits = show(ledgers);
        paper.foot(ledgers, fits);
        return fits ? 0 : 1;
    }

    private boolean show(List<LedgerView> ledgers) {
        var agrees = true;
        for (var ledger : ledgers) {
            agrees &= show(ledger);
        }
        return agrees;
    }

    private boolean show(LedgerView ledger) {
        var in = ledger.accepted() + ledger.created();
        var became =
                ledger.refusedLater()
                        + ledger.dropped()
                        + ledger.split()
                        + ledger.aggregated()
                        + ledger.held()
                        + ledger.routed()
                        + ledger.pending();
        out.println(ledger.channel());
        out.printf("  accepted %d + created %d = %d%n", ledger.accepted(), ledger.created(), in);
        out.printf(
                "  refused later %d + dropped %d + split %d + aggregated %d + held %d + routed %d + pending %d"
                        + " = %d%n",
                ledger.refusedLater(),
                ledger.dropped(),
                ledger.split(),
                ledger.aggregated(),
                ledger.held(),
                ledger.routed(),
                ledger.pending(),
                became);
        out.printf("  refused before they were accepted: %d%n", ledger.refused());
        out.printf("  duplicates that were not kept: %d%n", ledger.duplicates());
        var agrees = destinations(ledger.destinations());
        if (in != became || !agrees) {
            out.println("  ALARM: this does not add up; keep the data folder and report it");
            agrees = false;
        }
        if (ledger.drift() != 0) {
            out.println(
                    "  ALARM: the running engine is "
                            + ledger.drift()
                            + " off from what the journal says; keep the data folder and report it");
            agrees = false;
        }
        return agrees;
    }

    private boolean destinations(List<LedgerView.Line> lines) {
        var table =
                new Table(
                        "DESTINATION",
                        ">ROUTED",
                        ">= NOT CHOSEN",
                        ">+ DELIVERED",
                        ">+ SKIPPED",
                        ">+ EXPIRED",
                        ">+ HELD",
                        ">+ QUEUED",
                        ">(AWAITING)");
        var agrees = true;
        for (var line : lines) {
            table.row(
                    line.destination(),
                    line.routed(),
                    line.notChosen(),
                    line.delivered(),
                    line.skipped(),
                    line.expired(),
                    line.held(),
                    line.queued(),
                    line.awaiting());
            agrees &=
                    line.routed()
                            == line.notChosen()
                                    + line.delivered()
                                    + line.skipped()
                                    + line.expired()
                                    + line.held()
                                    + line.queued();
        }
        if (!table.isEmpty()) {
            print(table, "  ");
        }
        return agrees;
    }
}
