package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One run of a channel beside its schedule. */
@Service
@Command(
        scope = "channel",
        name = "run",
        description = "Runs a channel now, once, beside its schedule: the clock, files, databases",
        detailedDescription = "Example: channel:run nightly-extract")
@SuppressWarnings("NullAway.Init")
public final class ChannelRun extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true)
    @Completion(ChannelNames.class)
    String channel;

    @Override
    int run() {
        control.schedules().run(channel, who());
        out.println(channel + " runs now; timer:next " + channel + " says how it ended");
        return 0;
    }
}
