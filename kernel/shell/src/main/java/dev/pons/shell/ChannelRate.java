package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** No more than so many are sent to a destination in a second or a minute. */
@Service
@Command(
        scope = "channel",
        name = "rate",
        description = "Sends no more than so many to a destination, or as many as its file says",
        detailedDescription = "Example: channel:rate adt-to-lab lab 50/s")
@SuppressWarnings("NullAway.Init")
public final class ChannelRate extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Argument(
            index = 1,
            name = "DESTINATION",
            description = "One destination of it",
            required = true)
    @Completion(DestinationNames.class)
    String destination;

    @Argument(
            index = 2,
            name = "RATE",
            description = "50/s, 600/min, or off: what its file says",
            required = true)
    String rate;

    @Override
    int run() {
        control.rate(channel, destination, rate, who());
        control.channel(channel).destinations().stream()
                .filter(to -> to.name().equals(destination))
                .forEach(
                        to ->
                                out.println(
                                        channel
                                                + " "
                                                + destination
                                                + ": "
                                                + (to.pace().isEmpty() ? "no limit" : to.pace())));
        return 0;
    }
}
