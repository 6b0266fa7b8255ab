package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** An interface once more, for another peer. */
@Service
@Command(
        scope = "channel",
        name = "new",
        description = "Writes the file of a new channel that is like another one",
        detailedDescription =
                "Example: channel:new adt-to-ris --from adt-to-lab --set"
                        + " source.mllp.listen.port=2580")
@SuppressWarnings("NullAway.Init")
public final class ChannelNew extends EngineCommand {

    @Reference Trials trials;

    @Argument(
            name = "NAME",
            description = "Of the new channel",
            required = true,
            multiValued = true)
    List<String> words;

    @Option(name = "--from", description = "The channel that it is like", valueToShowInHelp = "")
    @Completion(ChannelNames.class)
    String from = "";

    @Option(
            name = "--set",
            description =
                    "What is another value in it: source.mllp.listen.port=2580; steps[2].let.ward=W1",
            valueToShowInHelp = "",
            multiValued = true)
    List<String> settings = List.of();

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.size() != 1 || from.isEmpty()) {
            throw new UsageException("a name, and --from with the channel that it is like, please");
        }
        out.println(trials.create(names.get(0), from, settings, who()));
        return 0;
    }
}
