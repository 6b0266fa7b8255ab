package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** The versions of a channel that ran. */
@Service
@Command(
        scope = "channel",
        name = "history",
        description = "Lists the versions of a channel that ran, with who and when",
        detailedDescription = "Example: channel:history adt-to-lab --text 3")
@SuppressWarnings("NullAway.Init")
public final class ChannelHistory extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true, multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(name = "--text", description = "The text of that version", valueToShowInHelp = "")
    long text;

    @Override
    int run() {
        var channel = Usage.channel(this, words);
        if (text > 0) {
            out.print(trials.text(channel, text));
            out.flush();
            return 0;
        }
        var table = new Table(">VERSION", "SINCE", ">NEW LINES", "WHO", "");
        for (var version : trials.history(channel)) {
            table.row(
                    version.number(),
                    times.iso(version.since()),
                    version.lines(),
                    version.who(),
                    version.runs() ? "runs" : "");
        }
        if (table.isEmpty()) {
            out.println("no version of channel " + channel + " ran yet");
        } else {
            print(table, "");
        }
        return 0;
    }
}
