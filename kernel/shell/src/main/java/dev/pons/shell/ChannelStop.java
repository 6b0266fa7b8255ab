package dev.pons.shell;

import dev.pons.core.control.Control.Order;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends receiving and delivering; what is queued stays. Remembered over restarts. */
@Service
@Command(
        scope = "channel",
        name = "stop",
        description =
                "Ends receiving and delivering; what is queued stays."
                        + " Remembered over restarts",
        detailedDescription = "Example: channel:stop adt-to-lab")
public final class ChannelStop extends ChannelOrder {

    /** For the console. */
    public ChannelStop() {
        super(Order.STOP);
    }
}
