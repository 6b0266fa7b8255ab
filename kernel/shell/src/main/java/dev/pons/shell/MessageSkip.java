package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Never sends it; the next one goes on. */
@Service
@Command(
        scope = "message",
        name = "skip",
        description = "Never sends it; the next one goes on",
        detailedDescription = "Example: message:skip 17-48213 lab --why \"sent by fax\"")
public final class MessageSkip extends MessageAct {

    /** For the console. */
    public MessageSkip() {
        super(Act.SKIP);
    }
}
