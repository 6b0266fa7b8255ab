package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.Instant;
import java.util.List;

/** Messages of the past through a changed channel, with nothing sent. */
@Service
@Command(
        scope = "channel",
        name = "replay",
        description =
                "Runs stored messages through a changed channel, sends nothing, shows what is different",
        detailedDescription =
                "Example: channel:replay adt-to-lab --file new.yaml --last 1000 --allow PID-5.1")
@SuppressWarnings("NullAway.Init")
public final class ChannelReplay extends EngineCommand {

    @Reference Trials trials;

    @Argument(name = "CHANNEL", description = "Its name", required = true, multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(
            name = "--file",
            description = "The changed file; else the channel's own",
            valueToShowInHelp = "")
    String file = "";

    @Option(
            name = "--last",
            description = "So many messages, the newest; else 1000",
            valueToShowInHelp = "")
    long last;

    @Option(
            name = "--since",
            description = "Messages since then: 7d, 12h, or a time",
            valueToShowInHelp = "")
    String since = "";

    @Option(
            name = "--allow",
            description = "A difference that is meant: PID-5.1, or lab:PID-5.1",
            valueToShowInHelp = "",
            multiValued = true)
    List<String> allow = List.of();

    @Override
    int run() {
        var channel = Usage.channel(this, words);
        if (last < 0 || last > 0 && !since.isEmpty()) {
            throw new UsageException("--last, a positive number, or --since");
        }
        var past =
                since.isEmpty()
                        ? new Trials.Past(last == 0 ? 1_000 : last, Instant.EPOCH)
                        : new Trials.Past(Trials.Past.ALL, times.parse("--since", since));
        var view = trials.replay(channel, new Trials.Changed(file), past, allow);
        return TrialPaper.print(this, view);
    }
}
