package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What one destination was to get goes to another one. */
@Service
@Command(
        scope = "message",
        name = "redirect",
        description =
                "Sends what one destination was to get to another one, as a new linked"
                        + " message",
        detailedDescription =
                "Example: message:redirect 17-48213 lab --to backup-lab --why \"lab is moving\"")
public final class MessageRedirect extends MessageAct {

    @Option(
            name = "--to",
            valueToShowInHelp = "",
            description = "The destination that gets it instead")
    @Completion(DestinationNames.class)
    String to = "";

    /** For the console. */
    public MessageRedirect() {
        super(Act.REDIRECT);
    }

    @Override
    String to() {
        return to;
    }
}
