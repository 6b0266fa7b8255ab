package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The shadow becomes the channel. */
@Service
@Command(
        scope = "channel",
        name = "promote",
        description = "Puts the shadow of a channel in its place, between two messages",
        detailedDescription = "Example: channel:promote adt-to-lab")
@SuppressWarnings("NullAway.Init")
public final class ChannelPromote extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Override
    int run() {
        out.println(trials.promote(channel, who()));
        return 0;
    }
}
