package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One message through a channel, before the eyes of whoever builds it. */
@Service
@Command(
        scope = "channel",
        name = "try",
        description =
                "CONTENT: runs a message through a channel, sends nothing, shows each step and what"
                        + " every destination would get",
        detailedDescription =
                "Example: channel:try adt.hl7 adt-to-lab --file new.yaml --answer mpi=rsp.hl7")
@SuppressWarnings("NullAway.Init")
public final class ChannelTry extends EngineCommand {

    @Reference Trials trials;

    @Argument(
            name = "MESSAGE CHANNEL",
            description = "A file with a message, on the machine of the engine; the channel's name",
            required = true,
            multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(
            name = "--file",
            description = "A changed file; else the channel's own",
            valueToShowInHelp = "")
    String file = "";

    @Option(
            name = "--destination",
            description = "Only the bytes that this one would get",
            valueToShowInHelp = "")
    @Completion(DestinationNames.class)
    String destination = "";

    @Option(
            name = "--answer",
            description = "What a peer that a step asks would answer, NAME=FILE",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> answers = List.of();

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.size() != 2) {
            throw new UsageException("a file with a message, and a channel, please");
        }
        var view =
                trials.look(
                        names.get(1),
                        new Trials.Changed(file),
                        MessageFile.read(names.get(0)),
                        Map.of(),
                        answers());
        if (destination.isEmpty()) {
            return new TracePaper(out).print(view);
        }
        for (var delivery : view.deliveries()) {
            var body = delivery.body();
            if (delivery.destination().equals(destination) && body != null) {
                out.write(body, 0, body.length);
                out.flush();
                return 0;
            }
        }
        throw new UsageException(destination + " would not get it: " + view.end());
    }

    private Map<String, byte[]> answers() {
        var all = new TreeMap<String, byte[]>();
        for (var answer : answers) {
            int equals = answer.indexOf('=');
            if (equals < 1) {
                throw new UsageException("\"" + answer + "\" is no NAME=FILE, as mpi=rsp.hl7");
            }
            var file = answer.substring(equals + 1);
            all.put(answer.substring(0, equals), MessageFile.read(file));
        }
        return all;
    }
}
