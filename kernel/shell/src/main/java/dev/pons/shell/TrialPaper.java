package dev.pons.shell;

import dev.pons.core.control.TrialView;

import java.util.Locale;

/** What a changed channel makes otherwise, on a terminal: kinds with counts, no content. */
final class TrialPaper {

    private TrialPaper() {}

    /** The exit code: 1 where something is different that no rule allows. */
    static int print(EngineCommand to, TrialView view) {
        to.out.printf(
                Locale.ROOT,
                "%d messages compared, %d without a difference%s; %.1f s%n",
                view.compared(),
                view.alike(),
                view.passedOver() == 0
                        ? ""
                        : "; %d could not be compared".formatted(view.passedOver()),
                view.took().toMillis() / 1000.0);
        var table = new Table("DESTINATION", "PLACE", "WHAT", ">MESSAGES", "FIRST", "");
        for (var difference : view.differences()) {
            table.row(
                    difference.destination(),
                    difference.place(),
                    difference.what(),
                    difference.count(),
                    difference.example(),
                    difference.allowed() ? "allowed" : "");
        }
        if (!table.isEmpty()) {
            to.print(table, "");
        }
        return view.isOtherwise() ? 1 : 0;
    }
}
