package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One message is made of a group now, whatever the group waits for. */
@Service
@Command(
        scope = "aggregate",
        name = "close",
        description = "Closes open groups of a channel now; one message is made of each",
        detailedDescription = "Example: aggregate:close adt-to-lab 17-48213")
@SuppressWarnings("NullAway.Init")
public final class AggregateClose extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Argument(
            index = 1,
            name = "GROUP",
            valueToShowInHelp = "",
            description = "Id or key of a group, as in aggregate:list; without one, all")
    String group = "";

    @Override
    int run() {
        int closed = control.closeGroups(channel, group, who());
        out.println(closed + (closed == 1 ? " group was closed" : " groups were closed"));
        return 0;
    }
}
