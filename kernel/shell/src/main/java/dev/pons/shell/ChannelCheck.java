package dev.pons.shell;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.CheckView;
import dev.pons.core.control.Trials;
import dev.pons.core.control.Trials.Changed;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** What is wrong or doubtful with channel files, before they run. */
@Service
@Command(
        scope = "channel",
        name = "check",
        description =
                "Says what keeps a channel's file from running, and what is doubtful in it; the"
                        + " exit code is 1 where it would not run",
        detailedDescription = "Example: channel:check adt-to-lab --file new.yaml")
@SuppressWarnings("NullAway.Init")
public final class ChannelCheck extends EngineCommand {

    @Reference Trials trials;

    @Argument(
            name = "CHANNEL",
            description = "Its name; without: all",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(ChannelNames.class)
    List<String> words = List.of();

    @Option(
            name = "--file",
            description = "A changed file; else the channel's own",
            valueToShowInHelp = "")
    String file = "";

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.isEmpty()) {
            names = control.channels().stream().map(ChannelView::name).toList();
        }
        if (!file.isEmpty() && names.size() != 1) {
            throw new UsageException("a file is that of one channel; name it");
        }
        int failed = 0;
        for (var name : names) {
            var view = trials.check(name, new Changed(file));
            print(view);
            failed += view.problems().isEmpty() ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private void print(CheckView view) {
        var words = List.of(many(view.problems(), "problem"), many(view.warnings(), "warning"));
        var counts = String.join(", ", words.stream().filter(w -> !w.isEmpty()).toList());
        out.println(view.channel() + ": " + (counts.isEmpty() ? "nothing is wrong" : counts));
        view.problems().forEach(problem -> out.println("  " + problem));
        view.warnings().forEach(warning -> out.println("  warning: " + warning));
    }

    private static String many(List<String> lines, String what) {
        return lines.isEmpty() ? "" : lines.size() + " " + what + (lines.size() == 1 ? "" : "s");
    }
}
