package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Reads the channel's file again, whether it changed or not. */
@Service
@Command(
        scope = "channel",
        name = "reload",
        description = "Reads the channel's file again, whether it changed or not",
        detailedDescription = "Example: channel:reload adt-to-lab")
public final class ChannelReload extends ChannelOrder {

    /** For the console. */
    public ChannelReload() {
        super(Order.RELOAD);
    }
}
