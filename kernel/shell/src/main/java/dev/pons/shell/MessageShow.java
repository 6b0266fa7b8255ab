package dev.pons.shell;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.MessageView.DeliveryView;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** One message: what became of it; its content only where asked for. */
@Service
@Command(
        scope = "message",
        name = "show",
        description = "Shows what became of a message; its content only with --content",
        detailedDescription = "Example: message:show 17-48213 --content --destination lab")
@SuppressWarnings("NullAway.Init")
public final class MessageShow extends EngineCommand {

    @Argument(name = "ID", description = "As in message:list", required = true, multiValued = true)
    @Completion(MessageWords.class)
    List<String> words;

    @Option(
            name = "--content",
            description = "CONTENT: only the bytes, as they came or as they were sent")
    boolean content;

    @Option(
            name = "--destination",
            valueToShowInHelp = "",
            description = "The bytes that were sent to this one; with --content or --response")
    @Completion(DestinationNames.class)
    String destination = "";

    @Option(
            name = "--response",
            description = "CONTENT: only what the peer of --destination answered last")
    boolean response;

    @Option(
            name = "--answer",
            valueToShowInHelp = "",
            description =
                    "CONTENT: only what the peer answered to one attempt; its id stands there")
    String answer = "";

    @Option(name = "--facts", description = "CONTENT: also what the source said (peer, file)")
    boolean facts;

    @Override
    int run() {
        var ids = Usage.take(this, words);
        if (ids.size() != 1) {
            throw new UsageException("one message, please; its id looks like 17-48213");
        }
        var id = ids.get(0);
        if (!answer.isEmpty()) {
            bytes(
                    control.answer(id, answer)
                            .orElseThrow(
                                    () -> new ControlException(answer + " is no answer to " + id)));
        } else if (response) {
            answer(id);
        } else if (content) {
            bytes(control.content(id, destination));
        } else {
            show(control.message(id));
        }
        return 0;
    }

    private void answer(String id) {
        if (destination.isEmpty()) {
            throw new UsageException("--response needs --destination NAME");
        }
        bytes(
                control.response(id, destination)
                        .orElseThrow(
                                () ->
                                        new ControlException(
                                                destination + " has not answered to " + id)));
    }

    /** A script gets the bytes as they are; on a terminal CR becomes a line. */
    private void bytes(byte[] content) {
        if (interactive()) {
            content = content.clone();
            for (var i = 0; i < content.length; i++) {
                if (content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n')) {
                    content[i] = '\n';
                }
            }
        }
        out.write(content, 0, content.length);
        out.flush();
    }

    private void show(MessageView message) {
        var row = message.row();
        out.println("message   " + row.id());
        out.println("channel   " + row.channel() + " (version " + message.version() + ")");
        out.println("at        " + times.iso(row.at()) + " (" + times.age(row.at()) + " ago)");
        out.println(
                "state     " + row.state() + (row.reason().isEmpty() ? "" : ": " + row.reason()));
        line("type      ", row.type());
        line("control   ", row.control());
        line("patient   ", row.patient());
        out.println("size      " + row.size() + " bytes");
        out.println(
                "origin    "
                        + message.origin()
                        + message.parent().map(of -> " of " + of).orElse(""));
        message.index()
                .forEach(
                        (name, values) ->
                                line("index     ", name + "=" + String.join(", ", values)));
        if (facts) {
            control.facts(row.id())
                    .forEach((name, value) -> out.println("fact      " + name + "=" + value));
        }
        deliveries(message);
        if (!message.acts().isEmpty()) {
            out.println();
            message.acts().forEach(act -> out.println("act       " + act));
        }
    }

    private void line(String head, String text) {
        if (!text.isEmpty()) {
            out.println(head + text);
        }
    }

    private void deliveries(MessageView message) {
        var table = new Table("DESTINATION", "STATE", ">TRIES", "BYTES", "AT");
        for (var delivery : message.deliveries()) {
            table.row(
                            delivery.destination(),
                            delivery.state(),
                            delivery.attempts(),
                            delivery.changed() ? "changed" : "as they came",
                            times.iso(delivery.at()))
                    .note(delivery.reason());
        }
        if (!table.isEmpty()) {
            out.println();
            print(table, "");
        }
        message.deliveries().stream().filter(MessageShow::isWorthTelling).forEach(this::attempts);
    }

    /** A first attempt that delivered says no more than the line above. */
    private static boolean isWorthTelling(DeliveryView delivery) {
        return delivery.history().size() > 1
                || delivery.history().stream().anyMatch(a -> a.answer().isPresent());
    }

    private void attempts(DeliveryView delivery) {
        var table = new Table(">TRY", "AT", "OUTCOME", "STATE", "ANSWER");
        var before = 0;
        for (var attempt : delivery.history()) {
            if (attempt.number() > before + 1) {
                table.note(
                        "attempts "
                                + (before + 1)
                                + " to "
                                + (attempt.number() - 1)
                                + " went the same way");
            }
            table.row(
                            attempt.number() == 0 ? "" : attempt.number(),
                            times.iso(attempt.at()),
                            attempt.outcome(),
                            attempt.state(),
                            attempt.answer().orElse(""))
                    .note(attempt.reason());
            before = Math.max(before, attempt.number());
        }
        out.println();
        out.println("attempts at " + delivery.destination());
        print(table, "");
    }
}
