package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** What a shadow has made otherwise. */
@Service
@Command(
        scope = "channel",
        name = "diff",
        description = "Shows what the shadow of a channel has made otherwise so far",
        detailedDescription = "Example: channel:diff adt-to-lab --allow PID-5.1")
@SuppressWarnings("NullAway.Init")
public final class ChannelDiff extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true, multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(
            name = "--allow",
            description = "A difference that is meant: PID-5.1, or lab:PID-5.1",
            valueToShowInHelp = "",
            multiValued = true)
    List<String> allow = List.of();

    @Override
    int run() {
        var channel = Usage.channel(this, words);
        return TrialPaper.print(this, trials.diff(channel, allow));
    }
}
