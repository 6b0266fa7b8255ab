package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends a hold: it is tried again now. */
@Service
@Command(
        scope = "message",
        name = "release",
        description = "Ends a hold: it is tried again now",
        detailedDescription = "Example: message:release 17-48213 17-48214")
public final class MessageRelease extends MessageAct {

    /** For the console. */
    public MessageRelease() {
        super(Act.RELEASE);
    }
}
