package dev.pons.shell;

import dev.pons.core.control.GroupView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Messages that wait until one is made of them. */
@Service
@Command(
        scope = "aggregate",
        name = "list",
        description = "Lists the open groups of messages of which one will be made",
        detailedDescription = "Example: aggregate:list adt-to-lab")
@SuppressWarnings("NullAway.Init")
public final class AggregateList extends EngineCommand {

    @Argument(
            name = "CHANNEL",
            valueToShowInHelp = "",
            description = "Its name; without one, of all channels")
    @Completion(ChannelNames.class)
    String channel = "";

    @Override
    int run() {
        var table = new Table("GROUP", "CHANNEL", "STEP", ">MESSAGES", ">BYTES", ">FOR", "~KEY");
        control.groups(channel).forEach(group -> row(table, group));
        if (table.isEmpty()) {
            out.println("no group is open");
        } else {
            print(table, "");
        }
        return 0;
    }

    private void row(Table table, GroupView group) {
        table.row(
                group.id(),
                group.channel(),
                group.step(),
                group.messages(),
                group.bytes(),
                times.age(group.since()),
                group.key());
        table.note(group.until().isEmpty() ? "" : "until: " + group.until());
        table.note(group.trouble());
    }
}
