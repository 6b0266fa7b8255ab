package dev.pons.shell;

import dev.pons.core.control.MessageQuery;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** Messages by what is known of them. */
@Service
@Command(
        scope = "message",
        name = "search",
        description = "Finds messages by ids, type, time or text; shows no content",
        detailedDescription = "Example: message:search --patient 4711 --type ADT --from 2d")
public final class MessageSearch extends MessageSelection {

    @Option(name = "--control", valueToShowInHelp = "", description = "The sender's id (MSH-10)")
    String controlId = "";

    @Option(name = "--patient", valueToShowInHelp = "", description = "Id of the patient")
    String patient = "";

    @Option(
            name = "--type",
            valueToShowInHelp = "",
            description = "Type (ADT^A01), or its start (ADT)")
    String type = "";

    @Option(
            name = "--from",
            valueToShowInHelp = "",
            description = "Accepted at or after: 2026-11-22, 2026-11-22T03:04, or 15m, 4h, 2d ago")
    String from = "";

    @Option(name = "--until", valueToShowInHelp = "", description = "Accepted before")
    String until = "";

    @Option(
            name = "--text",
            valueToShowInHelp = "",
            description = "Somewhere in the bytes as they came; slow")
    String text = "";

    @Option(
            name = "--index",
            valueToShowInHelp = "",
            multiValued = true,
            description = "NAME=VALUE, by the names of the channel's index:; several must all fit")
    List<String> index = List.of();

    @Override
    MessageQuery query(MessageQuery common) {
        var query =
                common.withControl(given(controlId))
                        .withPatient(given(patient))
                        .ofType(given(type))
                        .between(
                                given(from).map(at -> times.parse("--from", at)),
                                given(until).map(at -> times.parse("--until", at)))
                        .withText(given(text));
        for (var pair : index) {
            var at = pair.indexOf('=');
            if (at < 1) {
                throw new UsageException("--index is NAME=VALUE, for example --index ward=3W");
            }
            query = query.withIndex(pair.substring(0, at), pair.substring(at + 1));
        }
        return query;
    }
}
