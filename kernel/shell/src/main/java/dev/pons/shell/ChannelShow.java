package dev.pons.shell;

import dev.pons.core.control.ChannelView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** One channel with its destinations and problems. */
@Service
@Command(
        scope = "channel",
        name = "show",
        description = "Shows all about a channel, or its file",
        detailedDescription = "Example: channel:show adt-to-lab --text")
@SuppressWarnings("NullAway.Init")
public final class ChannelShow extends EngineCommand {

    @Argument(name = "CHANNEL", description = "Its name", required = true, multiValued = true)
    @Completion(ChannelNames.class)
    List<String> words;

    @Option(name = "--text", description = "The file as it runs, secrets as references")
    boolean text;

    @Override
    int run() {
        var name = Usage.channel(this, words);
        if (text) {
            out.print(control.channelText(name));
            out.flush();
            return 0;
        }
        var channel = control.channel(name);
        head(channel);
        out.println();
        destinations(channel);
        var head = channel.version() > 0 ? "changed file not taken: " : "problem: ";
        channel.problems().stream()
                .filter(problem -> !problem.equals(channel.reason()))
                .forEach(problem -> out.println(head + problem));
        channel.warnings().forEach(warning -> out.println("warning: " + warning));
        return 0;
    }

    private void head(ChannelView channel) {
        out.println("channel      " + channel.name() + " (version " + channel.version() + ")");
        if (!channel.description().isEmpty()) {
            out.println("description  " + channel.description());
        }
        out.println(
                "state        "
                        + channel.state()
                        + " for "
                        + times.age(channel.since())
                        + ", since "
                        + times.iso(channel.since()));
        if (!channel.reason().isEmpty()) {
            out.println("reason       " + channel.reason());
        }
        if (!channel.source().isEmpty()) {
            out.println("source       " + channel.source() + ", " + channel.peers() + " connected");
        }
        out.println("last in      " + channel.lastIn().map(times::iso).orElse("never"));
        out.println("last out     " + channel.lastOut().map(times::iso).orElse("never"));
        out.println(
                "waiting      %d queued, %d held%s"
                        .formatted(
                                channel.queued(),
                                channel.held(),
                                channel.oldest()
                                        .map(at -> ", the oldest for " + times.age(at))
                                        .orElse("")));
        if (channel.repaired() > 0) {
            out.println("repaired     framing of " + channel.repaired() + " messages");
        }
        control.ledger().stream()
                .filter(l -> l.channel().equals(channel.name()) && l.duplicates() > 0)
                .forEach(l -> out.println("duplicates   " + l.duplicates() + " dropped"));
    }

    private void destinations(ChannelView channel) {
        var table =
                new Table(
                        "DESTINATION",
                        "TYPE",
                        "STATE",
                        ">FOR",
                        ">OUT",
                        ">QUEUED",
                        ">HELD",
                        ">OLDEST",
                        ">NEXT TRY");
        for (var to : channel.destinations()) {
            table.row(
                    to.name(),
                    to.type(),
                    to.state(),
                    times.age(to.since()),
                    times.age(to.lastOut()),
                    to.queued(),
                    to.held(),
                    times.age(to.oldest()),
                    to.nextTry().map(at -> "in " + times.until(at)).orElse(""));
            table.note(to.reason());
            table.note(to.pace());
        }
        if (table.isEmpty()) {
            out.println("no destinations");
        } else {
            print(table, "");
        }
    }
}
