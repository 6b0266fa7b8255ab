package dev.pons.shell;

import dev.pons.core.control.MessageQuery;

import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

import java.util.Optional;
import java.util.stream.Stream;

/** What messages that something is to be done with have in common. */
abstract class MessageChoice extends EngineCommand {

    @Option(
            name = "--channel",
            valueToShowInHelp = "",
            description = "All of this channel that fit, instead of ids")
    @Completion(ChannelNames.class)
    String channel = "";

    @Option(
            name = "--state",
            valueToShowInHelp = "",
            description = "Only those in this state: held, queued, accepted, done...")
    @Completion(MessageStates.class)
    String state = "";

    @Option(name = "--control", valueToShowInHelp = "", description = "The sender's id (MSH-10)")
    String controlId = "";

    @Option(name = "--patient", valueToShowInHelp = "", description = "Id of the patient")
    String patient = "";

    @Option(name = "--type", valueToShowInHelp = "", description = "Type (ADT^A01), or its start")
    String type = "";

    @Option(
            name = "--from",
            valueToShowInHelp = "",
            description = "Accepted at or after: 2026-11-22, 2026-11-22T03:04, or 15m, 4h, 2d ago")
    String from = "";

    @Option(name = "--until", valueToShowInHelp = "", description = "Accepted before")
    String until = "";

    /** Something of it was typed. */
    final boolean isGiven() {
        return Stream.of(channel, state, controlId, patient, type, from, until)
                .anyMatch(word -> !word.isEmpty());
    }

    /** Those that were typed. */
    final MessageQuery choose(MessageQuery all) {
        return all.ofChannel(given(channel))
                .inState(given(state).map(MessageStates::parse))
                .withControl(given(controlId))
                .withPatient(given(patient))
                .ofType(given(type))
                .between(
                        given(from).map(at -> times.parse("--from", at)),
                        given(until).map(at -> times.parse("--until", at)));
    }

    private static Optional<String> given(String text) {
        return MessageSelection.given(text);
    }
}
