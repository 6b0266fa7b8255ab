package dev.pons.shell;

import dev.pons.core.control.EngineView;
import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger of one day, to be filed: who made it, of what, when; the sums; a place to sign. */
record LedgerPaper(PrintStream out, Times times) {

    private static final int HEAD = 11;

    /** Prints the head of the paper. */
    void head(EngineView engine, LedgerDayView day, String who) {
        var from = day.day().atStartOfDay(day.zone()).toInstant();
        var until = day.day().plusDays(1).atStartOfDay(day.zone()).toInstant();
        out.println("LEDGER OF " + day.day());
        out.println();
        line("engine", "Pons " + engine.version() + " at " + engine.instance());
        line("started", times.iso(engine.since()));
        line("period", "messages that came from " + times.iso(from));
        line("", "until before " + times.iso(until) + " (" + day.zone() + ")");
        line("made", times.iso(times.clock().instant()) + " by " + who);
        if (times.clock().instant().isBefore(until)) {
            line("note", "the day is not over; these sums still grow");
        } else {
            line("note", "what became of them is as of when this was made");
        }
        out.println();
    }

    private void line(String head, String text) {
        out.println((head + " ".repeat(HEAD)).substring(0, HEAD) + text);
    }

    /** Prints the end of the paper: all channels together, and where to sign. */
    void foot(List<LedgerView> channels, boolean fits) {
        long received = channels.stream().mapToLong(LedgerView::accepted).sum();
        long created = channels.stream().mapToLong(LedgerView::created).sum();
        out.println();
        out.printf(
                "%d channel%s, received %d, created %d. %s%n",
                channels.size(),
                channels.size() == 1 ? "" : "s",
                received,
                created,
                fits ? "All sums fit." : "NOT ALL SUMS FIT: SEE \"ALARM\".");
        out.println();
        out.println("checked by  ______________________________   date  ______________");
        out.println();
        out.println("signature   ______________________________");
    }

    /** Prints a line for each number: day, zone, channel, destination, what, count. */
    void csv(LedgerDayView day, List<LedgerView> channels) {
        out.println("day,zone,channel,destination,what,count");
        for (var ledger : channels) {
            numbers(ledger).forEach((what, n) -> csv(day, ledger.channel(), "", what, n));
            for (var line : ledger.destinations()) {
                numbers(line)
                        .forEach(
                                (what, n) ->
                                        csv(day, ledger.channel(), line.destination(), what, n));
            }
        }
    }

    private void csv(LedgerDayView day, String channel, String to, String what, long count) {
        out.println(
                String.join(
                        ",",
                        day.day().toString(),
                        day.zone().toString(),
                        channel,
                        to,
                        what,
                        Long.toString(count)));
    }

    private static Map<String, Long> numbers(LedgerView ledger) {
        var numbers = new LinkedHashMap<String, Long>();
        numbers.put("received", ledger.accepted());
        numbers.put("created", ledger.created());
        numbers.put("refused", ledger.refused());
        numbers.put("duplicates", ledger.duplicates());
        numbers.put("refused later", ledger.refusedLater());
        numbers.put("dropped", ledger.dropped());
        numbers.put("split", ledger.split());
        numbers.put("aggregated", ledger.aggregated());
        numbers.put("held", ledger.held());
        numbers.put("routed", ledger.routed());
        numbers.put("pending", ledger.pending());
        return numbers;
    }

    private static Map<String, Long> numbers(LedgerView.Line line) {
        var numbers = new LinkedHashMap<String, Long>();
        numbers.put("routed", line.routed());
        numbers.put("not chosen", line.notChosen());
        numbers.put("delivered", line.delivered());
        numbers.put("skipped", line.skipped());
        numbers.put("expired", line.expired());
        numbers.put("held", line.held());
        numbers.put("queued", line.queued());
        numbers.put("awaiting", line.awaiting());
        return numbers;
    }
}
