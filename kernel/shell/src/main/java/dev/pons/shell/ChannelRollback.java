package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** An earlier version again. */
@Service
@Command(
        scope = "channel",
        name = "rollback",
        description = "Puts the text of an earlier version back into the file of a channel",
        detailedDescription = "Example: channel:rollback adt-to-lab 3")
@SuppressWarnings("NullAway.Init")
public final class ChannelRollback extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Argument(
            index = 1,
            name = "VERSION",
            valueToShowInHelp = "",
            description = "Its number in channel:history; else the one before")
    long version;

    @Override
    int run() {
        out.println(trials.rollback(channel, version, who()));
        return 0;
    }
}
