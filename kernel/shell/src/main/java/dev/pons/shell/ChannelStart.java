package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Begins to receive and to deliver. */
@Service
@Command(
        scope = "channel",
        name = "start",
        description = "Begins to receive and to deliver",
        detailedDescription = "Example: channel:start adt-to-lab")
public final class ChannelStart extends ChannelOrder {

    /** For the console. */
    public ChannelStart() {
        super(Order.START);
    }
}
