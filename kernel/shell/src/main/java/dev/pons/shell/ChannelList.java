package dev.pons.shell;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.DestinationState;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** All channels, a line each, and a line for what is not well. */
@Service
@Command(
        scope = "channel",
        name = "list",
        description = "Lists the channels and what is not well with them",
        detailedDescription = "Example: channel:list --wide")
public final class ChannelList extends EngineCommand {

    @Option(name = "--wide", description = "Also a line for the source and each destination")
    boolean wide;

    @Override
    int run() {
        var table =
                new Table(
                        "CHANNEL", "STATE", ">IN", ">OUT", ">QUEUED", ">HELD", ">OLDEST", ">PEERS");
        for (var channel : control.channels()) {
            table.row(
                    channel.name(),
                    channel.state(),
                    times.age(channel.lastIn()),
                    times.age(channel.lastOut()),
                    channel.queued(),
                    channel.held(),
                    times.age(channel.oldest()),
                    channel.peers());
            notes(table, channel);
        }
        if (table.isEmpty()) {
            out.println("no channels: put a file into channels/");
        } else {
            print(table, "");
        }
        return 0;
    }

    private void notes(Table table, ChannelView channel) {
        table.note(channel.reason());
        if (!channel.problems().isEmpty() && channel.version() > 0) {
            var more = channel.problems().size() - 1;
            table.note(
                    "changed file not taken: "
                            + channel.problems().get(0)
                            + (more == 0
                                    ? ""
                                    : " (and "
                                            + more
                                            + " more: channel:show "
                                            + channel.name()
                                            + ")"));
        }
        if (wide && !channel.source().isEmpty()) {
            table.note("from " + channel.source());
        }
        for (var to : channel.destinations()) {
            var ill = to.state() == DestinationState.DOWN || to.state() == DestinationState.BLOCKED;
            if (ill || wide) {
                table.note(
                        "%s %s, queued %d, held %d%s"
                                .formatted(
                                        to.name(),
                                        to.state(),
                                        to.queued(),
                                        to.held(),
                                        to.reason().isEmpty() ? "" : ": " + to.reason()));
            }
        }
    }
}
