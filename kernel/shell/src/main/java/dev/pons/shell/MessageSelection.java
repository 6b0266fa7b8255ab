package dev.pons.shell;

import dev.pons.core.control.MessageQuery;

import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

import java.util.Optional;

/** Lists the messages that fit. */
abstract class MessageSelection extends EngineCommand {

    private static final int MOST = 10_000;

    @Option(name = "--channel", valueToShowInHelp = "", description = "Only of this channel")
    @Completion(ChannelNames.class)
    String channel = "";

    @Option(
            name = "--state",
            valueToShowInHelp = "",
            description =
                    "Only in this state: refused, accepted, queued, held, dropped,"
                            + " refused-later, done")
    @Completion(MessageStates.class)
    String state = "";

    @Option(name = "--limit", description = "At most so many")
    int limit = 20;

    @Option(
            name = "--before",
            valueToShowInHelp = "",
            description = "Only older than this message: the next page")
    String before = "";

    /** The rest of the question. */
    MessageQuery query(MessageQuery common) {
        return common;
    }

    @Override
    final int run() {
        if (limit < 1 || limit > MOST) {
            throw new UsageException("--limit is a number from 1 to " + MOST);
        }
        var query =
                query(
                        MessageQuery.newest(limit)
                                .startingAt(given(before))
                                .ofChannel(given(channel))
                                .inState(given(state).map(MessageStates::parse)));
        show(query);
        return 0;
    }

    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private void show(MessageQuery query) {
        var page = control.messages(query);
        var table = new Table("ID", "AT", "~CHANNEL", "~TYPE", "~CONTROL", "~PATIENT", "STATE");
        for (var row : page.rows()) {
            table.row(
                    row.id(),
                    times.iso(row.at()),
                    row.channel(),
                    row.type(),
                    row.control(),
                    row.patient(),
                    row.state());
            table.note(row.reason());
        }
        if (table.isEmpty()) {
            out.println(
                    query.equals(MessageQuery.newest(limit))
                            ? "no messages yet"
                            : "no messages that fit");
        } else {
            print(table, "");
        }
        page.next().ifPresent(id -> out.println("more: add --before " + id));
        if (!page.note().isEmpty()) {
            out.println(page.note());
        }
        var lag = page.lag();
        if (lag.entries() > 0) {
            out.println(
                    "the newest "
                            + lag.entries()
                            + " entries are not searchable yet"
                            + lag.since().map(at -> ", since " + times.iso(at)).orElse(""));
        }
    }
}
