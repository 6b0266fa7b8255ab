package dev.pons.shell;

import dev.pons.core.control.Control.Act;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Sends the same bytes again, as a new linked message. */
@Service
@Command(
        scope = "message",
        name = "resend",
        description = "Sends the same bytes again, as a new linked message",
        detailedDescription = "Example: message:resend 17-48213 lab")
public final class MessageResend extends MessageAct {

    /** For the console. */
    public MessageResend() {
        super(Act.RESEND);
    }
}
