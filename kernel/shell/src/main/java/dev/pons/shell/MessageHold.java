package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Lets a message, or its delivery to one destination, wait for a person. */
@Service
@Command(
        scope = "message",
        name = "hold",
        description = "Lets a message, or its delivery to one destination, wait" + " for a person",
        detailedDescription = "Example: message:hold 17-48213 lab --why \"lab asked\"")
public final class MessageHold extends MessageAct {

    /** For the console. */
    public MessageHold() {
        super(Act.HOLD);
    }
}
