package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Runs the original through today's channel, as a new linked message. */
@Service
@Command(
        scope = "message",
        name = "rerun",
        description =
                "Runs the original through today's channel, as a new linked message; with a"
                        + " destination, for that one only",
        detailedDescription = "Example: message:rerun 17-48213")
public final class MessageRerun extends MessageAct {

    /** For the console. */
    public MessageRerun() {
        super(Act.RERUN);
    }
}
