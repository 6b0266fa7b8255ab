package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * A channel receives no more and delivers what is queued; a destination delivers no more and queues
 * on.
 */
@Service
@Command(
        scope = "channel",
        name = "pause",
        description =
                "A channel receives no more and delivers what is queued; a"
                        + " destination delivers no more and queues on",
        detailedDescription = "Example: channel:pause adt-to-lab lab")
public final class ChannelPause extends ChannelOrder {

    /** For the console. */
    public ChannelPause() {
        super(Order.PAUSE);
    }
}
