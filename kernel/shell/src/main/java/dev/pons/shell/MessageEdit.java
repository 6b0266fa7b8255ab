package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** Other bytes in place of a message's, as a new message. */
@Service
@Command(
        scope = "message",
        name = "edit",
        description =
                "Runs a mended copy of a message through today's channel, as a new linked"
                        + " message",
        detailedDescription =
                "Example: message:edit 17-48213 --file /tmp/mended.hl7 --why \"ward was missing\";"
                        + " message:show 17-48213 --content gives the bytes to mend")
@SuppressWarnings("NullAway.Init")
public final class MessageEdit extends EngineCommand {

    @Argument(name = "ID", description = "As in message:list", required = true, multiValued = true)
    @Completion(MessageWords.class)
    List<String> words;

    @Option(
            name = "--file",
            valueToShowInHelp = "",
            description = "The mended bytes, on the machine of the engine")
    String file = "";

    @Option(name = "--why", valueToShowInHelp = "", description = "Stands in the record")
    String why = "";

    @Override
    int run() {
        var ids = Usage.take(this, words);
        if (ids.size() != 1 || !MessageWords.isId(ids.get(0))) {
            throw new UsageException("one message, please; its id looks like 17-48213");
        }
        if (file.isEmpty() || why.isBlank()) {
            throw new UsageException("an edit needs --file and --why");
        }
        var id = ids.get(0);
        var before = control.message(id).row().size();
        var bytes = MessageFile.read(file);
        var now = control.edit(id, bytes, who(), why);
        out.println(id + ": edit, new message " + now);
        out.println("  " + before + " bytes before, " + bytes.length + " bytes now");
        return 0;
    }
}
