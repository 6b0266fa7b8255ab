package dev.pons.shell;

import dev.pons.core.control.LedgerView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

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
    String channel = "";

    @Override
    int run() {
        if (!channel.isEmpty()) {
            channel = control.channel(channel).name();
        }
        var ledgers =
                control.ledger().stream()
                        .filter(one -> channel.isEmpty() || one.channel().equals(channel))
                        .toList();
        if (ledgers.isEmpty()) {
            out.println("nothing to add up yet");
        }
        var agrees = true;
        for (var ledger : ledgers) {
            agrees &= show(ledger);
        }
        return agrees ? 0 : 1;
    }

    private boolean show(LedgerView ledger) {
        var in = ledger.accepted() + ledger.created();
        var became =
                ledger.refusedLater()
                        + ledger.dropped()
                        + ledger.held()
                        + ledger.routed()
                        + ledger.pending();
        out.println(ledger.channel());
        out.printf("  accepted %d + created %d = %d%n", ledger.accepted(), ledger.created(), in);
        out.printf(
                "  refused later %d + dropped %d + held %d + routed %d + pending %d" + " = %d%n",
                ledger.refusedLater(),
                ledger.dropped(),
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
                        ">OF WHICH AWAITING");
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
            table.print(out, "  ");
        }
        return agrees;
    }
}
