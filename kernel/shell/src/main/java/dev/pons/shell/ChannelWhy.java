package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Why a channel or destination is in its state. */
@Service
@Command(
        scope = "channel",
        name = "why",
        description = "Says why a channel or destination is in its state, and what to type",
        detailedDescription = "Example: channel:why adt-to-lab lab")
@SuppressWarnings("NullAway.Init")
public final class ChannelWhy extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Argument(
            index = 1,
            name = "DESTINATION",
            valueToShowInHelp = "",
            description = "One destination of it")
    @Completion(DestinationNames.class)
    String destination = "";

    @Override
    int run() {
        control.why(channel, destination).forEach(out::println);
        return 0;
    }
}
