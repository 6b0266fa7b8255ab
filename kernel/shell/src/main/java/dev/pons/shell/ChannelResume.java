package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends a pause. */
@Service
@Command(
        scope = "channel",
        name = "resume",
        description = "Ends a pause",
        detailedDescription = "Example: channel:resume adt-to-lab lab")
public final class ChannelResume extends ChannelOrder {

    /** For the console. */
    public ChannelResume() {
        super(Order.RESUME);
    }
}
