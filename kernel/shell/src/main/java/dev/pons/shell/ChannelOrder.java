package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** An order to a channel or to one destination of it. */
@SuppressWarnings("NullAway.Init")
abstract class ChannelOrder extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Argument(
            index = 1,
            name = "DESTINATION",
            valueToShowInHelp = "",
            description = "One destination of it; else the whole channel")
    @Completion(DestinationNames.class)
    String destination = "";

    private final Order order;

    ChannelOrder(Order order) {
        this.order = order;
    }

    @Override
    final int run() {
        control.order(order, channel, destination, who());
        var now = control.channel(channel);
        if (destination.isEmpty()) {
            out.println(channel + " is " + now.state() + after(now.reason()));
            return 0;
        }
        now.destinations().stream()
                .filter(to -> to.name().equals(destination))
                .forEach(
                        to ->
                                out.println(
                                        channel
                                                + " "
                                                + destination
                                                + " is "
                                                + to.state()
                                                + after(to.reason())));
        return 0;
    }

    private static String after(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
