package dev.pons.shell;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A person's act on messages, or on their deliveries to one destination. */
@SuppressWarnings("NullAway.Init")
abstract class MessageAct extends EngineCommand {

    @Argument(
            name = "ID... [DESTINATION]",
            description = "Ids of messages; then, if wanted, one destination",
            required = true,
            multiValued = true)
    @Completion(MessageWords.class)
    List<String> words;

    @Option(name = "--why", valueToShowInHelp = "", description = "Stands in the record")
    String why = "";

    private final Act act;

    MessageAct(Act act) {
        this.act = act;
    }

    @Override
    final int run() {
        var ids = new ArrayList<>(Usage.take(this, words));
        if (ids.isEmpty()) {
            throw new UsageException("which message? its id looks like 17-48213");
        }
        var last = ids.get(ids.size() - 1);
        var destination = MessageWords.isId(last) ? "" : ids.remove(ids.size() - 1);
        for (var id : ids) {
            if (!MessageWords.isId(id)) {
                throw new UsageException(id + " is no id of a message; one looks like 17-48213");
            }
        }
        if (ids.isEmpty()) {
            throw new UsageException(last + " is no id of a message; one looks like 17-48213");
        }
        var failed = 0;
        for (var id : ids) {
            failed += done(id, destination) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    /** One that cannot be done does not keep the others from it. */
    private boolean done(String id, String destination) {
        try {
            var now = control.act(act, id, destination, who(), why);
            var verb = act.name().toLowerCase(Locale.ROOT);
            out.println(
                    id
                            + (destination.isEmpty() ? "" : " " + destination)
                            + ": "
                            + verb
                            + (now.equals(id) ? "" : ", new message " + now));
            return true;
        } catch (ControlException e) {
            err.println(id + ": " + e.getMessage());
            return false;
        }
    }
}
