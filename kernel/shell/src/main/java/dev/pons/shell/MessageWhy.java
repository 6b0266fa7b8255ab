package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What the steps did with a message that ran. */
@Service
@Command(
        scope = "message",
        name = "why",
        description =
                "CONTENT: shows what each step did with a message, by the version and the answers it"
                        + " ran with",
        detailedDescription = "Example: message:why 17-48213")
@SuppressWarnings("NullAway.Init")
public final class MessageWhy extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "ID", description = "As in message:list", required = true)
    @Completion(MessageWords.class)
    String id;

    @Override
    int run() {
        var view = trials.why(id);
        out.println("channel " + view.channel() + ", version " + view.version());
        return new TracePaper(out).print(view);
    }
}
