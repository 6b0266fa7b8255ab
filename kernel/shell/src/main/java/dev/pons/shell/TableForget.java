package dev.pons.shell;

import dev.pons.core.control.TableControl;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** A person takes away what channels remember under a key. */
@Service
@Command(
        scope = "table",
        name = "forget",
        description =
                "Takes away what channels remember under a key; who and why stand in the journal",
        detailedDescription = "Example: table:forget orders 4711 --why \"the order was a test\"")
@SuppressWarnings("NullAway.Init")
public final class TableForget extends EngineCommand {

    @Reference TableControl tables;

    @Argument(
            name = "TABLE KEY",
            description = "Its name; the key",
            required = true,
            multiValued = true)
    @Completion(TableNames.class)
    List<String> words;

    @Option(name = "--why", valueToShowInHelp = "", description = "Stands in the record")
    String why = "";

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.size() != 2) {
            throw new UsageException("a table and a key, please");
        }
        if (why.isBlank()) {
            throw new UsageException("what is taken away needs a reason; add --why");
        }
        tables.forget(names.get(0), names.get(1), who(), why);
        out.println(names.get(0) + ": forgotten");
        return 0;
    }
}
