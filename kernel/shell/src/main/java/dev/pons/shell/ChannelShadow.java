package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** A changed channel beside the running one. */
@Service
@Command(
        scope = "channel",
        name = "shadow",
        description =
                "Lets a changed channel run beside the running one, with nothing sent; channel:diff shows what is different",
        detailedDescription = "Example: channel:shadow adt-to-lab --file new.yaml")
@SuppressWarnings("NullAway.Init")
public final class ChannelShadow extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true, multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(
            name = "--file",
            description = "The changed file; else the channel's own",
            valueToShowInHelp = "")
    String file = "";

    @Option(name = "--end", description = "Ends the shadow")
    boolean end;

    @Override
    int run() {
        var channel = Usage.channel(this, words);
        if (end) {
            trials.endShadow(channel, who());
            out.println("channel " + channel + " has no shadow any more");
            return 0;
        }
        trials.shadow(channel, new Trials.Changed(file), who());
        out.println(
                "the shadow runs from now on; channel:diff "
                        + channel
                        + " shows what it makes otherwise, channel:promote "
                        + channel
                        + " puts it in place");
        return 0;
    }
}
